import type { Deps } from '../env.ts'
import type { PlanRow } from './plans.ts'

export interface WaitingRow extends Pick<PlanRow, 'id' | 'version' | 'unchanged' | 'waitsFor'> {
  mappingId: string
  tenantId: string
  tenantName: string
  organisationName: string
  /** Of first plans alone: contacts to create for persons without a mail address; active contacts that are not linked. */
  withoutMail: number
  unlinked: number
}

/** Only for the plans that people look through by the dozen: it reads their changes and contacts. */
const ofFirst = (count: string) =>
  `CASE WHEN COALESCE(plan.waits_for, 'first') = 'first' THEN (${count}) ELSE 0 END`
const withoutMail = `SELECT COUNT(*) FROM change JOIN person ON person.tenant_id = change.tenant_id
    AND person.id = change.person_id
  WHERE change.plan_id = plan.id AND change.kind = 'create' AND person.mail IS NULL`
const unlinked = `SELECT COUNT(*) FROM contact WHERE mapping_id = mapping.id AND contact.data->>'active' = 1
  AND NOT EXISTS (SELECT 1 FROM link WHERE link.connection_id = mapping.connection_id
    AND link.contact_id = contact.contact_id)`

/** Plans that wait for approval, of mappings whose sync is on and whose plan is not just being made. */
export async function waitingPlans({ env: { DB } }: Deps): Promise<WaitingRow[]> {
  const { results } = await DB.prepare(
    `SELECT plan.id AS id, plan.version AS version, plan.unchanged AS unchanged, plan.waits_for AS waitsFor,
       mapping.id AS mappingId, mapping.tenant_id AS tenantId, tenant.name AS tenantName,
       mapping.organisation_name AS organisationName,
       ${ofFirst(withoutMail)} AS withoutMail, ${ofFirst(unlinked)} AS unlinked
     FROM mapping JOIN plan ON plan.mapping_id = mapping.id AND plan.state = 'waiting'
       JOIN tenant ON tenant.id = mapping.tenant_id
     WHERE mapping.sync = 'on' AND mapping.stage IS NULL AND tenant.disconnected_at IS NULL
     ORDER BY lower(mapping.organisation_name), plan.created_at`,
  ).all<WaitingRow>()
  return results
}
