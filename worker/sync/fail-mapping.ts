import { type AppError, errors } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { type Lease, releaseLease, setMappingProblem } from '../store/mapping-lease.ts'
import type { MappingRow } from '../store/mappings.ts'

const waitSeconds = 60

/** Making a plan failed; what stood of it is begun anew. The lease is free. */
export async function failMapping(
  deps: Deps,
  lease: Lease,
  mapping: Pick<MappingRow, 'id'>,
  error: AppError,
): Promise<void> {
  const isPassing = errors[error.code].retry === 'later'
  await noteFailure(deps, lease, mapping, error, isPassing ? (error.retryAfterSeconds ?? waitSeconds) : null)
  await deps.env.DB.batch([
    deps.env.DB.prepare('UPDATE mapping SET stage = NULL WHERE id = ?1 AND lease_run = ?2').bind(
      mapping.id,
      lease.token,
    ),
    releaseLease(deps, lease, null),
  ])
}

/** Every delivery of a message failed, whoever held the lease: a failure in a row like another. */
export async function noteGivenUp(deps: Deps, mappingId: string, detail: string): Promise<void> {
  await setMappingProblem(deps, mappingId, 'internal', detail)
  await deps.env.DB.prepare('UPDATE mapping SET failures = failures + 1 WHERE id = ?1').bind(mappingId).run()
}

/** What is wrong with a mapping, how often in a row, and when it is tried again; being asked to wait is no failure. */
export async function noteFailure(
  deps: Deps,
  lease: Lease,
  { id }: Pick<MappingRow, 'id'>,
  error: AppError,
  retrySeconds: number | null,
): Promise<void> {
  await setMappingProblem(deps, id, error.code, error.detail ?? null)
  await deps.env.DB.prepare(
    `UPDATE mapping SET failures = failures + (?1 <> 'psa.throttled'), retry_at = ?2 WHERE id = ?3 AND lease_run = ?4`,
  )
    .bind(error.code, retrySeconds === null ? null : deps.now() + retrySeconds * 1000, id, lease.token)
    .run()
}
