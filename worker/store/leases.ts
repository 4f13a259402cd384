import type { Deps } from '../env.ts'

/** Who may write a tenant's mirror: the run that holds the lease. Every function is one statement. */
export interface Claim {
  tenantId: string
  run: string
  /** The cron's scheduled time, or the moment of Sync now */
  tick: number
  by: 'cron' | 'person'
}
export type TenantStateName = 'pending' | 'connected' | 'stopped'

/** How long a run may be silent before another one may take over. */
const leaseMs = 15 * 60_000

/**
 * Takes the lease for a run, or keeps it: null when the run has finished, another one is under way, or nothing is
 * due. A delivery that comes twice, late or after a lost lease ends here.
 */
export async function claimLease(deps: Deps, claim: Claim): Promise<TenantStateName | null> {
  const now = deps.now()
  const row = await deps.env.DB.prepare(
    `UPDATE tenant SET
       sync_started_at = CASE WHEN lease_run = ?2 THEN sync_started_at ELSE ?3 END,
       lease_run = ?2, lease_until = ?4
     WHERE id = ?1 AND finished_run IS NOT ?2 AND disconnected_at IS NULL
       AND (lease_run IS NULL OR lease_run = ?2 OR lease_until <= ?3)
       AND (?5 = 'person' OR (next_due_at <= ?6 AND state <> 'stopped'))
     RETURNING state`,
  )
    .bind(claim.tenantId, claim.run, now, now + leaseMs, claim.by, claim.tick)
    .first<{ state: TenantStateName }>()
  return row?.state ?? null
}

/** The run that holds a live lease, if any. */
export async function runUnderWay(deps: Deps, tenantId: string): Promise<string | null> {
  const row = await deps.env.DB.prepare('SELECT lease_run FROM tenant WHERE id = ?1 AND lease_until > ?2')
    .bind(tenantId, deps.now())
    .first<{ lease_run: string | null }>()
  return row?.lease_run ?? null
}

/** Keeps a tenant for a run that waits `forMs`; false when the lease is lost. */
export async function extendLease(
  deps: Deps,
  tenantId: string,
  run: string,
  forMs: number,
): Promise<boolean> {
  const { meta } = await deps.env.DB.prepare(
    'UPDATE tenant SET lease_until = MAX(lease_until, ?3) WHERE id = ?1 AND lease_run = ?2',
  )
    .bind(tenantId, run, deps.now() + forMs + leaseMs)
    .run()
  return meta.changes > 0
}

/** Gives a lease back that was taken for a message which could not be sent. */
export async function dropLease(deps: Deps, tenantId: string, run: string): Promise<void> {
  await deps.env.DB.prepare(
    'UPDATE tenant SET lease_run = NULL, lease_until = NULL WHERE id = ?1 AND lease_run = ?2',
  )
    .bind(tenantId, run)
    .run()
}
