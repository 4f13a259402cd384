import { isCredential, isDestructive } from '#shared/action-policy.ts'
import type { ActionDefinition, ActionResult } from '#shared/actions/define.ts'
import { actionOf } from '#shared/actions/index.ts'
import type { ActionOutcome, HandlerInput } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Call } from '../api/handlers.ts'
import { operatorGraph, readerGraph } from '../graph/client.ts'
import { cloudNameOf } from '../graph/clouds.ts'
import { logFailure } from '../log.ts'
import type { KeptAnswer, KeyUse } from '../store/action-keys.ts'
import { timeOrderedId } from '../store/audit.ts'
import { beginAction } from '../store/begin-action.ts'
import { finishAction } from '../store/finish-action.ts'
import { earlierAnswer, viewOf } from './answer.ts'
import { type Limits, withDeadline } from './deadline.ts'
import { handOver } from './handover.ts'
import { createJournal } from './journal.ts'
import { noteText } from './note.ts'
import { deliverNote, type NoteNews } from './outbox.ts'
import { secretsIn, verdictOfError, verdictOfResult, withoutSecrets } from './outcome.ts'
import { beginRefusal } from './policy.ts'
import { type Prepared, prepare, recordRefused } from './prepare.ts'
import { random } from './random.ts'
import { auditRow } from './record.ts'
import { changesOf, refreshBeside } from './refresh.ts'
import { hashRequest } from './request-hash.ts'
import { hasOpenSteps, listSteps } from './steps.ts'

type Input = HandlerInput<'actions.run'>

/** What an action goes on with. */
export interface Resumed {
  /** The first action of the row */
  actionId: string
  /** Steps that are done */
  done: ReadonlySet<string>
}

export const usual: Limits = { writeMs: 25_000, readMs: 10_000 }
/** How long the technician waits for the ticket and the mirror, once the action is over. */
const patienceMs = 8_000

/** One request, as far as it has come. */
interface Job {
  call: Call
  input: Input
  action: ActionDefinition
  use: KeyUse
  prepared: Prepared
  resumed: Resumed | null
  limits: Limits
}

/** Does an action once: earlier answer → may it be done → intent on record → run → outcome on record → note → mirror. */
export async function runAction(
  call: Call,
  input: Input,
  limits = usual,
  resumed: Resumed | null = null,
): Promise<ActionOutcome> {
  const action = actionOf(input.action)
  if (!action) throw new AppError('action.unknown')
  const requestHash = await hashRequest(call.env, input, action.fields, resumed?.actionId)
  const earlier = await earlierAnswer(call, input, requestHash)
  if (earlier) return earlier

  const prepared = await prepare(call, action, input)
  const use = { actorId: call.caller.id, key: input.key, actionId: timeOrderedId(call.now()) }
  const job: Job = { call, input, action, use, prepared, resumed, limits }
  if (await begin(job, requestHash)) return perform(job)
  // Taken by another request since we looked.
  const taken = await earlierAnswer(call, input, requestHash)
  if (!taken) throw new AppError('internal')
  return taken
}

/** True = begun, false = the key is taken. What stands in the way otherwise is raised, and a spent quota goes on record. */
async function begin(job: Job, requestHash: string): Promise<boolean> {
  const { call, input, action, use, prepared, resumed } = job
  const { person, values, policy } = prepared
  const text = `${action.title} for ${person.userPrincipalName}${resumed ? ', gone on with' : ''}`
  const intent = auditRow(call, input, { actionId: use.actionId, outcome: 'started', text, code: null })
  const notBegun = await beginAction(call, {
    ...{ ...use, requestHash, intent: { ...intent, id: use.actionId } },
    ...{ credential: isCredential(action), destructive: isDestructive(action), quotas: policy.quotas },
    steps: listSteps(action, use.actionId, person, values, resumed?.done),
    form: action.steps ? values : null,
    resumes: resumed?.actionId ?? null,
  })
  if (!notBegun) return true
  if (notBegun.why === 'taken') return false
  const refusal = beginRefusal(notBegun, call.now())
  if (notBegun.why === 'quota') await recordRefused(call, action, input, person, refusal)
  throw refusal
}

/** From here on nothing is refused any more: whatever happens is an outcome. */
async function perform(job: Job): Promise<ActionOutcome> {
  const { call, input, action, use, prepared } = job
  const { result, verdict } = await attempt(job)
  const { code, ...told } = withoutSecrets(verdict, secretsIn(action.fields, prepared.values, result))
  const note = prepared.ticket?.canNote ? ('waiting' as const) : ('none' as const)
  const kept: KeptAnswer = {
    ...told,
    steps: told.steps.map(stepOf),
    auditId: use.actionId,
    note,
    noteText: null,
  }
  const isKept = await recordOutcome(job, kept, code)
  const given = await handOver(call, job, result?.secret ?? null)

  const news = { note, noteText: null }
  const noted = isKept && note === 'waiting' ? noteOnTicket(job, news) : Promise.resolve(news)
  const viewed = viewOf(call, { ...input, personId: result?.personId ?? input.personId }, true)
  const beside = refreshBeside(call, input.tenantId, changesOf(action))
  call.waitUntil(Promise.all([noted, viewed, beside]))
  const [noteNews, view] = await Promise.all([within(noted, news), within(viewed, null)])
  const resumable = hasOpenSteps(action, prepared.person, prepared.values, kept.steps)
  return { ...kept, ...noteNews, ...given, view, resumable, repeated: false }
}

function stepOf({ title, state, text, id = null, manual = null, report = null }: AnyStep) {
  return { title, state, text, id, manual, report }
}
type AnyStep = NonNullable<ActionResult['steps']>[number]

async function attempt({ call, action, use, prepared: { person, values }, limits, resumed }: Job) {
  const { tenantId } = person
  const graph = withDeadline(operatorGraph(call, tenantId), limits)
  const done = resumed?.done ?? new Set<string>()
  const about = { actionId: use.actionId, tenantId, limits, done }
  const inSteps = action.steps
    ? {
        journal: createJournal(call, about),
        reader: readerGraph(call, tenantId, { priority: 'high' }),
        cloud: cloudNameOf(call.env),
      }
    : {}
  try {
    const result: ActionResult = (await action.run({ graph, person, values, random, ...inSteps })) ?? {}
    return { result, verdict: verdictOfResult(action, person, values, result) }
  } catch (error) {
    return { result: null, verdict: verdictOfError(action, person, error) }
  } finally {
    graph.stop()
  }
}

/** A database that fails now must not cost the technician the new password: the next tick settles the record. */
async function recordOutcome(job: Job, kept: KeptAnswer, code: AppError['code'] | null): Promise<boolean> {
  const { call, input, use } = job
  const row = auditRow(call, input, { actionId: use.actionId, outcome: kept.outcome, text: kept.text, code })
  const note = kept.note === 'waiting' ? noteOf(job, kept) : null
  const record = () => finishAction(call, use, row, kept, note).then(() => true)
  return record()
    .catch(record)
    .catch((error: unknown) => {
      logFailure({ at: 'action', requestId: call.requestId }, error)
      return false
    })
}

function noteOf({ call, input, action, prepared: { ticket, person } }: Job, answer: KeptAnswer) {
  if (!ticket) return null
  const words = noteText({
    title: action.title,
    personName: person.displayName,
    userPrincipalName: person.userPrincipalName,
    actorName: call.caller.name,
    verifiedHow: input.verified?.how ?? null,
    verifiedDetail: input.verified?.detail ?? null,
    reason: input.reason ?? null,
    answer,
  })
  return { ...words, tenantId: person.tenantId, host: ticket.host, ticketId: ticket.ticketId }
}

async function noteOnTicket({ call, use }: Job, waiting: NoteNews): Promise<NoteNews> {
  try {
    return (await deliverNote(call, use.actionId)) ?? waiting
  } catch (error) {
    logFailure({ at: 'action', requestId: call.requestId }, error)
    return waiting
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
