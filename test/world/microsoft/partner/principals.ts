import { badRequest, denied, GraphRefusal, notFound, unsupportedQuery } from '../graph/refusal.ts'
import { permissionWords } from '../login/permission-words.ts'
import { findRegistration } from '../registrations.ts'
import type { DelegatedCall } from './graph.ts'
import { roleIds } from './partner.ts'

const graphAppId = '00000003-0000-0000-c000-000000000000'
const graphPrincipalId = '0000000a-0000-4000-8000-00000000a003'
const permissions = Object.keys(permissionWords)
/** Ids of Graph's application permissions, as they could be. */
const appRoles = permissions.map((value, at) => ({
  id: `0000000b-0000-4000-8000-${at.toString(16).padStart(12, '0')}`,
  value,
  isEnabled: true,
}))

function requireRole({ roles }: DelegatedCall, ...enough: string[]): void {
  if (![...enough, roleIds.global].some((id) => roles.has(id))) throw denied()
}

export function findPrincipals({ tenant, url }: DelegatedCall) {
  const appId = /^appId eq '([0-9a-f-]{36})'$/.exec(url.searchParams.get('$filter') ?? '')?.[1]
  if (!appId) throw unsupportedQuery('Unsupported or invalid query filter clause specified.')
  if (appId === graphAppId) return { body: { value: [{ id: graphPrincipalId, appRoles }] } }
  const found = tenant.servicePrincipals.get(appId)
  return { body: { value: found ? [{ id: found.id }] : [] } }
}

export function addPrincipal(call: DelegatedCall, delayMs: number) {
  requireRole(call, roleIds.cloudApplication, roleIds.application)
  const { appId } = call.body as { appId?: string }
  if (!findRegistration(appId ?? null)) throw badRequest('The appId of the service principal does not exist.')
  if (call.tenant.servicePrincipals.has(appId ?? ''))
    throw new GraphRefusal(409, 'Request_MultipleObjectsWithSameKeyValue', 'The service principal exists.')
  return { status: 201, body: { id: call.tenant.admit(appId ?? '', delayMs).id, appId } }
}

function principalOf({ tenant, params }: DelegatedCall) {
  const found = [...tenant.servicePrincipals.values()].find(({ id }) => id === params[0])
  if (!found) throw notFound(params[0] ?? '')
  return found
}

export function removePrincipal(call: DelegatedCall) {
  requireRole(call, roleIds.cloudApplication, roleIds.application)
  call.tenant.servicePrincipals.delete(principalOf(call).appId)
  return { status: 204 }
}

export function assignmentsOf(call: DelegatedCall) {
  const principal = principalOf(call)
  return [...principal.permissions].map((permission) => {
    const role = appRoles.find(({ value }) => value === permission)
    return {
      id: `grant-${role?.id}`,
      appRoleId: role?.id,
      resourceId: graphPrincipalId,
      principalId: principal.id,
    }
  })
}

/** Permissions of Graph need Privileged Role Administrator. */
export function assignRole(call: DelegatedCall) {
  requireRole(call, roleIds.privilegedRole)
  const principal = principalOf(call)
  const { appRoleId, resourceId, principalId } = call.body as Record<string, string | undefined>
  const role = appRoles.find(({ id }) => id === appRoleId)
  if (!role || resourceId !== graphPrincipalId || principalId !== principal.id)
    throw badRequest('Invalid grant.')
  if (principal.permissions.has(role.value))
    throw badRequest('Permission being assigned already exists on the object')
  principal.permissions.add(role.value)
  return { status: 201, body: { id: `grant-${role.id}`, appRoleId, resourceId, principalId } }
}

export function removeAssignment(call: DelegatedCall) {
  requireRole(call, roleIds.privilegedRole)
  const principal = principalOf(call)
  const role = appRoles.find(({ id }) => `grant-${id}` === call.params[1])
  if (!role || !principal.permissions.delete(role.value)) throw notFound(call.params[1] ?? '')
  return { status: 204 }
}
