import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import type { Deps } from '../env.ts'
import { encodeAnswer, type KeptAnswer, type KeyUse } from './action-keys.ts'
import { type NewNote, noteStatement } from './action-notes.ts'
import { type AuditRow, auditStatement, type NewAuditRow } from './audit.ts'
import { database } from './database.ts'
import { actionKey, audit } from './schema.ts'
import { settleSteps } from './steps.ts'

/**
 * Records the outcome, keeps the answer, puts the note into the outbox and lets go of the person: all or nothing, once.
 * False = it was settled before.
 */
export async function finishAction(
  deps: Deps,
  use: KeyUse,
  outcome: NewAuditRow,
  answer: KeptAnswer,
  note: NewNote | null,
): Promise<boolean> {
  const { DB } = deps.env
  const bound = [use.actorId, use.key, use.actionId]
  const isMine = 'actor_id = ?1 AND key = ?2 AND action_id = ?3 AND answer IS NULL'
  const isOpen = `EXISTS (SELECT 1 FROM action_key WHERE ${isMine})`
  const [recorded] = await DB.batch([
    auditStatement(deps, outcome, isOpen, bound),
    ...(note ? [noteStatement(deps, note, isOpen, bound)] : []),
    ...(answer.steps.some(({ id }) => id) ? [settleSteps(deps, answer.steps, isOpen, bound)] : []),
    DB.prepare(
      `DELETE FROM person_lease WHERE tenant_id = ?4 AND person_id = ?5 AND action_id = ?3 AND ${isOpen}`,
    ).bind(...bound, outcome.tenantId, outcome.personId),
    DB.prepare(`UPDATE action_key SET answer = ?4 WHERE ${isMine}`).bind(...bound, encodeAnswer(answer)),
  ])
  return recorded?.meta.changes === 1
}

export interface Interrupted {
  use: KeyUse
  intent: AuditRow
  form: unknown
}

/** Nobody has the person for this action any more. */
const isLetGo = sql`NOT EXISTS (SELECT 1 FROM person_lease AS held WHERE held.tenant_id = ${audit.tenantId}
  AND held.person_id = ${audit.personId} AND held.action_id = ${audit.actionId} AND held.until > `

/** Intents without an outcome that were begun before a time and that nobody works on, oldest first. */
export async function interruptedActions(
  deps: Deps,
  begunBefore: number,
  limit: number,
): Promise<Interrupted[]> {
  const rows = await open(deps)
    .where(
      and(isNull(actionKey.answer), lte(actionKey.createdAt, begunBefore), sql`${isLetGo}${deps.now()})`),
    )
    .orderBy(actionKey.createdAt)
    .limit(limit)
  return rows.map(interruptedOf)
}

/** The same of one action; null = it has ended, or somebody works on it. */
export async function interruptedAction(deps: Deps, actionId: string): Promise<Interrupted | null> {
  const row = await open(deps)
    .where(and(eq(actionKey.actionId, actionId), isNull(actionKey.answer), sql`${isLetGo}${deps.now()})`))
    .get()
  return row ? interruptedOf(row) : null
}

function open(deps: Deps) {
  return database(deps.env)
    .select({ key: actionKey, intent: audit })
    .from(actionKey)
    .innerJoin(audit, and(eq(audit.actionId, actionKey.actionId), eq(audit.outcome, 'started')))
    .$dynamic()
}

function interruptedOf({
  key: { actorId, key, actionId, form },
  intent,
}: {
  key: typeof actionKey.$inferSelect
  intent: AuditRow
}): Interrupted {
  return { use: { actorId, key, actionId }, intent, form }
}
