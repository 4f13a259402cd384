import type { ActionOutcome, HandlerInput, PersonView } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Call } from '../api/handlers.ts'
import { personView } from '../api/person-view.ts'
import { logFailure } from '../log.ts'
import { findKey, type KeptAnswer } from '../store/action-keys.ts'
import { nextNoteTry } from '../store/action-notes.ts'
import { stepsOf } from '../store/steps.ts'
import { refreshPerson } from '../sync/refresh.ts'

type Input = HandlerInput<'actions.run'>

/** The first answer to this key, or null when it is new. */
export async function earlierAnswer(
  call: Call,
  input: Input,
  requestHash: string,
): Promise<ActionOutcome | null> {
  const known = await findKey(call, call.caller.id, input.key)
  if (!known) return null
  if (known.requestHash !== requestHash) throw new AppError('action.keyReused')
  if (!known.answer) throw new AppError('action.running')
  const steps = await withReports(call, known.actionId, known.answer.steps)
  const note = await noteStateOf(call, known.actionId, known.answer)
  const view = await viewOf(call, input, false)
  const once = { secret: null, handover: null, resumable: false }
  return { ...known.answer, ...once, steps, note, repeated: true, view }
}

/** What waits is in the outbox: what is not there was given up, or interrupted in a version before it. */
export async function noteStateOf(
  call: Call,
  actionId: string,
  { note }: KeptAnswer,
): Promise<KeptAnswer['note']> {
  return note === 'waiting' && (await nextNoteTry(call, actionId)) === null ? 'failed' : note
}

async function withReports(call: Call, actionId: string, steps: KeptAnswer['steps']) {
  if (!steps.some(({ id }) => id)) return steps
  const rows = await stepsOf(call, actionId)
  return steps.map((step) => ({
    ...step,
    report: rows.find(({ stepId }) => stepId === step.id)?.report ?? null,
  }))
}

/** The person as they are now; null when that cannot be told, which is better than how they were. */
export async function viewOf(
  call: Call,
  { tenantId, personId }: Pick<Input, 'tenantId' | 'personId'>,
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
