import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import type { Deps } from '../env.ts'
import { among, database } from './database.ts'
import { partnerCustomer, partnerJob, partnerStep } from './schema.ts'

export type JobRow = typeof partnerJob.$inferSelect
export type StepRow = typeof partnerStep.$inferSelect

/** A message that was lost is sent again after this. */
const lostAfterMs = 10 * 60_000

interface NewJob {
  tenantId: string
  kind: JobRow['kind']
  apps: JobRow['apps']
  by: { id: string; name: string }
  steps: readonly string[]
}

/** Writes jobs down with their steps; where one of the customer is running already, that one stays the only one. */
export async function createJobs(deps: Deps, jobs: readonly NewJob[]): Promise<void> {
  const { DB } = deps.env
  const now = deps.now()
  const statements = jobs.flatMap(({ tenantId, kind, apps, by, steps }) => {
    const id = crypto.randomUUID()
    return [
      DB.prepare(
        `INSERT INTO partner_job (id, tenant_id, kind, apps, state, created_by, created_by_name, created_at, next_at)
         VALUES (?1, ?2, ?3, ?4, 'running', ?5, ?6, ?7, ?7)
         ON CONFLICT (tenant_id) WHERE state = 'running' DO NOTHING`,
      ).bind(id, tenantId, kind, JSON.stringify(apps), by.id, by.name, now),
      DB.prepare(
        `INSERT INTO partner_step (job_id, position, step_id, state, changed_at)
         SELECT ?1, key, value, 'waiting', ?3 FROM json_each(?2)
         WHERE EXISTS (SELECT 1 FROM partner_job WHERE id = ?1)`,
      ).bind(id, JSON.stringify(steps), now),
    ]
  })
  await DB.batch(statements)
}

export async function findJob(deps: Deps, id: string): Promise<JobRow | null> {
  return (await database(deps.env).select().from(partnerJob).where(eq(partnerJob.id, id)).get()) ?? null
}

/** Steps of jobs, in their order. */
export async function stepsOf(deps: Deps, jobIds: string[]): Promise<StepRow[]> {
  return database(deps.env)
    .select()
    .from(partnerStep)
    .where(among(partnerStep.jobId, jobIds))
    .orderBy(asc(partnerStep.jobId), asc(partnerStep.position))
}

/** A step is begun, once more perhaps; nobody has settled it yet. */
export async function beginStep(deps: Deps, jobId: string, position: number): Promise<void> {
  const { DB } = deps.env
  await DB.batch([
    DB.prepare(
      `UPDATE partner_step SET state = 'running', changed_at = CASE state WHEN 'running' THEN changed_at ELSE ?3 END
       WHERE job_id = ?1 AND position = ?2 AND state IN ('waiting', 'running')`,
    ).bind(jobId, position, deps.now()),
    DB.prepare(`UPDATE partner_job SET next_at = ?2 WHERE id = ?1 AND state = 'running'`).bind(
      jobId,
      deps.now() + lostAfterMs,
    ),
  ])
}

interface Settled {
  jobId: string
  position: number
  state: 'done' | 'skipped'
  text: string
  /** The steps up to that one are not needed: null = all are */
  goesOnAt: number
  isLast: boolean
}

/** A step is over, with those that are not needed because of it; after the last one the job is. All or nothing. */
export async function settleStep(deps: Deps, end: Settled): Promise<void> {
  const { DB } = deps.env
  const now = deps.now()
  await DB.batch([
    DB.prepare(
      `UPDATE partner_step SET state = ?3, text = ?4, changed_at = ?5
       WHERE job_id = ?1 AND position = ?2 AND state = 'running'`,
    ).bind(end.jobId, end.position, end.state, end.text, now),
    DB.prepare(
      `UPDATE partner_step SET state = 'skipped', changed_at = ?4
       WHERE job_id = ?1 AND position > ?2 AND position < ?3 AND state = 'waiting'`,
    ).bind(end.jobId, end.position, end.goesOnAt, now),
    DB.prepare(
      `UPDATE partner_job SET attempts = 0, next_at = ?2, state = CASE WHEN ?3 THEN 'done' ELSE state END,
         finished_at = CASE WHEN ?3 THEN ?4 END, problem_code = NULL, problem_detail = NULL, problem_since = NULL
       WHERE id = ?1 AND state = 'running'`,
    ).bind(end.jobId, now + lostAfterMs, end.isLast ? 1 : 0, now),
  ])
}

interface Trouble {
  code: string
  detail: string | null
  text: string
}

/** The step waits for something; the same step again later. */
export async function waitInStep(
  deps: Deps,
  { jobId, position }: { jobId: string; position: number },
  trouble: Trouble,
  delayMs: number,
): Promise<void> {
  const { DB } = deps.env
  const now = deps.now()
  await DB.batch([
    DB.prepare(
      `UPDATE partner_step SET text = ?3 WHERE job_id = ?1 AND position = ?2 AND state = 'running'`,
    ).bind(jobId, position, trouble.text),
    DB.prepare(
      `UPDATE partner_job SET attempts = attempts + 1, next_at = ?2 WHERE id = ?1 AND state = 'running'`,
    ).bind(jobId, now + delayMs + lostAfterMs),
  ])
}

/** The step cannot be done, so the job is over. */
export async function failJob(
  deps: Deps,
  { jobId, position }: { jobId: string; position: number | null },
  trouble: Trouble,
): Promise<void> {
  const { DB } = deps.env
  const now = deps.now()
  await DB.batch([
    DB.prepare(
      `UPDATE partner_step SET state = 'failed', text = ?3, changed_at = ?4
       WHERE job_id = ?1 AND (position = ?2 OR (?2 IS NULL AND state = 'running')) AND state IN ('running', 'waiting')`,
    ).bind(jobId, position, trouble.text, now),
    DB.prepare(
      `UPDATE partner_job SET state = 'failed', finished_at = ?4, problem_code = ?2, problem_detail = ?3,
         problem_since = ?4 WHERE id = ?1 AND state = 'running'`,
    ).bind(jobId, trouble.code, trouble.detail, now),
  ])
}

/** Where running jobs go on whose message was lost. */
export async function lostJobs({ env, now }: Deps): Promise<{ jobId: string; position: number }[]> {
  const { results } = await env.DB.prepare(
    `SELECT job.id AS jobId, MIN(step.position) AS position
     FROM partner_job AS job JOIN partner_step AS step ON step.job_id = job.id
     WHERE job.state = 'running' AND job.next_at <= ?1 AND step.state IN ('waiting', 'running') GROUP BY job.id`,
  )
    .bind(now())
    .all<{ jobId: string; position: number }>()
  return results
}

const named = (deps: Deps) =>
  database(deps.env)
    .select({ job: partnerJob, name: partnerCustomer.name })
    .from(partnerJob)
    .leftJoin(partnerCustomer, eq(partnerCustomer.tenantId, partnerJob.tenantId))

/** Time and id, so that jobs of one moment have an order too. */
const order = sql<string>`printf('%015d', ${partnerJob.createdAt}) || ' ' || ${partnerJob.id}`

/** Newest first. */
export async function listJobs(deps: Deps, after: string | null, limit: number) {
  return database(deps.env)
    .select({ job: partnerJob, name: partnerCustomer.name, order })
    .from(partnerJob)
    .leftJoin(partnerCustomer, eq(partnerCustomer.tenantId, partnerJob.tenantId))
    .where(after === null ? undefined : lt(order, after))
    .orderBy(desc(order))
    .limit(limit)
}

/** The last job of each customer. */
export async function lastJobs(deps: Deps, tenantIds: string[]) {
  const newer = sql`EXISTS (SELECT 1 FROM partner_job AS newer WHERE newer.tenant_id = ${partnerJob.tenantId}
    AND (newer.created_at, newer.id) > (${partnerJob.createdAt}, ${partnerJob.id}))`
  return named(deps)
    .where(and(among(partnerJob.tenantId, tenantIds), sql`NOT ${newer}`))
    .orderBy(asc(partnerCustomer.name), asc(partnerJob.id))
}

const keptMs = 90 * 24 * 3_600_000

/** Old jobs, and steps without a job: those of a tenant go with its data. */
export async function purgeJobs({ env, now }: Deps): Promise<void> {
  await env.DB.batch([
    env.DB.prepare(`DELETE FROM partner_job WHERE state <> 'running' AND created_at < ?1`).bind(
      now() - keptMs,
    ),
    env.DB.prepare('DELETE FROM partner_step WHERE job_id NOT IN (SELECT id FROM partner_job)'),
  ])
}
