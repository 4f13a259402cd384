import { syncroAccount } from '../../test/world/people.ts'
import type { Plant } from './plant.ts'

/** An approved mapping as the bench puts it into the database. */
export interface BenchMapping {
  id: string
  tenantId: string
  connectionId: string
  organisationId: string
}

/** The embedded Syncro as an administrator connects it; gives the connection's id. */
export async function connectSyncro(plant: Plant): Promise<string> {
  const { subdomain, apiKey } = syncroAccount
  const credentials = { subdomain, apiKey }
  const { answer } = await plant.call<{ id: string }>('psas.connect', { psa: 'syncro', credentials })
  return answer.id
}

/** An organisation of the PSA without contacts; gives its id. */
export function addOrganisation({ world }: Plant, name: string): string {
  return String(world.syncro.account().addCustomer({ businessName: name }).id)
}

/** Maps an organisation whose contacts were read and whose first plan was approved a moment ago. */
export async function putMapping(
  { db, now, world }: Plant,
  connectionId: string,
  tenant: { id: string; name: string },
): Promise<BenchMapping> {
  const organisationId = String(world.syncro.account().addCustomer({ businessName: tenant.name }).id)
  const mapping = { id: crypto.randomUUID(), tenantId: tenant.id, connectionId, organisationId }
  const at = now()
  const weekMs = 7 * 24 * 3_600_000
  await db
    .prepare(
      `INSERT INTO mapping (id, tenant_id, connection_id, organisation_id, organisation_name, rule, created_at, created_by,
         approved_at, approved_by, contacts_at, contacts_due_at)
       VALUES (?1, ?2, ?3, ?4, ?5, '{}', ?6, 'bench', ?6, 'bench', ?6, ?7)`,
    )
    .bind(mapping.id, tenant.id, connectionId, organisationId, tenant.name, at, at + weekMs)
    .run()
  return mapping
}
