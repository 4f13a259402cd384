import type { HandlerInput, Output, PartnerJob } from '#shared/contract.ts'
import type { Deps } from '../env.ts'
import { stepsOfKind } from '../partner/job.ts'
import { type JobRow, lastJobs, listJobs, type StepRow, stepsOf } from '../store/partner-jobs.ts'
import { problemOf } from '../store/problem.ts'
import type { Call } from './handlers.ts'
import { iso } from './partner-view.ts'

const pageSize = 100

export async function partnerJobs(
  { tenantIds, after }: HandlerInput<'partner.jobs'>,
  call: Call,
): Promise<Output<'partner.jobs'>> {
  if (tenantIds) return { jobs: await jobViews(call, await lastJobs(call, tenantIds)), next: null }
  const rows = await listJobs(call, after ?? null, pageSize)
  const next = rows.length < pageSize ? null : (rows.at(-1)?.order ?? null)
  return { jobs: await jobViews(call, rows), next }
}

/** Jobs with their steps as they stand. */
export async function jobViews(
  deps: Deps,
  rows: readonly { job: JobRow; name: string | null }[],
): Promise<PartnerJob[]> {
  const ids = rows.map(({ job }) => job.id)
  const steps = Map.groupBy(await stepsOf(deps, ids), ({ jobId }) => jobId)
  return rows.map(({ job, name }) => ({
    id: job.id,
    tenantId: job.tenantId,
    name: name ?? job.tenantId,
    kind: job.kind,
    apps: job.apps.includes('operator') ? 'both' : 'reader',
    state: job.state,
    by: job.createdByName,
    startedAt: new Date(job.createdAt).toISOString(),
    finishedAt: iso(job.finishedAt),
    problem: problemOf(job),
    steps: (steps.get(job.id) ?? []).map((step) => stepView(job, step)),
  }))
}

/** Titles are this version's; a step that it does not have keeps its id. */
function stepView(
  { kind }: JobRow,
  { stepId, state, text, changedAt }: StepRow,
): PartnerJob['steps'][number] {
  const title = stepsOfKind[kind].find(({ id }) => id === stepId)?.title ?? stepId
  return { id: stepId, title, state, text, changedAt: state === 'waiting' ? null : iso(changedAt) }
}
