import type { PlanChange } from '#shared/sync/plan.ts'
import type { Deps } from '../env.ts'
import { timeOrderedId } from './audit.ts'
import { jsonChunks } from './json-chunks.ts'
import { heldBy, type Lease } from './mapping-lease.ts'
import type { MappingRow } from './mappings.ts'
import type { ChangeRow } from './plans.ts'

/** What a page of a new plan does to the changes that stand, person by person. */
export interface PageDiff {
  /** Changes that nothing stands for yet, or in place of another. */
  put: PlanChange[]
  /** Standing changes that are no longer wanted. */
  drop: ChangeRow[]
}

const fieldsOf = (fields: PlanChange['fields']) =>
  fields.map(({ field, old, new: value }) => [field, old, value])
const signature = (entry: PlanChange | ChangeRow) =>
  JSON.stringify([entry.kind, entry.contactId, fieldsOf(entry.fields), entry.reason, entry.candidates])

/**
 * Compares what is wanted with what stands. What says the same stays as it is, approved or refused as it may be; what is
 * being sent is left to the outbox. `retryFailed`: what the PSA refused is wanted once more.
 */
export function diffPage(
  wanted: readonly PlanChange[],
  standing: readonly ChangeRow[],
  retryFailed: boolean,
): PageDiff {
  const byPerson = new Map(standing.map((row) => [row.personId, row]))
  const put: PlanChange[] = []
  const kept = new Set<ChangeRow>()
  for (const change of wanted) {
    const row = byPerson.get(change.personId)
    const isSame = row && signature(row) === signature(change) && !(retryFailed && row.state === 'failed')
    if (row?.state === 'sending' || (row && isSame)) kept.add(row)
    else put.push(change)
  }
  return { put, drop: standing.filter((row) => row.state !== 'sending' && !kept.has(row)) }
}

/** The changes of a mapping that are not over, of persons after `after`, up to and with `upTo`. */
export async function standingChanges(
  { env: { DB } }: Deps,
  mappingId: string,
  after: string,
  upTo: string,
): Promise<ChangeRow[]> {
  const { results } = await DB.prepare(
    `SELECT plan_id AS planId, id, kind, person_id AS personId, contact_id AS contactId, fields, reason, state, candidates
     FROM change WHERE mapping_id = ?1 AND person_id > ?2 AND person_id <= ?3
       AND state IN ('proposed', 'approved', 'sending', 'failed')`,
  )
    .bind(mappingId, after, upTo)
    .all<ChangeRow & { fields: string; candidates: string | null }>()
  return results.map((row) => ({
    ...row,
    fields: JSON.parse(row.fields as string) as ChangeRow['fields'],
    candidates: row.candidates === null ? [] : (JSON.parse(row.candidates) as ChangeRow['candidates']),
  }))
}

/** Writes a page's difference into a plan: new entries wait as proposed, dropped ones that were approved stay on record. */
export function writeDiff(
  deps: Deps,
  lease: Lease,
  mapping: MappingRow,
  planId: string,
  { put, drop }: PageDiff,
): D1PreparedStatement[] {
  if (put.length + drop.length === 0) return []
  return [
    ...dropChanges(deps, lease, drop),
    ensurePlan(deps, lease, mapping, planId, false),
    ...insertChanges(deps, lease, mapping, planId, put),
    deps.env.DB.prepare(`UPDATE plan SET version = version + 1 WHERE id = ? AND ${heldBy}`).bind(
      planId,
      ...fenceOf(lease),
    ),
  ]
}

const fenceOf = ({ mappingId, token }: Lease) => [mappingId, token]

function dropChanges(deps: Deps, lease: Lease, drop: readonly ChangeRow[]): D1PreparedStatement[] {
  const { DB } = deps.env
  const keys = drop.map(({ planId, id }) => ({ planId, id }))
  return jsonChunks(keys).flatMap((json) => {
    const these = `(plan_id, id) IN (SELECT value->>'planId', value->>'id' FROM json_each(?))`
    return [
      DB.prepare(`DELETE FROM change WHERE ${these} AND state = 'proposed' AND ${heldBy}`).bind(
        json,
        ...fenceOf(lease),
      ),
      DB.prepare(
        `UPDATE change SET state = 'skipped', done_at = ?, problem = 'Things changed before this was sent.'
         WHERE ${these} AND state IN ('approved', 'failed') AND ${heldBy}`,
      ).bind(deps.now(), json, ...fenceOf(lease)),
    ]
  })
}

/**
 * A plan that waits, if it is not there yet; with `alone` only where no other one waits. Plans of a mapping follow each
 * other in time, whatever the clock's grain.
 */
export function ensurePlan(
  deps: Deps,
  lease: Lease,
  mapping: MappingRow,
  planId: string,
  alone: boolean,
): D1PreparedStatement {
  const other = `EXISTS (SELECT 1 FROM plan WHERE mapping_id = ? AND state = 'waiting')`
  return deps.env.DB.prepare(
    `INSERT INTO plan (id, tenant_id, mapping_id, state, created_at, waits_for)
     SELECT ?, ?, ?, 'waiting', MAX(?, COALESCE((SELECT MAX(created_at) + 1 FROM plan WHERE mapping_id = ?), 0)), 'first'
     WHERE ${heldBy} ${alone ? `AND NOT ${other}` : ''} ON CONFLICT DO NOTHING`,
  ).bind(
    planId,
    mapping.tenantId,
    mapping.id,
    deps.now(),
    mapping.id,
    ...fenceOf(lease),
    ...(alone ? [mapping.id] : []),
  )
}

const columns = [
  'kind',
  'personId',
  'displayName',
  'userPrincipalName',
  'contactId',
  'fields',
  'reason',
  'candidates',
] as const

/** Rows for entries of a plan; statements for a fenced batch. */
export function insertChanges(
  deps: Deps,
  lease: Lease,
  mapping: MappingRow,
  planId: string,
  put: readonly PlanChange[],
  state: 'proposed' | 'approved' = 'proposed',
): D1PreparedStatement[] {
  const rows = put.map((entry) => ({ ...entry, id: timeOrderedId(deps.now()) }))
  const values = columns.map((name) => `json_extract(value, '$.${name}')`).join(', ')
  return jsonChunks(rows).map((json) =>
    deps.env.DB.prepare(
      `INSERT INTO change (plan_id, tenant_id, mapping_id, state, id, kind, person_id, display_name,
         user_principal_name, contact_id, fields, reason, candidates)
       SELECT ?, ?, ?, ?, json_extract(value, '$.id'), ${values} FROM json_each(?) WHERE ${heldBy}`,
    ).bind(planId, mapping.tenantId, mapping.id, state, json, ...fenceOf(lease)),
  )
}
