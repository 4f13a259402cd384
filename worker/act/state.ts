import { actionOf } from '#shared/actions/index.ts'
import { manualOf } from '#shared/actions/steps.ts'
import type { ActionState } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { parseFields } from '#shared/field.ts'
import type { Call } from '../api/handlers.ts'
import { requireWithin } from '../api/reach.ts'
import { cloudNameOf } from '../graph/clouds.ts'
import { findAction, type KnownKey } from '../store/action-keys.ts'
import { nextNoteTry } from '../store/action-notes.ts'
import { type AuditRow, intentOf } from '../store/audit.ts'
import { interruptedAction } from '../store/finish-action.ts'
import { handoverOf } from '../store/handovers.ts'
import { personsOf } from '../store/persons.ts'
import { type StepRow, stepsOf } from '../store/steps.ts'
import { noteStateOf } from './answer.ts'
import { canResume } from './resume.ts'
import { hasOpenSteps } from './steps.ts'

/** How far an action is. Raises access.notFound. */
export async function actionState(call: Call, actionId: string): Promise<ActionState> {
  const [intent, known] = await Promise.all([intentOf(call, actionId), findAction(call, actionId)])
  if (!intent || !known) throw new AppError('access.notFound')
  requireWithin(call.reach, intent.tenantId)
  const steps = await stepsOf(call, actionId)
  const { answer } = known
  const isInterrupted = !answer && (await interruptedAction(call, actionId)) !== null
  return {
    ...{ actionId, action: intent.action, tenantId: intent.tenantId, personId: intent.personId },
    ...{ byName: intent.actorName, startedAt: iso(intent.at) },
    state: answer ? 'ended' : isInterrupted ? 'interrupted' : 'running',
    outcome: answer?.outcome ?? null,
    text: answer?.text ?? intent.text,
    next: answer?.next ?? null,
    steps: steps.length > 0 ? await stepViews(call, intent, known, steps) : (answer?.steps ?? []),
    note: await noteView(call, known),
    handover: await handoverView(call, actionId),
    resumable: (answer !== null || isInterrupted) && (await isResumable(call, intent, known, steps)),
  }
}

const iso = (at: number) => new Date(at).toISOString()

async function noteView(call: Call, { actionId, answer }: KnownKey): Promise<ActionState['note']> {
  if (!answer) return { state: 'none', text: null, nextTryAt: null }
  const state = await noteStateOf(call, actionId, answer)
  const at = state === 'waiting' ? await nextNoteTry(call, actionId) : null
  return { state, text: answer.noteText, nextTryAt: at === null ? null : iso(at) }
}

async function handoverView(call: Call, actionId: string): Promise<ActionState['handover']> {
  const found = await handoverOf(call, actionId)
  if (!found) return null
  const { expiresAt, viewedAt } = found
  return { expiresAt: iso(expiresAt), viewedAt: viewedAt === null ? null : iso(viewedAt) }
}

/** What a person does by hand stands with the action's definition, not in the database. */
async function stepViews(call: Call, intent: AuditRow, { form }: KnownKey, rows: StepRow[]) {
  const found = await definition(call, intent, form)
  return rows.map(({ stepId, title, state, text, report }) => {
    const step = found?.steps.find(({ id }) => id === stepId)
    const manual = found && step ? manualOf(step, found.person, cloudNameOf(call.env)) : null
    return { id: stepId, title, state, text, report, manual }
  })
}

async function isResumable(call: Call, intent: AuditRow, known: KnownKey, rows: StepRow[]): Promise<boolean> {
  if (!canResume(call, known)) return false
  const found = await definition(call, intent, known.form)
  if (!found) return false
  const steps = rows.map(({ stepId, state }) => ({ id: stepId, state }))
  return hasOpenSteps(found.action, found.person, found.values, steps)
}

/** The action as it was asked for; null when the person or the form is not what it was made for. */
async function definition(call: Call, { action: id, tenantId, personId }: AuditRow, form: unknown) {
  const action = actionOf(id)
  const mirrored = await personsOf(call, tenantId).get(personId)
  if (!action?.steps || !mirrored) return null
  const values = parseFields(action.fields, form)
  if (!values.success) return null
  const { person } = mirrored
  return { action, person, values: values.output, steps: action.steps(person, values.output) }
}
