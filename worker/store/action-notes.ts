import type { Deps } from '../env.ts'
import { type KeyUse, noteInAnswer } from './action-keys.ts'

export interface NewNote {
  tenantId: string
  host: string
  ticketId: string
  subject: string
  body: string
}

/** A note that is still to be written. */
export interface WaitingNote extends NewNote, KeyUse {
  createdAt: number
  /** Tries that failed */
  attempts: number
  /** The ticket system did not answer, so it may stand there already. */
  mayStand: boolean
}

/** Longer than a try takes. */
const claimMs = 5 * 60_000

/** Puts a note into the outbox on a condition, due at once. For a batch; `bound` is actor, key and action. */
export function noteStatement(
  deps: Deps,
  note: NewNote,
  condition: string,
  bound: readonly string[],
): D1PreparedStatement {
  return deps.env.DB.prepare(
    `INSERT INTO action_note (actor_id, key, action_id, tenant_id, host, ticket_id, subject, body, created_at, next_at)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9 WHERE ${condition}`,
  ).bind(...bound, note.tenantId, note.host, note.ticketId, note.subject, note.body, deps.now())
}

/** Takes a note that is due, so that nobody else writes it meanwhile; null = it is written, or somebody has it. */
export async function claimNote({ env, now }: Deps, actionId: string): Promise<WaitingNote | null> {
  const row = await env.DB.prepare(
    `UPDATE action_note SET next_at = ?2 + ?3 WHERE action_id = ?1 AND next_at <= ?2
     RETURNING action_id AS actionId, actor_id AS actorId, key, tenant_id AS tenantId, host, ticket_id AS ticketId,
       subject, body, created_at AS createdAt, attempts, may_stand AS mayStand`,
  )
    .bind(actionId, now(), claimMs)
    .first<Omit<WaitingNote, 'mayStand'> & { mayStand: number }>()
  return row && { ...row, mayStand: row.mayStand === 1 }
}

/** About to be sent: should nobody come back from it, it may stand there. */
export async function noteIsSent({ env }: Deps, actionId: string): Promise<void> {
  await env.DB.prepare('UPDATE action_note SET may_stand = 1 WHERE action_id = ?1').bind(actionId).run()
}

/** Written, or never to be: out of the outbox, and in the action's answer. */
export async function settleNote(
  deps: Deps,
  note: WaitingNote,
  state: 'written' | 'failed',
  words: string | null,
): Promise<void> {
  await deps.env.DB.batch([
    deps.env.DB.prepare('DELETE FROM action_note WHERE action_id = ?1').bind(note.actionId),
    noteInAnswer(deps, note, state, words),
  ])
}

/** One try more has failed; the answer says why. */
export async function putOffNote(
  deps: Deps,
  note: WaitingNote,
  { until, mayStand, words }: { until: number; mayStand: boolean; words: string },
): Promise<void> {
  await deps.env.DB.batch([
    deps.env.DB.prepare(
      'UPDATE action_note SET attempts = attempts + 1, next_at = ?2, may_stand = ?3 WHERE action_id = ?1',
    ).bind(note.actionId, until, Number(mayStand)),
    noteInAnswer(deps, note, 'waiting', words),
  ])
}

/** Actions whose notes are due, the oldest first. */
export async function dueNotes({ env, now }: Deps, most: number): Promise<string[]> {
  const { results } = await env.DB.prepare(
    'SELECT action_id AS actionId FROM action_note WHERE next_at <= ?1 ORDER BY next_at LIMIT ?2',
  )
    .bind(now(), most)
    .all<{ actionId: string }>()
  return results.map(({ actionId }) => actionId)
}

/** When a note is tried next, milliseconds since 1970; null = none waits. */
export async function nextNoteTry({ env }: Deps, actionId: string): Promise<number | null> {
  const row = await env.DB.prepare('SELECT next_at AS at FROM action_note WHERE action_id = ?1')
    .bind(actionId)
    .first<{ at: number }>()
  return row?.at ?? null
}
