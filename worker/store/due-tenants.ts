import type { Deps } from '../env.ts'

/** Tenants that a tick finds due and that no run holds, longest waiting first. */
export async function dueTenants(deps: Deps, tick: number): Promise<string[]> {
  const { results } = await deps.env.DB.prepare(
    `SELECT id FROM tenant WHERE next_due_at <= ?1 AND state <> 'stopped'
       AND (lease_run IS NULL OR lease_until <= ?2) ORDER BY next_due_at, id`,
  )
    .bind(tick, deps.now())
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}

/** Mappings whose approved changes wait while nobody sends them: a message was lost, or its worker died. */
export async function leftOverMappings(deps: Deps): Promise<{ id: string; tenantId: string }[]> {
  const { results } = await deps.env.DB.prepare(
    `SELECT id, tenant_id AS tenantId FROM mapping
     WHERE sync = 'on'
       AND NOT EXISTS (SELECT 1 FROM tenant WHERE tenant.id = mapping.tenant_id AND disconnected_at IS NOT NULL)
       AND (lease_until IS NULL OR lease_until <= ?1) AND EXISTS (
       SELECT 1 FROM change WHERE change.mapping_id = mapping.id AND change.state IN ('approved', 'sending'))
     ORDER BY id`,
  )
    .bind(deps.now())
    .all<{ id: string; tenantId: string }>()
  return results
}

/** The state of a tenant's connection; null = no such tenant. */
export async function tenantState(deps: Deps, tenantId: string): Promise<string | null> {
  const row = await deps.env.DB.prepare('SELECT state FROM tenant WHERE id = ?1')
    .bind(tenantId)
    .first<{ state: string }>()
  return row?.state ?? null
}
