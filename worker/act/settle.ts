import type { ActionDefinition } from '#shared/actions/define.ts'
import { actionOf } from '#shared/actions/index.ts'
import type { Person } from '#shared/person.ts'
import type { Deps } from '../env.ts'
import { operatorGraph } from '../graph/client.ts'
import { logFailure } from '../log.ts'
import {
  finishAction,
  interruptedActions,
  type KeptAnswer,
  type KeyUse,
  keepNote,
} from '../store/action-keys.ts'
import type { AuditRow } from '../store/audit.ts'
import { personsOf } from '../store/persons.ts'
import { refreshPerson } from '../sync/refresh.ts'
import { noteText, writeNote } from './note.ts'
import { openTicketOf } from './ticket.ts'

/** No run lasts this long: an intent without an outcome was interrupted. */
const interruptedMs = 10 * 60_000
const mostAtOnce = 20

/**
 * Closes the record of actions whose worker was interrupted: by reading where that can tell, else as unknown.
 * Returns how many. Called at every tick; what does not fit waits for the next one.
 */
export async function settleStarted(deps: Deps): Promise<number> {
  const open = await interruptedActions(deps, deps.now() - interruptedMs, mostAtOnce)
  for (const { use, intent } of open) {
    try {
      await settle(deps, use, intent)
    } catch (error) {
      logFailure({ at: 'action', tenantId: intent.tenantId }, error)
    }
  }
  return open.length
}

async function settle(deps: Deps, use: KeyUse, intent: AuditRow): Promise<void> {
  const action = actionOf(intent.action)
  const mirrored = await personsOf(deps, intent.tenantId).get(intent.personId)
  const isDone = action && mirrored ? await lookUp(deps, action, mirrored.person) : null
  const note = intent.ticketId ? 'waiting' : 'none'
  const answer: KeptAnswer = { ...verdictOf(intent, action, isDone), auditId: use.actionId, steps: [], note }
  const { outcome, text } = answer
  const { id: _intentId, at: _begunAt, ...about } = intent
  const isSettled = await finishAction(deps, use, { ...about, outcome, text, code: null }, answer)
  if (!isSettled) return
  if (mirrored) await refreshQuietly(deps, mirrored.person)
  await noteSettled(deps, use, intent, answer, action, mirrored?.person ?? null)
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

async function refreshQuietly(deps: Deps, { tenantId, id }: Person): Promise<void> {
  await refreshPerson(deps, tenantId, id).catch((error: unknown) =>
    logFailure({ at: 'action', tenantId }, error),
  )
}

async function noteSettled(
  deps: Deps,
  use: KeyUse,
  intent: AuditRow,
  answer: KeptAnswer,
  action: ActionDefinition | null,
  person: Person | null,
): Promise<void> {
  const { ticketHost: host, ticketId, tenantId, actorName } = intent
  if (!host || !ticketId) return
  const words = noteText({
    title: action?.title ?? intent.action,
    personName: person?.displayName ?? intent.personId,
    userPrincipalName: person?.userPrincipalName ?? 'no longer there',
    actorName,
    answer,
  })
  const note = await openTicketOf(deps, { host, ticketId }, tenantId)
    .then(({ api }) => writeNote(api, ticketId, words))
    .catch((error: unknown) => {
      logFailure({ at: 'action', tenantId }, error)
      return 'failed' as const
    })
  await keepNote(deps, use, { ...answer, note })
}
