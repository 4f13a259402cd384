import type { HandlerInput, Output } from '#shared/contract.ts'
import { mappedTenantIds } from '../store/mappings.ts'
import { searchPersons } from '../store/search.ts'
import type { Call } from './handlers.ts'
import { personHit } from './person-hit.ts'
import { isWithin, visibleIn } from './reach.ts'

type Input = HandlerInput<'persons.search'>
const most = 15

/** Tenants that are not the caller's are no part of the question, wherever it looks first. */
export async function findPersons(input: Input, call: Call): Promise<Output<'persons.search'>> {
  const first = (await firstTenants(input, call)).filter((tenantId) => isWithin(call.reach, tenantId))
  const found = await searchPersons(call, {
    text: input.text,
    within: visibleIn(call.reach),
    first: [...new Set(first)],
    most: most + 1,
  })
  return {
    persons: found.slice(0, most).map(({ person, tenantName }) => personHit(person, tenantName)),
    more: found.length > most,
  }
}

async function firstTenants({ tenantId, connectionId, organisationId }: Input, call: Call) {
  const named = tenantId === undefined ? [] : [tenantId]
  if (connectionId === undefined || organisationId === undefined) return named
  return [...named, ...(await mappedTenantIds(call, connectionId, organisationId))]
}
