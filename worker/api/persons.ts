import type { HandlerInput, PersonView } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { readLive } from '../live/read-live.ts'
import { personsOf } from '../store/persons.ts'
import { getTenant } from '../store/tenants.ts'
import { refreshPerson } from '../sync/refresh.ts'
import { findPersons } from './find-persons.ts'
import type { Call, Handlers } from './handlers.ts'
import { personView } from './person-view.ts'

export const personHandlers = {
  'persons.get': (input, call) => personView(call, call.caller, input.tenantId, input.personId),
  'persons.search': findPersons,
  'persons.live': (input, call) => readLive(call, input),
  'persons.refresh': (input, call) => refresh(call, input),
} satisfies Partial<Handlers>

/** Whoever is not in the mirror is not looked for at Microsoft: the sync finds them. */
async function refresh(
  call: Call,
  { tenantId, personId }: HandlerInput<'persons.refresh'>,
): Promise<PersonView> {
  const { disconnectedAt } = await getTenant(call, tenantId)
  if (!(await personsOf(call, tenantId).get(personId))) throw new AppError('access.notFound')
  if (disconnectedAt !== null) throw new AppError('tenant.disconnected')
  await refreshPerson(call, tenantId, personId)
  return personView(call, call.caller, tenantId, personId)
}
