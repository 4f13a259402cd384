import type { Rule } from '#shared/sync/filter.ts'
import type { Deps } from '../env.ts'
import type { MappingRow } from './mappings.ts'

/** A tenant and the organisation that it is to be mapped to. */
export interface Target {
  tenantId: string
  connectionId: string
  organisationId: string
  organisationName: string
  rule: Rule
}

/** False: the organisation, or the tenant, was mapped by someone else meanwhile. */
export async function insertMapping(deps: Deps, target: Target, by: string): Promise<boolean> {
  const { meta } = await deps.env.DB.prepare(
    `INSERT INTO mapping (id, tenant_id, connection_id, organisation_id, organisation_name, rule, created_at, created_by)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE NOT EXISTS (SELECT 1 FROM mapping WHERE tenant_id = ?2)
     ON CONFLICT (connection_id, organisation_id) DO NOTHING`,
  )
    .bind(
      crypto.randomUUID(),
      target.tenantId,
      target.connectionId,
      target.organisationId,
      target.organisationName,
      JSON.stringify(target.rule),
      deps.now(),
      by,
    )
    .run()
  return meta.changes === 1
}

/** What only an approved plan may have put into the PSA: a link, or a change whose outcome is open. */
const untouched = `NOT EXISTS (SELECT 1 FROM link WHERE mapping_id = ?1)
  AND NOT EXISTS (SELECT 1 FROM change WHERE mapping_id = ?1 AND state = 'sending')`

/**
 * Gives a mapping another rule or organisation. Its plans were made under the old one: what they still proposed is
 * withdrawn, and the next plan waits for approval. False: the organisation cannot change because contacts are linked.
 */
export async function changeMapping(deps: Deps, mapping: MappingRow, target: Target): Promise<boolean> {
  const { DB } = deps.env
  const isMoving =
    mapping.connectionId !== target.connectionId || mapping.organisationId !== target.organisationId
  const mark = crypto.randomUUID()
  const [changed] = await DB.batch([
    // approved_by carries a mark through this batch, so that its other statements apply only if this one did.
    DB.prepare(
      `UPDATE mapping SET connection_id = ?2, organisation_id = ?3, organisation_name = ?4, rule = ?5,
         approved_at = NULL, approved_by = ?6 WHERE id = ?1 ${isMoving ? `AND ${untouched}` : ''}`,
    ).bind(
      mapping.id,
      target.connectionId,
      target.organisationId,
      target.organisationName,
      JSON.stringify(target.rule),
      mark,
    ),
    ...withdrawals(deps, mapping.id, mark),
    DB.prepare('UPDATE mapping SET approved_by = NULL WHERE id = ?1 AND approved_by = ?2').bind(
      mapping.id,
      mark,
    ),
  ])
  return changed?.meta.changes === 1
}

/** What was being sent is not touched: it is settled by the outbox. */
function withdrawals(deps: Deps, mappingId: string, mark: string): D1PreparedStatement[] {
  const marked = 'EXISTS (SELECT 1 FROM mapping WHERE id = ?1 AND approved_by = ?2)'
  return [
    `DELETE FROM change WHERE mapping_id = ?1 AND state = 'proposed' AND ${marked}`,
    `UPDATE change SET state = 'skipped', problem = 'The mapping was changed before this was sent.'
     WHERE mapping_id = ?1 AND state IN ('approved', 'failed') AND ${marked}`,
    `UPDATE plan SET state = 'replaced' WHERE mapping_id = ?1 AND state <> 'replaced' AND ${marked}`,
  ].map((text) => deps.env.DB.prepare(text).bind(mappingId, mark))
}

/** The organisation's name as the PSA has it now. */
export async function renameOrganisation(deps: Deps, mappingId: string, name: string): Promise<void> {
  await deps.env.DB.prepare(
    'UPDATE mapping SET organisation_name = ?2 WHERE id = ?1 AND organisation_name <> ?2',
  )
    .bind(mappingId, name)
    .run()
}
