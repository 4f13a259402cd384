import type { Deps } from '../env.ts'

/** The rows that say how far a tenant's run is. Times: milliseconds since 1970. */
export interface ProgressRows {
  tenant: {
    leaseRun: string | null
    leaseUntil: number | null
    startedAt: number | null
    finishedAt: number | null
    lastRequests: number | null
    lastUnits: number | null
  }
  cursors: ProgressCursor[]
}
export interface ProgressCursor {
  resource: string
  version: number
  finishedRun: string | null
  finishedAt: number | null
  nextDueAt: number
  read: number
  changed: number
  problemCode: string | null
  problemDetail: string | null
  problemSince: number | null
}

/** null = no such tenant. */
export async function readProgress(deps: Deps, tenantId: string): Promise<ProgressRows | null> {
  const db = deps.env.DB
  const [tenants, cursors] = await db.batch([
    db
      .prepare(
        `SELECT lease_run AS leaseRun, lease_until AS leaseUntil, sync_started_at AS startedAt,
           last_sync_at AS finishedAt, last_requests AS lastRequests, last_units AS lastUnits FROM tenant WHERE id = ?1`,
      )
      .bind(tenantId),
    db
      .prepare(
        `SELECT resource, version, finished_run AS finishedRun, finished_at AS finishedAt, next_due_at AS nextDueAt,
           read, changed, problem_code AS problemCode, problem_detail AS problemDetail, problem_since AS problemSince
         FROM cursor WHERE tenant_id = ?1`,
      )
      .bind(tenantId),
  ])
  const tenant = tenants?.results[0] as ProgressRows['tenant'] | undefined
  return tenant ? { tenant, cursors: (cursors?.results ?? []) as ProgressCursor[] } : null
}
