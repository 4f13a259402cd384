import { and, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { ActionOutcome } from '#shared/contract.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { actionKey } from './schema.ts'

/** What is kept of an answer: never its secret, nor the link that shows it. */
export const KeptAnswer = v.omit(ActionOutcome, ['secret', 'handover', 'view', 'repeated', 'resumable'])
export type KeptAnswer = v.InferOutput<typeof KeptAnswer>

/** One use of an idempotency key. */
export interface KeyUse {
  actorId: string
  key: string
  /** The action's id: intent and outcome in the record share it */
  actionId: string
}

export interface KnownKey extends KeyUse {
  requestHash: string
  /** Milliseconds since 1970 */
  createdAt: number
  /** null = still running, or it was interrupted and is not settled yet */
  answer: KeptAnswer | null
  /** The values of an action in steps */
  form: unknown
  /** The first of the actions that this one goes on with */
  resumes: string | null
}

export async function findKey(deps: Deps, actorId: string, key: string): Promise<KnownKey | null> {
  const row = await database(deps.env)
    .select()
    .from(actionKey)
    .where(and(eq(actionKey.actorId, actorId), eq(actionKey.key, key)))
    .get()
  return row ? known(row) : null
}

export async function findAction(deps: Deps, actionId: string): Promise<KnownKey | null> {
  const row = await database(deps.env).select().from(actionKey).where(eq(actionKey.actionId, actionId)).get()
  return row ? known(row) : null
}

/** The actions that went on with this one. */
export async function resumedBy(deps: Deps, actionId: string): Promise<string[]> {
  const rows = await database(deps.env)
    .select({ actionId: actionKey.actionId })
    .from(actionKey)
    .where(eq(actionKey.resumes, actionId))
  return rows.map((row) => row.actionId)
}

function known(row: typeof actionKey.$inferSelect): KnownKey {
  return { ...row, answer: row.answer === null ? null : v.parse(KeptAnswer, row.answer) }
}

/** Parsing leaves out whatever does not belong there, a secret above all; reports stand with their steps. */
export function encodeAnswer(answer: KeptAnswer): string {
  const steps = answer.steps.map((step) => ({ ...step, report: null }))
  return JSON.stringify(v.parse(KeptAnswer, { ...answer, steps }))
}

/** What became of the note on the ticket is known last. For a batch. */
export function noteInAnswer(
  deps: Deps,
  { actorId, key }: Pick<KeyUse, 'actorId' | 'key'>,
  note: KeptAnswer['note'],
  noteText: string | null,
): D1PreparedStatement {
  return deps.env.DB.prepare(
    `UPDATE action_key SET answer = json_set(answer, '$.note', ?3, '$.noteText', ?4)
     WHERE actor_id = ?1 AND key = ?2 AND answer IS NOT NULL`,
  ).bind(actorId, key, note, noteText)
}
