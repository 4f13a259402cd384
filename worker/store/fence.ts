import { AppError } from '#shared/errors.ts'

/**
 * What a run may still write: its lease, and the cursor as it was read. A compare-and-set that matches no row does
 * not roll a batch back, so every statement carries the fence by itself.
 */
export interface Fence {
  tenantId: string
  /** null: no run, the cursor alone decides (one person is refreshed while a run may be under way). */
  run: string | null
  resource: string
  version: number
}

/** True while the fence stands; parameters ?1 to ?4 are the fence's, a statement's own begin at ?5. */
export const holds = `(EXISTS (SELECT 1 FROM tenant WHERE id = ?1 AND disconnected_at IS NULL
    AND (?2 IS NULL OR lease_run = ?2))
  AND EXISTS (SELECT 1 FROM cursor WHERE tenant_id = ?1 AND resource = ?3 AND version = ?4))`

export type Prepare = (sql: string, ...values: (string | number | null)[]) => D1PreparedStatement

/** Prepares statements that carry the fence; one without it is refused. */
export function fenced(db: D1Database, { tenantId, run, resource, version }: Fence): Prepare {
  return (sql, ...values) => {
    if (!sql.includes(holds)) throw new AppError('internal', { detail: 'A statement without its fence.' })
    return db.prepare(sql).bind(tenantId, run, resource, version, ...values)
  }
}
