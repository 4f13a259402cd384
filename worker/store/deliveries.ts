import type { Deps } from '../env.ts'
import { isListening } from './webhook.ts'

/** A message for the webhook. */
export interface Delivery {
  /** webhook-id: the same on every try */
  id: string
  body: string
  /** Tries that failed */
  attempts: number
}

/** Longer than a pass takes over the messages that it has claimed. */
const claimMs = 5 * 60_000
const keptMs = 3 * 24 * 3_600_000

/** The body as the receiver gets it; ?2 = now. */
const bodyOf = (type: string) => `json_object('type', '${type}', 'timestamp', ${iso('?2')},
  'data', json_object('id', id, 'kind', kind, 'tenantId', tenant_id, 'mappingId', mapping_id, 'text', text,
    'next', next, 'since', ${iso('since')}))`

function iso(ms: string): string {
  return `strftime('%Y-%m-%dT%H:%M:%fZ', ${ms} / 1000.0, 'unixepoch')`
}

const insert = (what: 'raised' | 'ended') => `INSERT INTO delivery (id, tenant_id, body, created_at, next_at)
  SELECT id || '-${what}', tenant_id, ${bodyOf(`alert.${what}`)}, ?2, ?2 FROM alert`

/** A message beside each alert that the statement before has added; `json`: a list of {id}. For a batch. */
export function deliverRaised(deps: Deps, json: string): D1PreparedStatement {
  return deps.env.DB.prepare(
    `${insert('raised')} WHERE ${isListening} AND id IN (SELECT value->>'id' FROM json_each(?1))`,
  ).bind(json, deps.now())
}

/** A message beside each alert that the next statement ends; `json`: a list of {kind, subject}. For a batch. */
export function deliverEnded(deps: Deps, json: string): D1PreparedStatement {
  return deps.env.DB.prepare(
    `${insert('ended')} WHERE ${isListening} AND ended_at IS NULL
       AND (kind, subject) IN (SELECT value->>'kind', value->>'subject' FROM json_each(?1))`,
  ).bind(json, deps.now())
}

/** Takes messages that are due, the oldest first, so that no one else sends them meanwhile. */
export async function claimDue({ env, now }: Deps, most: number): Promise<Delivery[]> {
  const { results } = await env.DB.prepare(
    `UPDATE delivery SET next_at = ?1 + ?2 WHERE id IN (
       SELECT id FROM delivery WHERE next_at <= ?1 ORDER BY created_at, rowid LIMIT ?3)
     RETURNING id, body, attempts, created_at AS createdAt, rowid AS place`,
  )
    .bind(now(), claimMs, most)
    .all<Delivery & { createdAt: number; place: number }>()
  // RETURNING has no order of its own.
  return results.sort((a, b) => a.createdAt - b.createdAt || a.place - b.place)
}

/** When the next message is due; null = none waits. */
export async function nextDueAt({ env }: Deps): Promise<number | null> {
  const row = await env.DB.prepare('SELECT MIN(next_at) AS at FROM delivery').first<{ at: number | null }>()
  return row?.at ?? null
}

export async function countWaiting({ env }: Deps): Promise<number> {
  return (await env.DB.prepare('SELECT COUNT(*) AS n FROM delivery').first<{ n: number }>())?.n ?? 0
}

/** A statement for batches. */
export function removeDelivery({ env }: Deps, id: string): D1PreparedStatement {
  return env.DB.prepare('DELETE FROM delivery WHERE id = ?1').bind(id)
}

/** The receiver answers again: what waits for a later try goes now, but for what someone has just claimed. */
export function wakeDeliveries({ env, now }: Deps): D1PreparedStatement {
  return env.DB.prepare('UPDATE delivery SET next_at = ?1 WHERE next_at > ?1 + ?2').bind(now(), claimMs)
}

/** A person has seen to the receiver: everything that waits goes now. */
export function makeDue({ env, now }: Deps): D1PreparedStatement {
  return env.DB.prepare('UPDATE delivery SET next_at = ?1').bind(now())
}

/** One try more has failed. */
export function putOff({ env }: Deps, id: string, until: number): D1PreparedStatement {
  return env.DB.prepare('UPDATE delivery SET attempts = attempts + 1, next_at = ?2 WHERE id = ?1').bind(
    id,
    until,
  )
}

/** The receiver is away: nothing that waits is tried before `until`. */
export async function putOffAll({ env }: Deps, until: number): Promise<void> {
  await env.DB.prepare('UPDATE delivery SET next_at = ?1 WHERE next_at < ?1').bind(until).run()
}

/** Gives up what is older than three days; returns how many. */
export async function dropOld({ env, now }: Deps): Promise<number> {
  const { meta } = await env.DB.prepare('DELETE FROM delivery WHERE created_at <= ?1')
    .bind(now() - keptMs)
    .run()
  return meta.changes
}
