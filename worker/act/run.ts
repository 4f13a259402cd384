import type { ActionDefinition, ActionResult } from '#shared/actions/define.ts'
import { actionOf } from '#shared/actions/index.ts'
import type { ActionOutcome, HandlerInput, PersonView } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Call } from '../api/handlers.ts'
import { personView } from '../api/person-view.ts'
import { operatorGraph } from '../graph/client.ts'
import { logFailure } from '../log.ts'
import {
  beginAction,
  findKey,
  finishAction,
  type KeptAnswer,
  type KeyUse,
  keepNote,
} from '../store/action-keys.ts'
import { timeOrderedId } from '../store/audit.ts'
import { refreshPerson } from '../sync/refresh.ts'
import { type Limits, withDeadline } from './deadline.ts'
import { noteText, writeNote } from './note.ts'
import { secretsIn, verdictOfError, verdictOfResult, withoutSecrets } from './outcome.ts'
import { type Prepared, prepare } from './prepare.ts'
import { random } from './random.ts'
import { auditRow } from './record.ts'
import { hashRequest } from './request-hash.ts'

type Input = HandlerInput<'actions.run'>
type Note = ActionOutcome['note']

const usual: Limits = { writeMs: 25_000, readMs: 10_000 }
/** How long the technician waits for the ticket and the mirror, once the action is over. */
const patienceMs = 8_000
/** A note that has waited this long was interrupted. */
const noteLostMs = 10 * 60_000

/** One request, as far as it has come. */
interface Job {
  call: Call
  input: Input
  action: ActionDefinition
  use: KeyUse
  prepared: Prepared
}

/** Does an action once: earlier answer → may it be done → intent on record → run → outcome on record → note → mirror. */
export async function runAction(call: Call, input: Input, limits = usual): Promise<ActionOutcome> {
  const action = actionOf(input.action)
  if (!action) throw new AppError('action.unknown')
  const requestHash = await hashRequest(call.env, input, action.fields)
  const earlier = await earlierAnswer(call, input, requestHash)
  if (earlier) return earlier

  const prepared = await prepare(call, action, input)
  const use = { actorId: call.caller.id, key: input.key, actionId: timeOrderedId(call.now()) }
  const job: Job = { call, input, action, use, prepared }
  if (await begin(job, requestHash)) return perform(job, limits)
  // Taken by another request since we looked.
  const taken = await earlierAnswer(call, input, requestHash)
  if (!taken) throw new AppError('internal')
  return taken
}

/** The first answer to this key, or null when it is new. */
async function earlierAnswer(call: Call, input: Input, requestHash: string): Promise<ActionOutcome | null> {
  const known = await findKey(call, call.caller.id, input.key)
  if (!known) return null
  if (known.requestHash !== requestHash) throw new AppError('action.keyReused')
  if (!known.answer) throw new AppError('action.running')
  const isNoteLost = known.answer.note === 'waiting' && known.createdAt + noteLostMs < call.now()
  const note = isNoteLost ? 'failed' : known.answer.note
  return { ...known.answer, note, secret: null, repeated: true, view: await viewOf(call, input, false) }
}

function begin(
  { call, input, action, use, prepared: { person } }: Job,
  requestHash: string,
): Promise<boolean> {
  const text = `${action.title} for ${person.userPrincipalName}`
  const intent = auditRow(call, input, { actionId: use.actionId, outcome: 'started', text, code: null })
  return beginAction(call, { ...use, requestHash }, { ...intent, id: use.actionId })
}

/** From here on nothing is refused any more: whatever happens is an outcome. */
async function perform(job: Job, limits: Limits): Promise<ActionOutcome> {
  const { call, input, action, use, prepared } = job
  const { result, verdict } = await attempt(job, limits)
  const { code, ...told } = withoutSecrets(verdict, secretsIn(action.fields, prepared.values, result))
  const kept: KeptAnswer = { ...told, auditId: use.actionId, note: input.ticket ? 'waiting' : 'none' }
  await recordOutcome(job, kept, code)

  const noted = noteOnTicket(job, kept)
  const viewed = viewOf(call, { ...input, personId: result?.personId ?? input.personId }, true)
  call.waitUntil(Promise.all([noted, viewed]))
  const [note, view] = await Promise.all([within(noted, kept.note), within(viewed, null)])
  return { ...kept, note, view, secret: result?.secret ?? null, repeated: false }
}

async function attempt({ call, action, prepared: { person, values } }: Job, limits: Limits) {
  const graph = withDeadline(operatorGraph(call, person.tenantId), limits)
  try {
    const result: ActionResult = (await action.run({ graph, person, values, random })) ?? {}
    return { result, verdict: verdictOfResult(action, person, values, result) }
  } catch (error) {
    return { result: null, verdict: verdictOfError(action, person, error) }
  } finally {
    graph.stop()
  }
}

/** A database that fails now must not cost the technician the new password: the next tick settles the record. */
async function recordOutcome({ call, input, use }: Job, kept: KeptAnswer, code: AppError['code'] | null) {
  const row = auditRow(call, input, { actionId: use.actionId, outcome: kept.outcome, text: kept.text, code })
  const record = () => finishAction(call, use, row, kept)
  await record()
    .catch(record)
    .catch((error: unknown) => logFailure({ at: 'action', requestId: call.requestId }, error))
}

async function noteOnTicket({ call, input, action, use, prepared }: Job, kept: KeptAnswer): Promise<Note> {
  const { ticket, person } = prepared
  if (!ticket || !input.ticket) return 'none'
  const note = await writeNote(
    ticket.api,
    input.ticket.ticketId,
    noteText({
      title: action.title,
      personName: person.displayName,
      userPrincipalName: person.userPrincipalName,
      actorName: call.caller.name,
      answer: kept,
    }),
  )
  await keepNote(call, use, { ...kept, note }).catch((error: unknown) =>
    logFailure({ at: 'action', requestId: call.requestId }, error),
  )
  return note
}

/** The person as they are now; null when that cannot be told, which is better than how they were. */
async function viewOf(
  call: Call,
  { tenantId, personId }: Input,
  isChanged: boolean,
): Promise<PersonView | null> {
  try {
    if (isChanged && !(await refreshPerson(call, tenantId, personId))) return null
    return await personView(call, call.caller, tenantId, personId)
  } catch (error) {
    if (!(error instanceof AppError)) logFailure({ at: 'action', requestId: call.requestId }, error)
    return null
  }
}

async function within<T>(work: Promise<T>, late: T): Promise<T> {
  let stop = () => {}
  const waited = new Promise<T>((resolve) => {
    const timer = setTimeout(() => resolve(late), patienceMs)
    stop = () => clearTimeout(timer)
  })
  return Promise.race([work, waited]).finally(stop)
}
