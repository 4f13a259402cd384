import type { ActionPolicy } from '#shared/action-policy.ts'
import type { ActionDefinition } from '#shared/actions/define.ts'
import { adminLink } from '#shared/admin-links.ts'
import type { HandlerInput } from '#shared/contract.ts'
import { AppError, errorText } from '#shared/errors.ts'
import { type Fields, parseFields, type Values } from '#shared/field.ts'
import type { Person } from '#shared/person.ts'
import type { Call } from '../api/handlers.ts'
import { readerGraph } from '../graph/client.ts'
import { cloudNameOf } from '../graph/clouds.ts'
import { recordRefusal, timeOrderedId } from '../store/audit.ts'
import { currentPolicy } from '../store/policy.ts'
import { resolvePicks } from './options/index.ts'
import { callerRefusal, personRefusal, tenantRefusal } from './permit.ts'
import { confirmationRefusal } from './policy.ts'
import { refuseRoleHolder } from './protect.ts'
import { auditRow } from './record.ts'
import { loadSubject, type Subject } from './subject.ts'
import { type NoteTarget, noteTargetOf } from './ticket.ts'

/** An action that may be begun: everything that can be refused beforehand has been asked. */
export interface Prepared {
  person: Person
  values: Values<Fields>
  ticket: NoteTarget | null
  policy: ActionPolicy
}

/**
 * Refuses, in this order: tenant → another person than seen → who may → does it apply → what is asked beside the form →
 * the form and what is live → the ticket.
 */
export async function prepare(
  call: Call,
  action: ActionDefinition,
  input: HandlerInput<'actions.run'>,
): Promise<Prepared> {
  const subject = await loadSubject(call, action, input.tenantId, input.personId)
  const { person } = subject
  raise(tenantRefusal(subject.tenant))
  if (!isAsSeen(person, input.seen)) throw new AppError('action.personChanged')
  await checkCaller(call, action, input, subject)
  raise(personRefusal(action, person))
  const policy = await currentPolicy(call)
  raise(confirmationRefusal(policy, action, person, input))
  const values = await parseValues(call, action, subject, input.values)
  const ticket = input.ticket ? await noteTargetOf(call, input.ticket, person.tenantId) : null
  return { person, values, ticket, policy }
}

function raise(refusal: AppError | null): void {
  if (refusal) throw refusal
}

function isAsSeen(person: Person, seen: HandlerInput<'actions.run'>['seen']): boolean {
  return person.displayName === seen.displayName && person.userPrincipalName === seen.userPrincipalName
}

/** Who may do this to whom. A refusal here is about safety, so it goes on record. */
async function checkCaller(
  call: Call,
  action: ActionDefinition,
  input: HandlerInput<'actions.run'>,
  subject: Subject,
): Promise<void> {
  try {
    raise(callerRefusal(action, call.caller, subject))
    const reader = readerGraph(call, subject.person.tenantId, { priority: 'high' })
    if (action.protectsPrivileged) await refuseRoleHolder(reader, subject.person.id)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    await recordRefused(call, action, input, subject.person, error)
    throw linked(error, call, action, subject.person)
  }
}

/** What is refused here for safety is done in an admin centre. */
function linked(error: AppError, { env }: Call, { centre = 'entra' }: ActionDefinition, person: Person) {
  const { code, detail } = error
  if (code !== 'action.privileged' && code !== 'action.self') return error
  const link = adminLink(centre, person, cloudNameOf(env))?.url
  return new AppError(code, { detail, cause: error, link })
}

export async function recordRefused(
  call: Call,
  action: ActionDefinition,
  input: HandlerInput<'actions.run'>,
  person: Person,
  { code, detail }: AppError,
): Promise<void> {
  const text = `${action.title} for ${person.userPrincipalName}: ${errorText(code, detail)}`
  const actionId = timeOrderedId(call.now())
  const row = auditRow(call, input, { actionId, outcome: 'refused', text, code })
  await recordRefusal(call, { ...row, id: actionId })
}

async function parseValues(
  call: Call,
  action: ActionDefinition,
  subject: Subject,
  input: unknown,
): Promise<Values<Fields>> {
  const parsed = parseFields(action.fields, input)
  // The issue's own message may quote what was typed, and that may be a password.
  if (!parsed.success) {
    throw new AppError('action.values', {
      detail: fieldAtFault(action.fields, parsed.issues[0].path?.[0]?.key),
    })
  }
  const checked = action.check?.(subject.person, parsed.output) ?? true
  if (checked !== true) throw new AppError('action.values', { detail: checked })
  return resolvePicks(call, action, subject, parsed.output)
}

function fieldAtFault(fields: Fields, name: unknown): string {
  const field = typeof name === 'string' && Object.hasOwn(fields, name) ? fields[name] : undefined
  return field ? `Look at “${field.label}”.` : 'It holds a field that this action does not have.'
}
