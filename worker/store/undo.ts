import type { FieldChange } from '#shared/sync/contact-fields.ts'
import type { PlanChange } from '#shared/sync/plan.ts'
import type { DoneChange } from '#shared/sync/undo.ts'
import type { Deps } from '../env.ts'
import { heldBy, type Lease, releaseLease } from './mapping-lease.ts'
import type { MappingRow } from './mappings.ts'
import { insertChanges } from './store-plan.ts'

/** Whether what a run did is being taken back: until that is over nothing is planned. */
export async function isUndoing(deps: Deps, mappingId: string): Promise<boolean> {
  return (await undoPlans(deps, mappingId)).size > 0
}

/** The plans under way that take back what others did. */
export async function undoPlans({ env: { DB } }: Deps, mappingId: string): Promise<Set<string>> {
  const { results } = await DB.prepare(
    `SELECT id FROM plan WHERE mapping_id = ?1 AND undoes IS NOT NULL AND state = 'running'`,
  )
    .bind(mappingId)
    .all<{ id: string }>()
  return new Set(results.map(({ id }) => id))
}

/** The newest run of a mapping that did something and was not taken back; null = there is none. */
export async function lastRun({ env: { DB } }: Deps, mappingId: string): Promise<string | null> {
  const row = await DB.prepare(
    `SELECT id, undoes FROM plan WHERE mapping_id = ?1
       AND EXISTS (SELECT 1 FROM change WHERE plan_id = plan.id AND state = 'done')
     ORDER BY created_at DESC LIMIT 1`,
  )
    .bind(mappingId)
    .first<{ id: string; undoes: string | null }>()
  return row && row.undoes === null ? row.id : null
}

/** What a run did, in order; read on with the id of the last one. */
export async function doneChanges(
  { env: { DB } }: Deps,
  planId: string,
  after: string,
  limit: number,
): Promise<(DoneChange & { id: string })[]> {
  const { results } = await DB.prepare(
    `SELECT id, kind, person_id AS personId, display_name AS displayName, user_principal_name AS userPrincipalName,
       contact_id AS contactId, fields FROM change
     WHERE plan_id = ?1 AND id > ?2 AND state = 'done' ORDER BY id LIMIT ?3`,
  )
    .bind(planId, after, limit)
    .all<DoneChange & { id: string; fields: string }>()
  return results.map((row) => ({ ...row, fields: JSON.parse(row.fields as never) as FieldChange[] }))
}

export interface UndoPlan {
  id: string
  undoes: string
  by: { id: string; name: string }
}

/**
 * Begins to take a run back: what was approved and not sent goes back to wait, and so do the next plans. The lease is held;
 * false when it is lost, or when the outcome of something that was being sent is still open.
 */
export async function beginUndo(
  { env: { DB }, now }: Deps,
  lease: Lease,
  mapping: MappingRow,
  plan: UndoPlan,
): Promise<boolean> {
  const fence = [lease.mappingId, lease.token]
  const begun = `${heldBy} AND EXISTS (SELECT 1 FROM plan WHERE id = ?)`
  const mark = [...fence, plan.id]
  const [made] = await DB.batch([
    DB.prepare(
      `INSERT INTO plan (id, tenant_id, mapping_id, state, created_at, approved_at, approved_by, approved_by_name, undoes)
       SELECT ?, ?, ?, 'running', MAX(?, COALESCE((SELECT MAX(created_at) + 1 FROM plan WHERE mapping_id = ?), 0)),
         ?, ?, ?, ? WHERE ${heldBy}
         AND NOT EXISTS (SELECT 1 FROM change WHERE mapping_id = ? AND state = 'sending')`,
    ).bind(
      plan.id,
      mapping.tenantId,
      mapping.id,
      now(),
      mapping.id,
      now(),
      plan.by.id,
      plan.by.name,
      plan.undoes,
      ...fence,
      mapping.id,
    ),
    DB.prepare(
      `UPDATE change SET state = 'proposed' WHERE mapping_id = ? AND state = 'approved' AND ${begun}`,
    ).bind(mapping.id, ...mark),
    DB.prepare(
      `UPDATE plan SET state = 'waiting', waits_for = 'each', approved_at = NULL, approved_by = NULL
       WHERE mapping_id = ? AND state = 'running' AND undoes IS NULL AND ${begun}`,
    ).bind(mapping.id, ...mark),
    DB.prepare(
      `UPDATE mapping SET approved_at = NULL, approved_by = NULL, mirror_seen = NULL WHERE id = ? AND ${begun}`,
    ).bind(mapping.id, ...mark),
  ])
  return made?.meta.changes === 1
}

/** Some of what takes a run back, to be sent. */
export async function addUndone(
  deps: Deps,
  lease: Lease,
  mapping: MappingRow,
  planId: string,
  changes: readonly PlanChange[],
): Promise<void> {
  if (changes.length === 0) return
  await deps.env.DB.batch(insertChanges(deps, lease, mapping, planId, changes, 'approved'))
}

export async function endUndo(deps: Deps, lease: Lease): Promise<void> {
  await releaseLease(deps, lease, null).run()
}
