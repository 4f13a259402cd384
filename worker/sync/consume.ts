import { AppError, errors } from '#shared/errors.ts'
import { deliverNote } from '../act/outbox.ts'
import { deliver } from '../alerts/deliver.ts'
import type { Deps } from '../env.ts'
import { createMeter, spentOf } from '../graph/meter.ts'
import { logFailure } from '../log.ts'
import { giveUpReading, readPartner } from '../partner/discover.ts'
import { giveUpJob, runPartnerJob } from '../partner/job.ts'
import { lookAtRelationship } from '../partner/look.ts'
import { tenantState } from '../store/due-tenants.ts'
import { extendLease } from '../store/leases.ts'
import { failTenant, stopTenant } from '../store/outcomes.ts'
import { endOf, isOfTheirs } from './concerns.ts'
import { noteGivenUp } from './fail-mapping.ts'
import { forget } from './forget.ts'
import type { Message } from './message.ts'
import { mostPassingAttempts, mostPendingAttempts, mostThrottledAttempts, waitSeconds } from './patience.ts'
import { pull } from './pull.ts'
import { push } from './push.ts'
import { reconcile } from './reconcile.ts'
import type { PullMessage } from './run.ts'
import { giveUpSurvey, survey } from './survey.ts'
import { watchAll, watchTenant } from './watch.ts'

/** The queue's edge: each message is done, retried or given up on its own. */
export async function consume(deps: Deps, batch: MessageBatch<Message>): Promise<void> {
  const isDead = batch.queue.endsWith('-dead')
  for (const message of batch.messages) {
    try {
      await (isDead ? giveUp(deps, message.body) : work(deps, message))
      await watch(deps, message.body, isDead)
      message.ack()
    } catch (error) {
      logFailure({ at: 'queue', ...namesOf(message.body) }, error)
      message.retry({ delaySeconds: waitSeconds(message.attempts) })
    }
  }
}

async function work(deps: Deps, { body, attempts }: QueueMessage): Promise<void> {
  if (body.kind === 'reconcile') return reconcile(deps, body)
  if (body.kind === 'push') return push(deps, body)
  if (body.kind === 'forget') return forget(deps, body)
  if (body.kind === 'survey') return survey(deps, body)
  if (body.kind === 'deliver') return deliver(deps)
  // A whole reading of the partner's customers may have stopped tenants.
  if (body.kind === 'partnerRead') return (await readPartner(deps, body)) ? watchAll(deps) : undefined
  if (body.kind === 'partnerJob') return runPartnerJob(deps, body)
  if (body.kind === 'note') return void (await deliverNote(deps, body.actionId))
  const meter = createMeter(body.spent)
  try {
    await pull(deps, body, attempts <= mostPassingAttempts, meter)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await settlePull(deps, { ...body, spent: spentOf(meter) }, error)
  }
}
type QueueMessage = { body: Message; attempts: number }

/** A pull is watched where it ends: it may go on in another message. */
async function watch(deps: Deps, body: Message, isDead: boolean): Promise<void> {
  const ends = body.kind === 'reconcile' || body.kind === 'push' || (isDead && body.kind === 'pull')
  if (ends) await watchTenant(deps, body.tenantId)
}

/** What went wrong with the whole tenant: wait, stop, back off, or (rethrown) another delivery. */
async function settlePull(deps: Deps, message: PullMessage, error: AppError): Promise<void> {
  const { code } = error
  if (code === 'graph.throttled' && message.attempt < mostThrottledAttempts) {
    return again(deps, message, error.retryAfterSeconds ?? waitSeconds(message.attempt))
  }
  if (code === 'tenant.pending') return again(deps, message, waitSeconds(message.attempt))
  if (code === 'tenant.consentMissing' && (await isAwaited(deps, message))) {
    return again(deps, message, waitSeconds(message.attempt))
  }
  if (errors[code].retry === 'later' && code !== 'graph.throttled') throw error
  const { stops, error: last } = await endOf(deps, message.tenantId, error)
  const settle = stops ? stopTenant : failTenant
  await settle(deps, message, { code: last.code, detail: last.detail ?? null })
  await watchTenant(deps, message.tenantId)
  if (isOfTheirs(code)) await lookAtRelationship(deps, message.tenantId)
}

/** A tenant whose consent is fresh is waited for; one that was connected has lost it. */
async function isAwaited(deps: Deps, { tenantId, attempt }: PullMessage): Promise<boolean> {
  if (attempt >= mostPendingAttempts) return false
  return (await tenantState(deps, tenantId)) === 'pending'
}

/** The same work later, in a new message: a wait may be longer than the queue's own retries last. */
async function again(deps: Deps, message: PullMessage, seconds: number): Promise<void> {
  const delaySeconds = Math.max(1, Math.ceil(seconds))
  if (!(await extendLease(deps, message.tenantId, message.run, delaySeconds * 1000))) return
  await deps.env.QUEUE.send({ ...message, attempt: message.attempt + 1 }, { delaySeconds })
}

/** From the dead-letter queue: every delivery failed. It is written down, and the hours go on. */
async function giveUp(deps: Deps, message: Message): Promise<void> {
  const detail = 'It failed again and again and was given up for now.'
  if (message.kind === 'pull') return failTenant(deps, message, { code: 'internal', detail })
  // The next tick sends it again.
  if (message.kind === 'forget' || message.kind === 'deliver' || message.kind === 'note') return
  if (message.kind === 'survey') return giveUpSurvey(deps, message)
  if (message.kind === 'partnerRead') return giveUpReading(deps, message)
  if (message.kind === 'partnerJob') return giveUpJob(deps, message)
  await noteGivenUp(deps, message.mappingId, detail)
}

function namesOf(message: Message): { tenantId?: string; run?: string } {
  return {
    ...('tenantId' in message ? { tenantId: message.tenantId } : {}),
    ...('run' in message ? { run: message.run } : {}),
  }
}
