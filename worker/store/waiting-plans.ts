import type { Deps } from '../env.ts'
import type { PlanRow } from './plans.ts'

export interface WaitingRow extends Pick<PlanRow, 'id' | 'version' | 'unchanged' | 'waitsFor'> {
  mappingId: string
  tenantId: string
  tenantName: string
  organisationName: string
}

/** Plans that wait for approval, of mappings whose sync is on and whose plan is not just being made. */
export async function waitingPlans({ env: { DB } }: Deps): Promise<WaitingRow[]> {
  const { results } = await DB.prepare(
    `SELECT plan.id AS id, plan.version AS version, plan.unchanged AS unchanged, plan.waits_for AS waitsFor,
       mapping.id AS mappingId, mapping.tenant_id AS tenantId, tenant.name AS tenantName,
       mapping.organisation_name AS organisationName
     FROM mapping JOIN plan ON plan.mapping_id = mapping.id AND plan.state = 'waiting'
       JOIN tenant ON tenant.id = mapping.tenant_id
     WHERE mapping.sync = 'on' AND mapping.stage IS NULL AND tenant.disconnected_at IS NULL
     ORDER BY lower(mapping.organisation_name), plan.created_at`,
  ).all<WaitingRow>()
  return results
}
