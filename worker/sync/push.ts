import { AppError, errors, errorText } from '#shared/errors.ts'
import type { PsaApi } from '#shared/psa/api.ts'
import type { Deps } from '../env.ts'
import { openPaced } from '../psa/open.ts'
import { isDisconnected } from '../store/disconnect.ts'
import { clearMappingProblem, type Lease, leaseMs, takeLease } from '../store/mapping-lease.ts'
import { getMapping, type MappingRow } from '../store/mappings.ts'
import { closePlans, finishRun, nextChanges, noteSent, settle } from '../store/outbox.ts'
import type { ChangeRow } from '../store/plans.ts'
import { noteFailure } from './fail-mapping.ts'
import type { Message } from './message.ts'
import { sendReconcile } from './reconcile.ts'
import type { Desk } from './send.ts'
import { sendChange } from './send-change.ts'
import { openDesk } from './send-desk.ts'

export type PushMessage = Extract<Message, { kind: 'push' }>

/**
 * How a run ends: nothing left, or a person must act · more: at once in a new message · look: the contacts must be read
 * first · pause: nobody else sends either · retry: an error to outlast, or another run that is at work.
 */
type End =
  | { next: 'stop' | 'more' | 'look' }
  | { next: 'pause'; seconds: number }
  | { next: 'retry'; seconds: number }

const waitSeconds = { start: 60, longest: 3600, throttled: 60, longestPause: 120 }
/** With doubling delays about an hour; then the hourly reconcile takes over. */
const mostAttempts = 6
/** A change whose outcome stays unknown this often is handed to people. */
const mostUnknown = 8
/** Changes a message: each takes about six statements, and D1 counts 1,000 an invocation. */
const mostChanges = 100
/** At once, so that a slow PSA is asked as often as it allows. */
const lanes = 4
/**
 * How long what a run has read of an organisation is good enough for looking before a create: of a large one longer, so
 * that reading it again and again leaves room for writing.
 */
const freshMs = { least: 10 * 60_000, perPage: 20_000, most: 60 * 60_000 }
const freshFor = (pages: number) => Math.min(Math.max(freshMs.least, pages * freshMs.perPage), freshMs.most)

/**
 * The outbox: sends a mapping's approved changes, one run at a time. Delivered again, beside another one, or after a
 * crash it creates nothing twice: what is being sent is marked before, recorded after, and looked for in between.
 */
export async function push(deps: Deps, message: PushMessage): Promise<void> {
  const mapping = await getMapping(deps, message.mappingId)
  if (!mapping || mapping.tenantId !== message.tenantId || mapping.sync !== 'on') return
  if (await isDisconnected(deps, message.tenantId)) return
  if ((await nextChanges(deps, mapping.id, 1)).length === 0) return closePlans(deps, mapping.id)
  const lease = await takeLease(deps, mapping.id)
  if (!lease) {
    const seconds = Math.ceil(((mapping.leaseUntil ?? 0) - deps.now()) / 1000)
    await deps.env.QUEUE.send(message, { delaySeconds: Math.min(Math.max(seconds, 5), leaseMs / 1000) })
    return
  }
  let end: End = { next: 'stop' }
  try {
    end = await run(deps, mapping, lease, message)
  } finally {
    await finishRun(deps, lease, end.next === 'pause' ? Math.min(end.seconds, waitSeconds.longestPause) : 0)
  }
  await goOn(deps, message, mapping, end)
}

async function goOn(deps: Deps, message: PushMessage, mapping: MappingRow, end: End): Promise<void> {
  if (end.next === 'stop' || (end.next === 'retry' && message.attempt >= mostAttempts)) return
  if (end.next === 'look') return sendReconcile(deps, mapping, true)
  const attempt = end.next === 'retry' ? message.attempt + 1 : 1
  const delaySeconds = 'seconds' in end ? end.seconds : 0
  await deps.env.QUEUE.send({ ...message, attempt }, { delaySeconds })
}

async function run(deps: Deps, mapping: MappingRow, lease: Lease, message: PushMessage): Promise<End> {
  try {
    const { api } = await openPaced(deps, mapping.connectionId)
    const entries = await nextChanges(deps, mapping.id, mostChanges + 1)
    if (mustRead(deps, mapping, api, entries, message)) return { next: 'look' }
    const desk = await openDesk(deps, mapping, lease, api, entries.slice(0, mostChanges))
    const { isWithdrawn, waiting } = await sendAll(desk, entries.slice(0, mostChanges))
    await noteSent(deps, lease)
    await clearMappingProblem(deps, mapping.id, 'mapping.groupGone')
    // Somebody else is at work for a moment: at once again would only meet them again.
    if (isWithdrawn || waiting > 0) return { next: 'retry', seconds: retrySeconds(message.attempt) }
    return { next: entries.length > mostChanges ? 'more' : 'stop' }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return interrupted(deps, mapping, lease, error, message.attempt)
  }
}

/**
 * Before a contact is made it is looked for. Where the PSA cannot find one by its address, that is in what was read of the
 * organisation for this very run, and after the last request whose outcome nobody knows.
 */
function mustRead(
  deps: Deps,
  { contactsAt }: MappingRow,
  api: PsaApi,
  entries: readonly ChangeRow[],
  { lookedAt, pages = 0 }: PushMessage,
): boolean {
  const makes = entries.filter(({ kind }) => kind === 'create' || kind === 'move')
  if (api.findContacts || makes.length === 0) return false
  if (lookedAt === undefined || lookedAt < deps.now() - freshFor(pages)) return true
  return makes.some(({ state, sentAt }) => state === 'sending' && (contactsAt ?? 0) <= (sentAt ?? 0))
}

const retrySeconds = (attempt: number) =>
  Math.min(waitSeconds.start * 2 ** (attempt - 1), waitSeconds.longest)

/** Whether a change was withdrawn (another run took over, or it was taken back), and how many wait for another organisation. */
async function sendAll(
  desk: Desk,
  entries: readonly ChangeRow[],
): Promise<{ isWithdrawn: boolean; waiting: number }> {
  const queue = entries.values()
  let isWithdrawn = false
  let waiting = 0
  let failure: { error: unknown } | null = null
  async function lane(): Promise<void> {
    for (const entry of queue) {
      if (failure || isWithdrawn) return
      try {
        const sent = await sendOne(desk, entry)
        if (sent === 'withdrawn') isWithdrawn = true
        if (sent === 'waits') waiting += 1
      } catch (error) {
        failure ??= { error }
      }
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  const failed = failure as { error: unknown } | null
  if (failed) throw failed.error
  return { isWithdrawn, waiting }
}

/** Errors that concern this change alone end here; the others end the run. */
async function sendOne(desk: Desk, entry: ChangeRow) {
  try {
    return await sendChange(desk, entry)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { retry } = errors[error.code]
    const isUnknown = error.code !== 'psa.throttled' && retry === 'later'
    if (isUnknown && entry.attempts + 1 < mostUnknown) throw error
    if (!isUnknown && retry !== 'no') {
      // Refused before anything was done.
      await settle(desk.deps, desk.lease, entry, 'approved', null)
      throw error
    }
    await settle(desk.deps, desk.lease, entry, 'failed', errorText(error.code, error.detail))
    return 'settled' as const
  }
}

async function interrupted(
  deps: Deps,
  mapping: MappingRow,
  lease: Lease,
  error: AppError,
  attempt: number,
): Promise<End> {
  if (error.code === 'psa.throttled') {
    return { next: 'pause', seconds: error.retryAfterSeconds ?? waitSeconds.throttled }
  }
  const isPassing = errors[error.code].retry === 'later'
  const seconds = retrySeconds(attempt)
  await noteFailure(deps, lease, mapping, error, isPassing ? seconds : null)
  return isPassing ? { next: 'retry', seconds } : { next: 'stop' }
}
