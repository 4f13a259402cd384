import type { Deps } from '../env.ts'
import type { CustomerRow } from './partner-customers.ts'

/** How the partner's relationship with a tenant stands that was taken in. */
export interface ReachRow extends Pick<CustomerRow, 'tenantId' | 'standing' | 'endsAt'> {
  isWatched: 0 | 1
}

/** Of one tenant, or of all (null), by tenant. */
export async function reachRows(
  { env }: Deps,
  tenantId: string | null,
): Promise<ReadonlyMap<string, ReachRow>> {
  const { results } = await env.DB.prepare(
    `SELECT tenant_id AS tenantId, standing, ends_at AS endsAt,
       EXISTS (SELECT 1 FROM partner WHERE sealed <> '' AND problem_code IS NULL) AS isWatched
     FROM partner_customer WHERE onboarded_at IS NOT NULL AND (?1 IS NULL OR tenant_id = ?1)`,
  )
    .bind(tenantId)
    .all<ReachRow>()
  return new Map(results.map((row) => [row.tenantId, row]))
}
