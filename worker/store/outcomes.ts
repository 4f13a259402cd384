import type { ErrorCode } from '#shared/errors.ts'
import type { Deps } from '../env.ts'

/** How a run ends, on the tenant's row. Each is one statement that only the run's own lease lets through. */
export interface RunKey {
  tenantId: string
  run: string
}
export interface ProblemFacts {
  code: ErrorCode
  detail: string | null
}

const hourMs = 3_600_000
const setProblem = `problem_since = CASE WHEN ?4 IS NULL THEN NULL WHEN problem_code IS ?4 THEN problem_since ELSE ?3 END,
  problem_code = ?4, problem_detail = ?5`
const release = 'lease_run = NULL, lease_until = NULL, finished_run = ?2'

interface Finished extends RunKey {
  nextDueAt: number
  /** Whether the persons were read in this run */
  readPersons: boolean
  /** Whether their number may have changed */
  recount: boolean
  /** What could not be read, although the rest was */
  problem: ProblemFacts | null
  /** What the run cost at Microsoft: requests, and resource units of its identity service */
  spent: { requests: number; units: number }
}

/** The run is over. Something was read, so the tenant is connected. */
export async function finishTenant(deps: Deps, end: Finished): Promise<boolean> {
  const { meta } = await deps.env.DB.prepare(
    `UPDATE tenant SET ${release}, ${setProblem}, state = 'connected', failures = 0, next_due_at = ?6,
       last_sync_at = CASE WHEN ?7 THEN ?3 ELSE last_sync_at END,
       persons = CASE WHEN ?8 THEN (SELECT COUNT(*) FROM person WHERE tenant_id = ?1 AND deleted_at IS NULL)
         ELSE persons END,
       last_requests = ?9, last_units = ?10
     WHERE id = ?1 AND lease_run = ?2`,
  )
    .bind(
      end.tenantId,
      end.run,
      deps.now(),
      end.problem?.code ?? null,
      end.problem?.detail ?? null,
      end.nextDueAt,
      end.readPersons ? 1 : 0,
      end.recount ? 1 : 0,
      end.spent.requests,
      end.spent.units,
    )
    .run()
  return meta.changes > 0
}

/** Nothing could be read: tried again after 1 h, 2 h, 4 h … at most a day. */
export async function failTenant(
  deps: Deps,
  { tenantId, run }: RunKey,
  problem: ProblemFacts,
): Promise<void> {
  await deps.env.DB.prepare(
    `UPDATE tenant SET ${release}, ${setProblem}, failures = failures + 1,
       next_due_at = ?3 + MIN(?6 * 24, ?6 << MIN(failures, 5))
     WHERE id = ?1 AND lease_run = ?2`,
  )
    .bind(tenantId, run, deps.now(), problem.code, problem.detail, hourMs)
    .run()
}

/** No further tries until a person acts. */
export async function stopTenant(
  deps: Deps,
  { tenantId, run }: RunKey,
  problem: ProblemFacts,
): Promise<void> {
  await deps.env.DB.prepare(
    `UPDATE tenant SET ${release}, ${setProblem}, state = 'stopped', failures = failures + 1
     WHERE id = ?1 AND lease_run = ?2`,
  )
    .bind(tenantId, run, deps.now(), problem.code, problem.detail)
    .run()
}

/** What the next cron tick finds: the later of its own time and what a failure has set. */
export async function dueTimeOf(deps: Deps, tenantId: string): Promise<number> {
  const row = await deps.env.DB.prepare('SELECT next_due_at AS at FROM tenant WHERE id = ?1')
    .bind(tenantId)
    .first<{ at: number }>()
  return row?.at ?? 0
}

/**
 * The mappings of a tenant whose plans are to be made anew: the mirror moved since, the settings did, the contacts are due
 * to be read, making one broke off, or it failed.
 */
export async function mappingsToPlan(deps: Deps, tenantId: string): Promise<string[]> {
  const { results } = await deps.env.DB.prepare(
    `SELECT mapping.id AS id FROM mapping JOIN tenant ON tenant.id = mapping.tenant_id
     WHERE mapping.tenant_id = ?1 AND mapping.sync = 'on' AND (mirror_seen IS NOT tenant.mirror_version
       OR contacts_due_at <= ?2 OR stage IS NOT NULL OR mapping.failures > 0)
     ORDER BY position, mapping.id`,
  )
    .bind(tenantId, deps.now())
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}
