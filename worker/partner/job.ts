import { AppError, type ErrorCode, errors, errorText, nextStep } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { getCustomer } from '../store/partner-customers.ts'
import {
  beginStep,
  failJob,
  findJob,
  type JobRow,
  lostJobs,
  settleStep,
  stepsOf,
  waitInStep,
} from '../store/partner-jobs.ts'
import { findTenant } from '../store/tenants.ts'
import type { Message } from '../sync/message.ts'
import { waitSeconds } from '../sync/patience.ts'
import { offboardSteps } from './offboard.ts'
import { onboardSteps } from './onboard.ts'
import type { PartnerStep } from './step.ts'

export type JobMessage = Extract<Message, { kind: 'partnerJob' }>

export const stepsOfKind: Record<JobRow['kind'], PartnerStep[]> = {
  onboard: onboardSteps,
  offboard: offboardSteps,
}

/** Waits of one step: 15 s, 30 s … 15 min each, together some three hours. */
const mostAttempts = 16
/** What passes by itself soon after a consent or a new role; refusals that stay are told after so many tries. */
const mostEarlyAttempts = 6
const early: readonly ErrorCode[] = [
  'partner.noPrincipal',
  'partner.consentWithdrawn',
  'partner.roleMissing',
  'partner.notCustomer',
]

function jobMessage(jobId: string, position: number): JobMessage {
  return { v: 1, kind: 'partnerJob', jobId, position }
}

/**
 * Does one step of a job, and sends the message for the next. A delivery that comes twice, late or for a step that is
 * over does nothing; one that died anywhere is done again, which each step allows.
 */
export async function runPartnerJob(deps: Deps, { jobId, position }: JobMessage): Promise<void> {
  const job = await findJob(deps, jobId)
  if (job?.state !== 'running') return
  const open = (await stepsOf(deps, [jobId])).find(({ state }) => state === 'waiting' || state === 'running')
  if (!open || open.position < position) return
  // A worker died between a step and the message for the next one: this delivery goes on there.
  await doStep(deps, job, open.position)
}

async function doStep(deps: Deps, job: JobRow, position: number): Promise<void> {
  const steps = stepsOfKind[job.kind]
  const step = steps[position]
  if (!step) throw new AppError('internal', { detail: 'A step of another version.' })
  await beginStep(deps, job.id, position)
  try {
    const [customer, tenant] = [await getCustomer(deps, job.tenantId), await findTenant(deps, job.tenantId)]
    const { text, skipped = false, goOnAt } = await step.run({ deps, job, customer, tenant })
    const next = goOnAt === undefined ? position + 1 : steps.findIndex(({ id }) => id === goOnAt)
    const isLast = next >= steps.length
    const state = skipped ? 'skipped' : 'done'
    await settleStep(deps, { jobId: job.id, position, state, text, goesOnAt: next, isLast })
    if (!isLast) await deps.env.QUEUE.send(jobMessage(job.id, next))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await settleTrouble(deps, job, position, toldOf(error, step.id))
  }
}

/** Graph’s own refusals in a customer's tenant, as what they mean here. */
function toldOf(error: AppError, stepId: string): AppError {
  const { code, retryAfterSeconds } = error
  const inTenant = stepId === 'application' || stepId === 'permissions'
  if (inTenant && code === 'graph.denied') return new AppError('partner.roleMissing', { cause: error })
  if (inTenant && code === 'tenant.consentMissing')
    return new AppError('partner.consentWithdrawn', { cause: error })
  if (code !== 'graph.throttled' || retryAfterSeconds === undefined) return error
  return new AppError('partner.throttled', { cause: error, retryAfterSeconds })
}

async function settleTrouble(deps: Deps, job: JobRow, position: number, error: AppError): Promise<void> {
  const { code } = error
  const at = { jobId: job.id, position }
  // Found missing in our own rows: nothing that passes in minutes.
  const isEarly = early.includes(code) && position > 0 && job.attempts < mostEarlyAttempts
  const passes = errors[code].retry === 'later' && job.attempts < mostAttempts
  if (isEarly || passes) {
    const seconds = Math.ceil(Math.max(1, error.retryAfterSeconds ?? waitSeconds(job.attempts + 1)))
    const waits = isEarly ? new AppError('partner.notYet') : error
    await waitInStep(
      deps,
      at,
      { ...troubleOf(error), text: errorText(waits.code, waits.detail) },
      seconds * 1000,
    )
    await deps.env.QUEUE.send(jobMessage(job.id, position), { delaySeconds: seconds })
    return
  }
  const last = code === 'partner.notYet' ? new AppError('partner.neverUsable', { cause: error }) : error
  await failJob(deps, at, troubleOf(last))
}

function troubleOf({ code, detail }: AppError) {
  const next = nextStep(code)
  const text = [errorText(code, detail), ...(next ? [next] : [])].join(' ')
  return { code, detail: detail ?? null, text }
}

/** Every delivery of a message failed: the job is over, and can be begun again. */
export async function giveUpJob(deps: Deps, { jobId }: JobMessage): Promise<void> {
  const job = await findJob(deps, jobId)
  if (job?.state !== 'running') return
  const detail = 'It failed again and again and was given up.'
  await failJob(deps, { jobId, position: null }, troubleOf(new AppError('internal', { detail })))
}

/** By the hourly tick: jobs whose message was lost. */
export async function sendLostJobs(deps: Deps): Promise<void> {
  await sendJobs(deps, await lostJobs(deps))
}

/** Cloudflare takes at most 100 messages at a time. */
const mostAtOnce = 100

export async function sendJobs(
  { env }: Deps,
  jobs: readonly { jobId: string; position: number }[],
): Promise<void> {
  const messages = jobs.map(({ jobId, position }) => ({ body: jobMessage(jobId, position) }))
  for (let at = 0; at < messages.length; at += mostAtOnce)
    await env.QUEUE.sendBatch(messages.slice(at, at + mostAtOnce))
}
