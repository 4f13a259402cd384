import type { Deps } from '../env.ts'

/** The tenants that this person does not want to be asked to map. */
export async function hiddenFrom({ env: { DB } }: Deps, personId: string): Promise<ReadonlySet<string>> {
  const { results } = await DB.prepare('SELECT tenant_id AS id FROM hidden_tenant WHERE person_id = ?1')
    .bind(personId)
    .all<{ id: string }>()
  return new Set(results.map(({ id }) => id))
}

export async function setHidden(
  { env: { DB }, now }: Deps,
  { tenantId, personId }: { tenantId: string; personId: string },
  hidden: boolean,
): Promise<void> {
  const statement = hidden
    ? DB.prepare(
        `INSERT INTO hidden_tenant (tenant_id, person_id, hidden_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (tenant_id, person_id) DO NOTHING`,
      ).bind(tenantId, personId, now())
    : DB.prepare('DELETE FROM hidden_tenant WHERE tenant_id = ?1 AND person_id = ?2').bind(tenantId, personId)
  await statement.run()
}

/** It is mapped: from now on it is asked about like every other one. */
export function unhide(DB: D1Database, tenantId: string): D1PreparedStatement {
  return DB.prepare('DELETE FROM hidden_tenant WHERE tenant_id = ?1').bind(tenantId)
}
