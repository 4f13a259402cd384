import { and, eq, isNull, lte } from 'drizzle-orm'
import * as v from 'valibot'
import { ActionOutcome } from '#shared/contract.ts'
import type { Deps } from '../env.ts'
import { type AuditRow, auditStatement, type NewAuditRow } from './audit.ts'
import { database } from './database.ts'
import { actionKey, audit } from './schema.ts'

/** What is kept of an answer: never its secret. */
export const KeptAnswer = v.omit(ActionOutcome, ['secret', 'view', 'repeated'])
export type KeptAnswer = v.InferOutput<typeof KeptAnswer>

/** One use of an idempotency key. */
export interface KeyUse {
  actorId: string
  key: string
  /** The action's id: intent and outcome in the record share it */
  actionId: string
}

interface KnownKey extends KeyUse {
  requestHash: string
  /** Milliseconds since 1970 */
  createdAt: number
  /** null = still running, or it was interrupted and is not settled yet */
  answer: KeptAnswer | null
}

export async function findKey(deps: Deps, actorId: string, key: string): Promise<KnownKey | null> {
  const row = await database(deps.env)
    .select()
    .from(actionKey)
    .where(and(eq(actionKey.actorId, actorId), eq(actionKey.key, key)))
    .get()
  if (!row) return null
  return { ...row, answer: row.answer === null ? null : v.parse(KeptAnswer, row.answer) }
}

/** Takes a key and records the intent, both or neither. False = somebody has the key already. */
export async function beginAction(
  deps: Deps,
  use: KeyUse & { requestHash: string },
  intent: NewAuditRow,
): Promise<boolean> {
  const taken = deps.env.DB.prepare(
    `INSERT INTO action_key (actor_id, key, action_id, request_hash, created_at)
     VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING`,
  ).bind(use.actorId, use.key, use.actionId, use.requestHash, deps.now())
  const isOurs = 'EXISTS (SELECT 1 FROM action_key WHERE actor_id = ?1 AND key = ?2 AND action_id = ?3)'
  const recorded = auditStatement(deps, intent, isOurs, [use.actorId, use.key, use.actionId])
  const [first] = await deps.env.DB.batch([taken, recorded])
  return first?.meta.changes === 1
}

/** Records the outcome and keeps the answer, both or neither, once. False = it was settled before. */
export async function finishAction(
  deps: Deps,
  use: KeyUse,
  outcome: NewAuditRow,
  answer: KeptAnswer,
): Promise<boolean> {
  const bound = [use.actorId, use.key, use.actionId]
  const isOpen = 'actor_id = ?1 AND key = ?2 AND action_id = ?3 AND answer IS NULL'
  const recorded = auditStatement(deps, outcome, `EXISTS (SELECT 1 FROM action_key WHERE ${isOpen})`, bound)
  const kept = deps.env.DB.prepare(`UPDATE action_key SET answer = ?4 WHERE ${isOpen}`)
  const [first] = await deps.env.DB.batch([recorded, kept.bind(...bound, encode(answer))])
  return first?.meta.changes === 1
}

/** What became of the note on the ticket is known last. */
export async function keepNote(deps: Deps, use: KeyUse, answer: KeptAnswer): Promise<void> {
  await deps.env.DB.prepare(
    'UPDATE action_key SET answer = ?4 WHERE actor_id = ?1 AND key = ?2 AND action_id = ?3',
  )
    .bind(use.actorId, use.key, use.actionId, encode(answer))
    .run()
}

/** Parsing leaves out whatever does not belong there, a secret above all. */
function encode(answer: KeptAnswer): string {
  return JSON.stringify(v.parse(KeptAnswer, answer))
}

/** Intents without an outcome that were begun before a time, oldest first: their worker was interrupted. */
export async function interruptedActions(
  deps: Deps,
  begunBefore: number,
  limit: number,
): Promise<{ use: KeyUse; intent: AuditRow }[]> {
  const rows = await database(deps.env)
    .select({ key: actionKey, intent: audit })
    .from(actionKey)
    .innerJoin(audit, and(eq(audit.actionId, actionKey.actionId), eq(audit.outcome, 'started')))
    .where(and(isNull(actionKey.answer), lte(actionKey.createdAt, begunBefore)))
    .orderBy(actionKey.createdAt)
    .limit(limit)
  return rows.map(({ key: { actorId, key, actionId }, intent }) => ({
    use: { actorId, key, actionId },
    intent,
  }))
}
