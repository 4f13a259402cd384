import type { PlanChange } from '#shared/sync/plan.ts'
import type { Deps } from '../env.ts'
import { jsonChunks } from './json-chunks.ts'
import { heldBy, leaseMs } from './mapping-lease.ts'
import type { MappingRow } from './mappings.ts'
import type { PlanRow } from './plans.ts'

/** What a reconcile saw before it computed: nothing is stored unless it still holds. */
interface Seen {
  mapping: MappingRow
  newest: PlanRow | null
}

interface NewPlan {
  changes: readonly PlanChange[]
  unchanged: number
  /** Whether it goes out without asking: the organisation's first plan was approved before. */
  approved: boolean
}

/**
 * Stores a plan in place of the newest one: what that one still proposed is withdrawn, what it did stays on record.
 * One transaction, and nothing at all if the world moved since `seen` (a lease in between, another plan, another rule):
 * then null.
 */
export async function storePlan(deps: Deps, seen: Seen, next: NewPlan): Promise<string | null> {
  const { mapping, newest } = seen
  const token = crypto.randomUUID()
  const planId = crypto.randomUUID()
  const fence = [mapping.id, token]
  const statements = [claim(deps, seen, token)]
  if (newest) statements.push(...supersede(deps, newest.id, fence))
  statements.push(insertPlan(deps, planId, seen, next, fence))
  statements.push(...insertChanges(deps, planId, mapping, next, fence))
  statements.push(
    deps.env.DB.prepare('UPDATE mapping SET lease_until = NULL WHERE id = ? AND lease_run = ?').bind(
      ...fence,
    ),
  )
  const [claimed] = await deps.env.DB.batch(statements)
  return claimed?.meta.changes === 1 ? planId : null
}

function claim(deps: Deps, { mapping, newest }: Seen, token: string): D1PreparedStatement {
  const now = deps.now()
  return deps.env.DB.prepare(
    `UPDATE mapping SET lease_run = ?1, lease_until = ?2
     WHERE id = ?3 AND lease_run IS ?4 AND (lease_until IS NULL OR lease_until <= ?5)
       AND rule = ?6 AND approved_at IS ?7 AND connection_id = ?8 AND organisation_id = ?9
       AND (SELECT id || ' ' || state FROM plan WHERE mapping_id = ?3 AND state <> 'replaced'
            ORDER BY created_at DESC LIMIT 1) IS ?10`,
  ).bind(
    token,
    now + leaseMs,
    mapping.id,
    mapping.leaseRun,
    now,
    mapping.ruleText,
    mapping.approvedAt,
    mapping.connectionId,
    mapping.organisationId,
    newest ? `${newest.id} ${newest.state}` : null,
  )
}

function supersede(deps: Deps, planId: string, fence: string[]): D1PreparedStatement[] {
  const prepare = (text: string) => deps.env.DB.prepare(`${text} AND ${heldBy}`).bind(planId, ...fence)
  return [
    prepare(`DELETE FROM change WHERE plan_id = ? AND state = 'proposed'`),
    prepare(
      `UPDATE change SET state = 'skipped', problem = 'A newer plan took its place.'
       WHERE plan_id = ? AND state IN ('approved', 'failed')`,
    ),
    prepare(
      `UPDATE plan SET state = CASE state WHEN 'waiting' THEN 'replaced' ELSE 'done' END
       WHERE id = ? AND state IN ('waiting', 'running')`,
    ),
  ]
}

function insertPlan(
  deps: Deps,
  planId: string,
  seen: Seen,
  next: NewPlan,
  fence: string[],
): D1PreparedStatement {
  const { mapping, newest } = seen
  // Plans of a mapping follow each other in time, whatever the clock's grain.
  const createdAt = Math.max(deps.now(), (newest?.createdAt ?? 0) + 1)
  const sends = next.changes.some(({ kind }) => kind !== 'review')
  const state = !next.approved ? 'waiting' : sends ? 'running' : 'done'
  return deps.env.DB.prepare(
    `INSERT INTO plan (id, tenant_id, mapping_id, state, created_at, approved_at, approved_by, unchanged)
     SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE ${heldBy}`,
  ).bind(
    planId,
    mapping.tenantId,
    mapping.id,
    state,
    createdAt,
    next.approved ? createdAt : null,
    next.approved ? mapping.approvedBy : null,
    next.unchanged,
    ...fence,
  )
}

function insertChanges(
  deps: Deps,
  planId: string,
  mapping: MappingRow,
  next: NewPlan,
  fence: string[],
): D1PreparedStatement[] {
  const rows = next.changes.map((entry, index) => ({
    ...entry,
    id: String(index + 1).padStart(7, '0'),
    state: next.approved && entry.kind !== 'review' ? 'approved' : 'proposed',
  }))
  const value = (name: string) => `json_extract(value, '$.${name}')`
  const names = [
    'id',
    'kind',
    'personId',
    'displayName',
    'userPrincipalName',
    'contactId',
    'fields',
    'reason',
    'state',
  ]
  return jsonChunks(rows).map((json) =>
    deps.env.DB.prepare(
      `INSERT INTO change (plan_id, tenant_id, mapping_id, id, kind, person_id, display_name, user_principal_name,
         contact_id, fields, reason, state)
       SELECT ?, ?, ?, ${names.map(value).join(', ')} FROM json_each(?) WHERE ${heldBy}`,
    ).bind(planId, mapping.tenantId, mapping.id, json, ...fence),
  )
}
