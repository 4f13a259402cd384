import { type ActionDefinition, fieldsFor } from '#shared/actions/define.ts'
import { actionOf } from '#shared/actions/index.ts'
import type { HandlerInput, Output } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import {
  type Fields,
  initialValues,
  isAsked,
  type OptionSource,
  type Picked,
  type Values,
} from '#shared/field.ts'
import type { Call } from '../../api/handlers.ts'
import { readerGraph } from '../../graph/client.ts'
import { requireGranted } from '../../sync/grants.ts'
import { tenantRefusal } from '../permit.ts'
import { loadSubject, type Subject } from '../subject.ts'
import { countries } from './countries.ts'
import { domains } from './domains.ts'
import { groupsOfPerson, joinableGroups } from './groups.ts'
import { inboxRules } from './inbox-rules.ts'
import { assignableLicences, removableLicences } from './licences.ts'
import { mfaMethods } from './mfa.ts'
import { persons } from './persons.ts'
import type { Asking, OptionReading } from './source.ts'

const optionReadings: Record<OptionSource, OptionReading> = {
  assignableLicences,
  removableLicences,
  mfaMethods,
  joinableGroups,
  groupsOfPerson,
  persons,
  inboxRules,
  countries,
  domains,
}

/** The choices of one field as they are now. Raises action.unknown, action.values, tenant.* and graph.*. */
export async function readOptions(
  call: Call,
  { action: id, tenantId, personId, field: name, search }: HandlerInput<'actions.options'>,
): Promise<Output<'actions.options'>> {
  const action = actionOf(id)
  if (!action) throw new AppError('action.unknown')
  const subject = await loadSubject(call, action, tenantId, personId)
  const field = Object.hasOwn(action.fields, name) ? action.fields[name] : undefined
  if (field?.kind !== 'pick') throw new AppError('action.values', { detail: 'It has no such choices.' })
  const reading = await prepared(call, subject, field.from)
  return reading.list(askingOf(call, action, subject), search)
}

async function prepared(call: Call, { tenant }: Subject, from: OptionSource): Promise<OptionReading> {
  const refusal = tenantRefusal(tenant)
  if (refusal) throw refusal
  const reading = optionReadings[from]
  if (reading.permissions.length > 0) await requireGranted(call, tenant.id, reading)
  return reading
}

function askingOf(call: Call, action: ActionDefinition, { tenant, person }: Subject): Asking {
  const graph = readerGraph(call, tenant.id, { priority: 'high' })
  return { deps: call, graph, tenant, person: action.on === 'tenant' ? null : person }
}

/**
 * The values with every pick as Microsoft has it now: a client is not believed, and what was left a minute ago may be
 * taken. What is not asked of this person, or not with these values, is as it starts. Raises action.values.
 */
export async function resolvePicks(
  call: Call,
  action: ActionDefinition,
  subject: Subject,
  values: Values<Fields>,
): Promise<Values<Fields>> {
  const start = initialValues(action.fields)
  const asked = fieldsFor(action, subject.person)
  const resolved: Record<string, unknown> = { ...values }
  for (const [name, field] of Object.entries(action.fields)) {
    if (!(name in asked) || !isAsked(field, values)) resolved[name] = start[name]
    else if (field.kind === 'pick') {
      const given = values[name] as Picked | null
      const reading = given && (await prepared(call, subject, field.from))
      resolved[name] =
        reading && (await resolve(reading, askingOf(call, action, subject), field.label, given.id))
    }
  }
  return resolved as Values<Fields>
}

async function resolve(
  reading: OptionReading,
  asking: Asking,
  label: string,
  value: string,
): Promise<Picked> {
  const found = await reading.one(asking, value)
  if (!found) throw new AppError('action.values', { detail: `“${label}”: this is not there (any more).` })
  if (found.disabled) throw new AppError('action.values', { detail: `“${label}”: ${found.disabled}` })
  return { id: found.value, name: found.label }
}
