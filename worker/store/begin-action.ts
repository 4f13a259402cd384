import type { ActionPolicy, QuotaKind } from '#shared/action-policy.ts'
import type { Deps } from '../env.ts'
import type { KeyUse } from './action-keys.ts'
import { auditStatement, type NewAuditRow } from './audit.ts'
import { type NewStep, stepStatement } from './steps.ts'

export interface Beginning extends KeyUse {
  requestHash: string
  intent: NewAuditRow
  /** What it counts as beside `any` */
  credential: boolean
  destructive: boolean
  quotas: ActionPolicy['quotas']
  steps: readonly NewStep[]
  /** The form, for resuming; null = it is not in steps */
  form: object | null
  resumes: string | null
}

export type NotBegun =
  /** Somebody has the key already */
  | { why: 'taken' }
  | { why: 'busy'; heldBy: string; until: number }
  | { why: 'quota'; kind: QuotaKind; most: number; until: number }

/** A step lasts shorter, and each takes the lease anew. */
export const leaseMs = 90_000
const hourMs = 3_600_000

const kinds: Record<QuotaKind, string> = {
  any: '1',
  credential: 'credential = 1',
  destructive: 'destructive = 1',
}
const isFree =
  'NOT EXISTS (SELECT 1 FROM person_lease WHERE tenant_id = ?6 AND person_id = ?7 AND until > ?5)'
const used = (kind: QuotaKind) =>
  `(SELECT COUNT(*) FROM action_key WHERE actor_id = ?1 AND created_at > ?5 - ${hourMs} AND ${kinds[kind]})`
const isWithin = (kind: QuotaKind, mark: string) => `(${mark} IS NULL OR ${used(kind)} < ${mark})`

/**
 * Takes the key, a place in the quotas and the person, and records the intent: all or nothing. One statement counts and
 * takes, so that of two who ask for the last place one gets it. Null = begun.
 */
export async function beginAction(deps: Deps, beginning: Beginning): Promise<NotBegun | null> {
  const { actorId, key, actionId, intent, steps } = beginning
  const ours = [actorId, key, actionId]
  const isOurs = 'EXISTS (SELECT 1 FROM action_key WHERE actor_id = ?1 AND key = ?2 AND action_id = ?3)'
  const leased = deps.env.DB.prepare(
    `INSERT INTO person_lease (tenant_id, person_id, action_id, held_by, until)
     SELECT ?4, ?5, ?3, ?6, ?7 WHERE ${isOurs}
     ON CONFLICT DO UPDATE SET action_id = excluded.action_id, held_by = excluded.held_by, until = excluded.until`,
  ).bind(...ours, intent.tenantId, intent.personId, intent.actorName, deps.now() + leaseMs)
  const recorded = auditStatement(deps, intent, isOurs, ours)
  const listed = steps.length > 0 ? [stepStatement(deps, intent.tenantId, steps, isOurs, ours)] : []
  const [taken] = await deps.env.DB.batch([takeKey(deps, beginning), leased, recorded, ...listed])
  return taken?.meta.changes === 1 ? null : whyNot(deps, beginning)
}

function takeKey(deps: Deps, beginning: Beginning): D1PreparedStatement {
  const { actorId, key, actionId, requestHash, intent, quotas, form, resumes } = beginning
  const { credential, destructive } = beginning
  return deps.env.DB.prepare(
    `INSERT INTO action_key
       (actor_id, key, action_id, request_hash, created_at, credential, destructive, form, resumes)
     SELECT ?1, ?2, ?3, ?4, ?5, ?11, ?12, ?13, ?14
     WHERE ${isFree} AND ${isWithin('any', '?8')} AND ${isWithin('credential', '?9')}
       AND ${isWithin('destructive', '?10')}
     ON CONFLICT DO NOTHING`,
  ).bind(
    ...[actorId, key, actionId, requestHash, deps.now(), intent.tenantId, intent.personId],
    ...[quotas.any, credential ? quotas.credential : null, destructive ? quotas.destructive : null],
    ...[Number(credential), Number(destructive), form && JSON.stringify(form), resumes],
  )
}

/** What stood in the way, looked up afterwards. */
async function whyNot(deps: Deps, beginning: Beginning): Promise<NotBegun> {
  const { actorId, key, intent, quotas } = beginning
  const now = deps.now()
  const row = await deps.env.DB.prepare(
    `SELECT EXISTS (SELECT 1 FROM action_key WHERE actor_id = ?1 AND key = ?2) AS taken,
       ${used('any')} AS any_, ${used('credential')} AS credential, ${used('destructive')} AS destructive,
       (SELECT MIN(created_at) FROM action_key WHERE actor_id = ?1 AND created_at > ?5 - ${hourMs}) AS oldest,
       (SELECT held_by FROM person_lease WHERE tenant_id = ?3 AND person_id = ?4 AND until > ?5) AS heldBy,
       (SELECT until FROM person_lease WHERE tenant_id = ?3 AND person_id = ?4 AND until > ?5) AS until`,
  )
    .bind(actorId, key, intent.tenantId, intent.personId, now)
    .first<Standing>()
  if (!row || row.taken) return { why: 'taken' }
  const spent = { any: row.any_, credential: row.credential, destructive: row.destructive }
  const counted: QuotaKind[] = ['any']
  if (beginning.credential) counted.push('credential')
  if (beginning.destructive) counted.push('destructive')
  const kind = counted.find((name) => spent[name] >= (quotas[name] ?? Number.POSITIVE_INFINITY))
  const most = kind && quotas[kind]
  if (kind && most != null) return { why: 'quota', kind, most, until: (row.oldest ?? now) + hourMs }
  return { why: 'busy', heldBy: row.heldBy ?? 'A colleague', until: row.until ?? now }
}

interface Standing {
  taken: number
  any_: number
  credential: number
  destructive: number
  oldest: number | null
  heldBy: string | null
  until: number | null
}
