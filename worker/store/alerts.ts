import type { Deps } from '../env.ts'
import { timeOrderedId } from './audit.ts'
import { deliverEnded, deliverRaised } from './deliveries.ts'
import { jsonChunks } from './json-chunks.ts'
import type { alert } from './schema.ts'

export type AlertRow = typeof alert.$inferSelect

/** What an alert is about: of one kind and subject at most one is open. */
export interface Topic {
  kind: AlertRow['kind']
  /** e.g. tenant:<id>, mapping:<id> */
  subject: string
}
export interface News extends Topic, Pick<AlertRow, 'tenantId' | 'mappingId' | 'text' | 'next'> {}

const columns = `id, kind, subject, tenant_id AS tenantId, mapping_id AS mappingId, text, next, since,
  ended_at AS endedAt`
const endedKeptMs = 90 * 24 * 3_600_000

/**
 * Raises alerts, with a message to the webhook beside each that is new. One that is open already takes the new words,
 * without another message; the same words again write nothing. Statements for a batch.
 */
export function raise(deps: Deps, news: readonly News[]): D1PreparedStatement[] {
  const { DB } = deps.env
  const now = deps.now()
  const rows = news.map((one) => ({ ...one, id: timeOrderedId(now) }))
  return jsonChunks(rows).flatMap((json) => [
    DB.prepare(
      `UPDATE alert SET text = new.value->>'text', next = new.value->>'next'
       FROM json_each(?1) AS new
       WHERE alert.kind = new.value->>'kind' AND alert.subject = new.value->>'subject' AND alert.ended_at IS NULL
         AND (alert.text, alert.next) IS NOT (new.value->>'text', new.value->>'next')`,
    ).bind(json),
    DB.prepare(
      `INSERT INTO alert (id, kind, subject, tenant_id, mapping_id, text, next, since)
       SELECT value->>'id', value->>'kind', value->>'subject', value->>'tenantId', value->>'mappingId',
         value->>'text', value->>'next', ?2
       FROM json_each(?1) WHERE true
       ON CONFLICT (kind, subject) WHERE ended_at IS NULL DO NOTHING`,
    ).bind(json, now),
    deliverRaised(deps, json),
  ])
}

/** Ends alerts, with a message to the webhook beside each that was open. Statements for a batch. */
export function end(deps: Deps, topics: readonly Topic[]): D1PreparedStatement[] {
  const { DB } = deps.env
  const rows = topics.map(({ kind, subject }) => ({ kind, subject }))
  return jsonChunks(rows).flatMap((json) => [
    deliverEnded(deps, json),
    DB.prepare(
      `UPDATE alert SET ended_at = ?2 WHERE ended_at IS NULL
         AND (kind, subject) IN (SELECT value->>'kind', value->>'subject' FROM json_each(?1))`,
    ).bind(json, deps.now()),
  ])
}

/** What is open, of one tenant or altogether; for a batch. */
export function selectOpen({ env }: Deps, tenantId: string | null): D1PreparedStatement {
  const open = `SELECT ${columns} FROM alert WHERE ended_at IS NULL`
  return tenantId === null
    ? env.DB.prepare(open)
    : env.DB.prepare(`${open} AND tenant_id = ?1`).bind(tenantId)
}

/** Where a page ends: the alert's end (null = open) and id. */
export interface AlertPlace {
  endedAt: number | null
  id: string
}

/** `null` = every tenant, and what is about none. */
type Within = readonly string[] | null
const isWithin = '(?1 IS NULL OR tenant_id IN (SELECT value FROM json_each(?1)))'
const bound = (within: Within) => within && JSON.stringify(within)

/** Open ones first, the newest first; then those that ended, the last to end first. */
export async function listAlerts(
  { env }: Deps,
  within: Within,
  after: AlertPlace | null,
  limit: number,
): Promise<AlertRow[]> {
  const statement = env.DB.prepare(
    `SELECT ${columns} FROM alert WHERE ${isWithin} AND (?2 IS NULL OR CASE
       WHEN ?3 IS NULL THEN ended_at IS NOT NULL OR id < ?2
       ELSE ended_at IS NOT NULL AND (ended_at, id) < (?3, ?2) END)
     ORDER BY ended_at IS NOT NULL, ended_at DESC, id DESC LIMIT ?4`,
  ).bind(bound(within), after?.id ?? null, after?.endedAt ?? null, limit)
  return (await statement.all<AlertRow>()).results
}

export async function countOpen({ env }: Deps, within: Within): Promise<number> {
  const row = await env.DB.prepare(`SELECT COUNT(*) AS n FROM alert WHERE ended_at IS NULL AND ${isWithin}`)
    .bind(bound(within))
    .first<{ n: number }>()
  return row?.n ?? 0
}

/** Forgets what ended more than 90 days ago. */
export async function purgeAlerts(deps: Deps): Promise<void> {
  await deps.env.DB.prepare('DELETE FROM alert WHERE ended_at < ?1')
    .bind(deps.now() - endedKeptMs)
    .run()
}
