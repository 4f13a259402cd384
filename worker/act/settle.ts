import type { ActionDefinition } from '#shared/actions/define.ts'
import { actionOf } from '#shared/actions/index.ts'
import type { Person } from '#shared/person.ts'
import type { Deps } from '../env.ts'
import { operatorGraph } from '../graph/client.ts'
import { logFailure } from '../log.ts'
import type { KeptAnswer } from '../store/action-keys.ts'
import type { AuditRow } from '../store/audit.ts'
import { finishAction, type Interrupted, interruptedActions } from '../store/finish-action.ts'
import { personsOf } from '../store/persons.ts'
import { refreshPerson } from '../sync/refresh.ts'
import { noteText } from './note.ts'
import { deliverNote } from './outbox.ts'
import { changesOf, refreshBeside } from './refresh.ts'
import { settledSteps } from './settle-steps.ts'

/** No run lasts this long: an intent without an outcome was interrupted. */
const interruptedMs = 10 * 60_000
const mostAtOnce = 20

/**
 * Closes the record of actions whose worker was interrupted: by reading where that can tell, else as unknown.
 * Returns how many. Called at every tick; what does not fit waits for the next one.
 */
export async function settleStarted(deps: Deps): Promise<number> {
  const open = await interruptedActions(deps, deps.now() - interruptedMs, mostAtOnce)
  for (const interrupted of open) {
    try {
      await settle(deps, interrupted)
    } catch (error) {
      logFailure({ at: 'action', tenantId: interrupted.intent.tenantId }, error)
    }
  }
  return open.length
}

/** Closes one; whoever closed it before is believed. */
export async function settle(deps: Deps, { use, intent, form }: Interrupted): Promise<void> {
  const action = actionOf(intent.action)
  const mirrored = await personsOf(deps, intent.tenantId).get(intent.personId)
  const person = mirrored?.person ?? null
  const told = await tell(deps, intent, { action, person, form })
  const note = intent.ticketHost && intent.ticketId ? 'waiting' : 'none'
  const answer: KeptAnswer = { ...told, auditId: use.actionId, note, noteText: null }
  const { outcome, text } = answer
  const { id: _intentId, at: _begunAt, ...about } = intent
  const outcomeRow = { ...about, outcome, text, code: null }
  const isSettled = await finishAction(deps, use, outcomeRow, answer, noteOf(intent, answer, action, person))
  if (!isSettled) return
  if (person) await refreshQuietly(deps, person, action)
  await deliverNote(deps, use.actionId)
}

type Told = Pick<KeptAnswer, 'outcome' | 'text' | 'next' | 'steps'>
interface About {
  action: ActionDefinition | null
  person: Person | null
  form: unknown
}

async function tell(deps: Deps, intent: AuditRow, { action, person, form }: About): Promise<Told> {
  if (action?.steps) return settledSteps(deps, intent, { action, person, form })
  const isDone = action && person ? await lookUp(deps, action, person) : null
  return { ...verdictOf(intent, action, isDone), steps: [] }
}

async function lookUp(deps: Deps, action: ActionDefinition, person: Person): Promise<boolean | null> {
  try {
    return (await action.verify?.({ graph: operatorGraph(deps, person.tenantId), person })) ?? null
  } catch (error) {
    logFailure({ at: 'action', tenantId: person.tenantId }, error)
    return null
  }
}

function verdictOf(intent: AuditRow, action: ActionDefinition | null, isDone: boolean | null) {
  const text = `${intent.text}: the work was interrupted.`
  const next = action?.unknownNext ?? null
  if (isDone === null)
    return { outcome: 'unknown' as const, text: `${text} Whether it was done is not known.`, next }
  return isDone
    ? { outcome: 'done' as const, text: `${text} Microsoft shows it as done.`, next: null }
    : { outcome: 'failed' as const, text: `${text} Microsoft shows it as not done.`, next }
}

async function refreshQuietly(deps: Deps, person: Person, action: ActionDefinition | null): Promise<void> {
  const { tenantId, id } = person
  await refreshPerson(deps, tenantId, id).catch((error: unknown) =>
    logFailure({ at: 'action', tenantId }, error),
  )
  if (action) await refreshBeside(deps, tenantId, changesOf(action))
}

function noteOf(
  intent: AuditRow,
  answer: KeptAnswer,
  action: ActionDefinition | null,
  person: Person | null,
) {
  const { ticketHost: host, ticketId, tenantId, actorName, verifiedHow, verifiedDetail, reason } = intent
  if (!host || !ticketId) return null
  const words = noteText({
    ...{ actorName, verifiedHow, verifiedDetail, reason, answer },
    title: action?.title ?? intent.action,
    personName: person?.displayName ?? intent.personId,
    userPrincipalName: person?.userPrincipalName ?? 'no longer there',
  })
  return { ...words, tenantId, host, ticketId }
}
