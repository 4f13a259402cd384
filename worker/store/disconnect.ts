import type { Deps } from '../env.ts'

/** What hangs on a tenant. */
export interface Holdings {
  persons: number
  mappings: number
  links: number
  /** Approved changes that have not reached the PSA */
  waiting: number
}

export async function holdingsOf(deps: Deps, tenantId: string): Promise<Holdings> {
  const mine = 'WHERE tenant_id = ?1'
  const row = await deps.env.DB.prepare(
    `SELECT (SELECT COUNT(*) FROM person ${mine}) AS persons, (SELECT COUNT(*) FROM mapping ${mine}) AS mappings,
       (SELECT COUNT(*) FROM link ${mine}) AS links,
       (SELECT COUNT(*) FROM change JOIN mapping ON mapping.id = change.mapping_id
          WHERE mapping.tenant_id = ?1 AND change.state IN ('approved', 'sending')) AS waiting`,
  )
    .bind(tenantId)
    .first<Holdings>()
  return row ?? { persons: 0, mappings: 0, links: 0, waiting: 0 }
}

/**
 * Ends the connection in one step. The run under way is over: its lease is gone and its messages, delivered again, do
 * nothing, so whatever it still wants to write fails at the fence; so do those who send for its mappings. With
 * `forgetRun` that run may remove everything from now on; where reading stood goes at once, so that a tenant which is
 * connected again in between is read anew.
 */
export async function disconnectTenant(
  deps: Deps,
  tenantId: string,
  forgetRun: string | null,
): Promise<void> {
  const db = deps.env.DB
  const now = deps.now()
  await db.batch([
    db
      .prepare(
        `UPDATE tenant SET state = 'stopped', disconnected_at = COALESCE(disconnected_at, ?2),
           finished_run = COALESCE(lease_run, finished_run), lease_run = NULL, lease_until = NULL,
           operator_at = NULL, granted = NULL, failures = 0, forget_run = COALESCE(?3, forget_run),
           problem_code = 'tenant.disconnected', problem_detail = NULL,
           problem_since = COALESCE(disconnected_at, ?2)
         WHERE id = ?1`,
      )
      .bind(tenantId, now, forgetRun),
    db
      .prepare('UPDATE mapping SET lease_run = ?2, lease_until = NULL WHERE tenant_id = ?1')
      .bind(tenantId, crypto.randomUUID()),
    // Links to Microsoft's consent page that are still out must not connect it behind the administrator's back.
    db
      .prepare(
        `UPDATE consent SET expires_at = MIN(expires_at, ?2), pending = '[]',
           outcome = CASE outcome WHEN 'pending' THEN 'failed' ELSE outcome END,
           problem_code = CASE outcome WHEN 'pending' THEN 'tenant.disconnected' ELSE problem_code END,
           problem_since = CASE outcome WHEN 'pending' THEN ?2 ELSE problem_since END
         WHERE (tenant_id = ?1 OR expected_tenant_id = ?1) AND (pending <> '[]' OR used_at IS NULL)`,
      )
      .bind(tenantId, now),
    ...(forgetRun === null
      ? []
      : [
          db.prepare('DELETE FROM cursor WHERE tenant_id = ?1').bind(tenantId),
          // Half of its contacts would be unknown: no plan of before may be written any more.
          db
            .prepare('UPDATE mapping SET approved_at = NULL, approved_by = NULL WHERE tenant_id = ?1')
            .bind(tenantId),
        ]),
  ])
}

/** Whether nothing may be done for a tenant: it was disconnected, or it is gone altogether. */
export async function isDisconnected(deps: Deps, tenantId: string): Promise<boolean> {
  const row = await deps.env.DB.prepare(
    'SELECT 1 AS found FROM tenant WHERE id = ?1 AND disconnected_at IS NULL',
  )
    .bind(tenantId)
    .first()
  return row === null
}
