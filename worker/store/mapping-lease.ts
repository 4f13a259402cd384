import type { ErrorCode } from '#shared/errors.ts'
import type { Deps } from '../env.ts'

/** Longer than any single request to a PSA may take; a holder at work keeps extending it. */
export const leaseMs = 3 * 60_000

/**
 * Who may write what belongs to a mapping. The token of the last holder stays in the row after it let go,
 * so that whoever read the row can tell whether someone held the lease since.
 */
export interface Lease {
  mappingId: string
  token: string
}

/** The condition that every statement of a holder carries. */
export const heldBy = 'EXISTS (SELECT 1 FROM mapping WHERE id = ? AND lease_run = ?)'

/** Takes the lease if nobody holds it; null when it is held. */
export async function takeLease(deps: Deps, mappingId: string): Promise<Lease | null> {
  const token = crypto.randomUUID()
  const now = deps.now()
  const { meta } = await deps.env.DB.prepare(
    `UPDATE mapping SET lease_run = ?1, lease_until = ?2
     WHERE id = ?3 AND (lease_until IS NULL OR lease_until <= ?4) AND NOT EXISTS (
       SELECT 1 FROM tenant WHERE tenant.id = mapping.tenant_id AND disconnected_at IS NOT NULL)`,
  )
    .bind(token, now + leaseMs, mappingId, now)
    .run()
  return meta.changes === 1 ? { mappingId, token } : null
}

/**
 * Takes a lease over from the message before: of two deliveries of a message one gets it. A message that comes late, when
 * the lease has run out, goes on all the same unless somebody took it since: else a busy queue would end no long plan.
 */
export async function takeOver(deps: Deps, { mappingId, token }: Lease): Promise<Lease | null> {
  const fresh = crypto.randomUUID()
  const now = deps.now()
  const { meta } = await deps.env.DB.prepare(
    'UPDATE mapping SET lease_run = ?1, lease_until = ?2 WHERE id = ?3 AND lease_run = ?4 AND lease_until IS NOT NULL',
  )
    .bind(fresh, now + leaseMs, mappingId, token)
    .run()
  return meta.changes === 1 ? { mappingId, token: fresh } : null
}

/** A statement for batches. */
export function extendLease(deps: Deps, lease: Lease): D1PreparedStatement {
  return deps.env.DB.prepare('UPDATE mapping SET lease_until = ?1 WHERE id = ?2 AND lease_run = ?3').bind(
    deps.now() + leaseMs,
    lease.mappingId,
    lease.token,
  )
}

/** A statement for batches. `freeAt` in milliseconds since 1970; null = at once. */
export function releaseLease(deps: Deps, lease: Lease, freeAt: number | null): D1PreparedStatement {
  return deps.env.DB.prepare('UPDATE mapping SET lease_until = ?1 WHERE id = ?2 AND lease_run = ?3').bind(
    freeAt,
    lease.mappingId,
    lease.token,
  )
}

/** Says what is wrong with a mapping; the same problem again writes nothing and keeps its beginning. */
export async function setMappingProblem(
  deps: Deps,
  mappingId: string,
  code: ErrorCode,
  detail: string | null,
): Promise<void> {
  await deps.env.DB.prepare(
    `UPDATE mapping SET problem_code = ?1, problem_detail = ?2,
       problem_since = CASE WHEN problem_code IS ?1 THEN problem_since ELSE ?3 END
     WHERE id = ?4 AND (problem_code IS NOT ?1 OR problem_detail IS NOT ?2)`,
  )
    .bind(code, detail, deps.now(), mappingId)
    .run()
}

/** `unless`: a problem that is not this caller's to lift. A stopped run that still waits for a person stays one. */
export async function clearMappingProblem(
  deps: Deps,
  mappingId: string,
  unless: ErrorCode | null = null,
): Promise<void> {
  await deps.env.DB.prepare(
    `UPDATE mapping SET problem_code = NULL, problem_detail = NULL, problem_since = NULL
     WHERE id = ?1 AND problem_code IS NOT NULL AND problem_code IS NOT ?2
       AND NOT (problem_code = 'plan.stopped' AND EXISTS (SELECT 1 FROM plan
         WHERE mapping_id = ?1 AND state = 'waiting' AND waits_for = 'stopped'))`,
  )
    .bind(mappingId, unless)
    .run()
}
