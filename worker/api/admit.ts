import type { EndpointName, HandlerInput } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { logFailure } from '../log.ts'
import { tenantOfAction } from '../store/audit.ts'
import { tenantOfMapping } from '../store/mappings.ts'
import { tenantOfPlan } from '../store/plans.ts'
import type { Call } from './handlers.ts'
import { isWithin, requireWithin } from './reach.ts'

/** The properties of an input, at any depth, that name something by id. */
export type IdNameIn<T> = T extends readonly (infer Item)[]
  ? IdNameIn<Item>
  : T extends object
    ? Extract<keyof T, 'id' | 'ids' | `${string}Id` | `${string}Ids`> | IdNameIn<T[keyof T]>
    : never
type IdName = IdNameIn<HandlerInput<EndpointName>>

/** The tenant behind an id; null = there is no such thing. */
type FindTenant = (deps: Deps, id: string) => Promise<string | null>

/**
 * Which tenant stands behind an id that a request names. An endpoint with a new kind of id does not compile before it
 * is listed here. `inTenant`: means something only beside an id that leads to a tenant, which is checked. `noTenant`:
 * belongs to the MSP itself; what a handler finds behind it in tenants it must compare with `call.reach`. `atHost`: beside
 * the host of a ticket system the same, elsewhere as `inTenant`.
 */
const behind = {
  tenantId: itself,
  tenantIds: itself,
  mappingId: tenantOfMapping,
  planId: tenantOfPlan,
  planIds: tenantOfPlan,
  actionId: tenantOfAction,
  id: 'noTenant',
  ids: 'inTenant',
  personId: 'inTenant',
  contactId: 'atHost',
  connectionId: 'noTenant',
  organisationId: 'noTenant',
  ticketId: 'noTenant',
  actorId: 'noTenant',
} as const satisfies Record<IdName, FindTenant | 'inTenant' | 'atHost' | 'noTenant'>

/** The ids that lead to a tenant. */
export type TenantIdName = {
  [K in IdName]: (typeof behind)[K] extends FindTenant ? K : never
}[IdName]

async function itself(_deps: Deps, id: string): Promise<string> {
  return id
}

/** Refuses what is in a tenant that is not the caller's, exactly as what is not there, before any handler is asked. */
export async function admit(call: Call, name: EndpointName, input: object): Promise<void> {
  const { reach } = call
  if (reach === 'all' || name === 'session.get') return
  if (reach === 'unknown') throw new AppError('access.groupsUnknown')
  const named = idsIn(input)
  const isBound = named.some(({ find }) => typeof find === 'function')
  const isAtHost = Object.hasOwn(input, 'host')
  for (const { id, find } of named) {
    const isPlaced = isBound || (find === 'atHost' && isAtHost)
    if ((find === 'inTenant' || find === 'atHost') && !isPlaced) throw new AppError('access.notFound')
    if (typeof find !== 'function') continue
    const tenantId = await find(call, id)
    if (tenantId === null) throw new AppError('access.notFound')
    requireWithin(reach, tenantId)
  }
}

/** Every id that an input names, in lists and in what is nested too. */
function idsIn(input: object): { id: string; find: FindTenant | string }[] {
  return Object.entries(input).flatMap(([key, value]) =>
    [value].flat().flatMap((item: unknown) => {
      if (typeof item === 'object' && item !== null) return idsIn(item)
      return isIdName(key) && item !== undefined ? [{ id: String(item), find: behind[key] }] : []
    }),
  )
}

function isIdName(key: string): key is IdName {
  return Object.hasOwn(behind, key)
}

/**
 * The last line: an answer to a limited caller that names another tenant never leaves, whatever handler made it. That
 * is our own fault, so it is logged; the caller learns no more than of any other id.
 */
export function checkAnswer({ reach, requestId }: Call, endpoint: EndpointName, answer: object): void {
  if (reach === 'all' || tenantsIn(answer).every((tenantId) => isWithin(reach, tenantId))) return
  logFailure({ at: 'request', requestId, endpoint }, new AppError('internal'))
  throw new AppError('access.notFound')
}

function tenantsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'tenantId' && typeof item === 'string' ? [item] : tenantsIn(item),
  )
}
