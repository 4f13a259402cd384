import { actionOf } from '#shared/actions/index.ts'
import type { ActionOutcome, HandlerInput } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Call } from '../api/handlers.ts'
import type { Deps } from '../env.ts'
import { findAction, type KnownKey, resumedBy } from '../store/action-keys.ts'
import { type AuditRow, intentOf } from '../store/audit.ts'
import { interruptedAction } from '../store/finish-action.ts'
import { stepsOf } from '../store/steps.ts'
import { runAction, usual } from './run.ts'
import { settle } from './settle.ts'
import { doneIn } from './steps.ts'

/** Who was verified, and why it was asked for, holds for a day. */
const keptMs = 24 * 3_600_000

export function canResume({ now }: Deps, { createdAt, form }: Pick<KnownKey, 'createdAt' | 'form'>): boolean {
  return form !== null && createdAt + keptMs > now()
}

/**
 * Does what is missing of an action in steps, as a new action: everything that is asked beforehand is asked again. One
 * that was interrupted is settled first. Raises action.notResumable, and what runAction raises.
 */
export async function resumeAction(
  call: Call,
  input: HandlerInput<'actions.resume'>,
  limits = usual,
): Promise<ActionOutcome> {
  const { known, intent, form } = await findFirst(call, input.actionId)
  const interrupted = await interruptedAction(call, input.actionId)
  if (interrupted) await settle(call, interrupted)
  const done = await doneBefore(call, known.actionId)
  const run = { ...asked(intent), ...given(input), values: { ...form, ...input.values } }
  return runAction(call, run, limits, { actionId: known.actionId, done })
}

/** The first of a row of actions that go on with each other. */
async function findFirst(call: Call, actionId: string): Promise<First> {
  const named = await findAction(call, actionId)
  if (!named) throw new AppError('access.notFound')
  const known = named.resumes === null ? named : await findAction(call, named.resumes)
  const intent = known && (await intentOf(call, known.actionId))
  if (!known || !intent || !actionOf(intent.action)?.steps || !canResume(call, known))
    throw new AppError('action.notResumable')
  return { known, intent, form: named.form as First['form'] }
}

interface First {
  known: KnownKey
  intent: AuditRow
  /** As it was filled in last */
  form: Record<string, unknown>
}

async function doneBefore(call: Call, firstId: string): Promise<Set<string>> {
  const ids = [firstId, ...(await resumedBy(call, firstId))]
  const steps = await Promise.all(ids.map((id) => stepsOf(call, id)))
  return doneIn(steps.flat().map(({ stepId, state }) => ({ id: stepId, state })))
}

/** The request as it was made then. */
function asked(intent: AuditRow) {
  const { action, tenantId, personId, ticketHost, ticketId, verifiedHow, verifiedDetail, reason } = intent
  return {
    ...{ action, tenantId, personId },
    ...(ticketHost && ticketId ? { ticket: { host: ticketHost, ticketId } } : {}),
    ...(verifiedHow ? { verified: { how: verifiedHow, detail: verifiedDetail ?? undefined } } : {}),
    ...(reason ? { reason } : {}),
  }
}

/** What is said anew; what is not said leaves what was said then. */
function given({ actionId: _actionId, values: _values, ...said }: HandlerInput<'actions.resume'>) {
  const { key, seen, ...rest } = said
  const stated = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return { key, seen, ...(stated as typeof rest) }
}
