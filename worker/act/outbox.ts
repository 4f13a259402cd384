import type { ActionOutcome } from '#shared/contract.ts'
import { AppError, type ErrorCode, errorText } from '#shared/errors.ts'
import type { PsaApi } from '#shared/psa/api.ts'
import type { Deps } from '../env.ts'
import { logFailure } from '../log.ts'
import {
  claimNote,
  dueNotes,
  noteIsSent,
  putOffNote,
  settleNote,
  type WaitingNote,
} from '../store/action-notes.ts'
import { recordLine } from './note.ts'
import { openTicketOf } from './ticket.ts'

export interface NoteNews {
  note: ActionOutcome['note']
  noteText: string | null
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const wait = { firstMs: minuteMs, factor: 4, mostMs: 6 * hourMs }
const keptMs = 30 * 24 * hourMs
const mostAtOnce = 100

/** No later try will do better. */
const final: readonly ErrorCode[] = [
  'psa.notFound',
  'psa.rejected',
  'psa.unsupported',
  'psa.address',
  'action.otherTicket',
]

/**
 * Writes a note that is due, as a private note: after 1, 4, 16 … minutes again, at most six hours, for 30 days. That it
 * fails undoes nothing. Null = somebody else has it, or it was settled.
 */
export async function deliverNote(deps: Deps, actionId: string): Promise<NoteNews | null> {
  const note = await claimNote(deps, actionId)
  if (!note) return null
  const sending = { isLost: note.mayStand }
  try {
    await write(deps, note, sending)
    await settleNote(deps, note, 'written', null)
    return { note: 'written', noteText: null }
  } catch (error) {
    return putOff(deps, note, error, sending.isLost)
  }
}

/**
 * The ticket is read first: it may be another customer's by now, and a ticket system that is down is found out before
 * anything is sent. A note that may stand there is looked for where that can be done; elsewhere it says so itself.
 */
async function write(deps: Deps, note: WaitingNote, sending: { isLost: boolean }): Promise<void> {
  const { host, ticketId, tenantId, actionId, subject, body } = note
  const { api } = await openTicketOf(deps, { host, ticketId }, tenantId)
  if (!api.note) throw new AppError('psa.unsupported')
  if (note.mayStand && (await stands(api, note))) return
  const isTwice = note.mayStand && !api.hasNote
  await noteIsSent(deps, actionId)
  sending.isLost = true
  try {
    await api.note(ticketId, subject, isTwice ? `${body}\n${twice}` : body)
  } catch (error) {
    const isLost = !(error instanceof AppError) || error.code === 'psa.unknownOutcome'
    sending.isLost = isLost || isTwice
    throw error
  }
}

const twice = 'This note may stand here twice: the ticket system did not answer the first time.'

async function stands(api: PsaApi, { ticketId, actionId }: WaitingNote): Promise<boolean> {
  return (await api.hasNote?.(ticketId, recordLine(actionId))) ?? false
}

async function putOff(deps: Deps, note: WaitingNote, error: unknown, mayStand: boolean): Promise<NoteNews> {
  logFailure({ at: 'action', tenantId: note.tenantId }, error)
  const { code, detail } =
    error instanceof AppError ? error : { code: 'internal' as const, detail: undefined }
  const words = errorText(code, detail)
  if (final.includes(code) || note.createdAt + keptMs <= deps.now()) {
    await settleNote(deps, note, 'failed', words)
    return { note: 'failed', noteText: words }
  }
  const waitMs = Math.min(wait.firstMs * wait.factor ** note.attempts, wait.mostMs)
  await putOffNote(deps, note, { until: deps.now() + waitMs, mayStand, words })
  // The tick sees to what is later.
  if (waitMs < hourMs) await sendNote(deps, note.actionId, waitMs / 1000)
  return { note: 'waiting', noteText: words }
}

async function sendNote(deps: Deps, actionId: string, delaySeconds: number): Promise<void> {
  await deps.env.QUEUE.send({ v: 1, kind: 'note', actionId }, { delaySeconds }).catch((error: unknown) =>
    logFailure({ at: 'action' }, error),
  )
}

/** At every tick: what is due, whatever became of its messages. */
export async function sendDueNotes(deps: Deps): Promise<void> {
  const bodies = (await dueNotes(deps, mostAtOnce)).map((actionId) => ({
    body: { v: 1 as const, kind: 'note' as const, actionId },
  }))
  if (bodies.length > 0) await deps.env.QUEUE.sendBatch(bodies)
}
