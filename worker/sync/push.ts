import { AppError, errors, errorText } from '#shared/errors.ts'
import { fieldRulesOf } from '#shared/sync/contact-fields.ts'
import type { Deps } from '../env.ts'
import { isDisconnected } from '../store/disconnect.ts'
import { linksFor } from '../store/links.ts'
import {
  clearMappingProblem,
  extendLease,
  type Lease,
  leaseMs,
  setMappingProblem,
  takeLease,
} from '../store/mapping-lease.ts'
import { getMapping, type MappingRow } from '../store/mappings.ts'
import { closePlans, finishRun, nextChanges, settle } from '../store/outbox.ts'
import type { ChangeRow } from '../store/plans.ts'
import { assignerFor } from './assigner-for.ts'
import { createContactBook } from './contact-book.ts'
import type { Message } from './message.ts'
import { openPaced, type Pace } from './pace.ts'
import { readContacts } from './read-contacts.ts'
import { type Desk, sendChange } from './send.ts'

export type PushMessage = Extract<Message, { kind: 'push' }>

/** How a run ends: nothing left (or a person must act) · `pause`: nobody else sends either · `retry`: an error to outlast. */
type End = { next: 'stop' } | { next: 'pause'; seconds: number } | { next: 'retry'; seconds: number }
const stop: End = { next: 'stop' }

const waitSeconds = { start: 60, longest: 3600, throttled: 60, longestPause: 120 }
/** With doubling delays about an hour; then the hourly reconcile takes over. */
const mostAttempts = 6
/** A change whose outcome stays unknown this often is handed to people. */
const mostUnknown = 8

/**
 * The outbox: sends a mapping's approved changes, one run at a time. Delivered again, beside another one, or after a
 * crash it creates nothing twice: what is being sent is marked before, recorded after, and looked for in between.
 */
export async function push(deps: Deps, message: PushMessage): Promise<void> {
  if (await isDisconnected(deps, message.tenantId)) return
  if ((await nextChanges(deps, message.mappingId, 1)).length === 0) {
    return closePlans(deps, message.mappingId)
  }
  const lease = await takeLease(deps, message.mappingId)
  const mapping = await getMapping(deps, message.mappingId)
  if (!mapping || mapping.tenantId !== message.tenantId) return
  if (!lease) {
    const seconds = Math.ceil(((mapping.leaseUntil ?? 0) - deps.now()) / 1000)
    await deps.env.QUEUE.send(message, { delaySeconds: Math.min(Math.max(seconds, 5), leaseMs / 1000) })
    return
  }
  let end = stop
  try {
    end = await run(deps, mapping, lease, message.attempt)
  } finally {
    await finishRun(deps, lease, end.next === 'pause' ? Math.min(end.seconds, waitSeconds.longestPause) : 0)
  }
  await goOn(deps, message, end)
}

async function goOn(deps: Deps, message: PushMessage, end: End): Promise<void> {
  if (end.next === 'stop' || (end.next === 'retry' && message.attempt >= mostAttempts)) return
  const attempt = end.next === 'retry' ? message.attempt + 1 : 1
  await deps.env.QUEUE.send({ ...message, attempt }, { delaySeconds: end.seconds })
}

async function run(deps: Deps, mapping: MappingRow, lease: Lease, attempt: number): Promise<End> {
  try {
    const { api, pace } = await openPaced(deps, mapping.connectionId)
    const desk = await openDesk(deps, mapping, lease, api)
    pace.startWriting()
    const end = await sendAll(desk, pace)
    await clearMappingProblem(deps, mapping.id, 'mapping.groupGone')
    return end
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return interrupted(deps, mapping, error, attempt)
  }
}

async function openDesk(deps: Deps, mapping: MappingRow, lease: Lease, api: Desk['api']): Promise<Desk> {
  let extendedAt = deps.now()
  const contacts = await readContacts(api, mapping.organisationId, async () => {
    if (deps.now() - extendedAt < leaseMs / 3) return
    await extendLease(deps, lease).run()
    extendedAt = deps.now()
  })
  const ids = contacts.map(({ id }) => id)
  const links = await linksFor(deps, mapping, ids)
  const rules = fieldRulesOf(api)
  const { verdict } = await assignerFor(deps, mapping)
  const book = createContactBook(rules, contacts, links)
  return { deps, mapping, lease, api, rules, book, verdict: (person) => verdict(person, mapping.id) }
}

async function sendAll(desk: Desk, pace: Pace): Promise<End> {
  const most = pace.room()
  const entries = await nextChanges(desk.deps, desk.mapping.id, most + 1)
  for (const entry of entries) {
    // No change takes more than two requests: reading and writing, or writing twice.
    if (pace.room() < 2) return { next: 'pause', seconds: pace.pauseSeconds }
    const sent = await sendOne(desk, entry)
    if (sent === 'withdrawn') return { next: 'pause', seconds: pace.pauseSeconds }
  }
  return entries.length > most ? { next: 'pause', seconds: pace.pauseSeconds } : stop
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

async function interrupted(deps: Deps, mapping: MappingRow, error: AppError, attempt: number): Promise<End> {
  if (error.code === 'psa.throttled') {
    return { next: 'pause', seconds: error.retryAfterSeconds ?? waitSeconds.throttled }
  }
  await setMappingProblem(deps, mapping.id, error.code, error.detail ?? null)
  if (errors[error.code].retry !== 'later') return stop
  return { next: 'retry', seconds: Math.min(waitSeconds.start * 2 ** (attempt - 1), waitSeconds.longest) }
}
