import type { DirectoryEntry } from '../directory/log.ts'
import type { StoredUser } from '../directory/user.ts'
import type { GraphCall } from './call.ts'
import { badRequest, denied, notFound } from './refusal.ts'

export type Body = Record<string, unknown>

export function readObject(value: unknown, name: string): Body {
  if (
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    Object.keys(value).length === 0
  ) {
    throw badRequest(`Empty or invalid payload for '${name}'. JSON object expected.`)
  }
  return value as Body
}

/** An object that has these properties and no other. */
export function readExactly(value: unknown, name: string, known: readonly string[]): Body {
  const body = readObject(value, name)
  const unknown = Object.keys(body).find((property) => !known.includes(property))
  if (unknown) throw badRequest(`Invalid property '${unknown}'.`)
  return body
}

export function readBoolean(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean')
    throw badRequest(`Invalid value specified for property '${name}' of resource 'User'.`)
  return value
}

/** Requests that take no body take none. */
export function refuseBody({ body }: GraphCall, name: string): void {
  if (body !== undefined) throw badRequest(`${name} takes no body.`)
}

/** A user who is there, by object id or user principal name. */
export function presentUser({ tenant, params }: GraphCall): StoredUser {
  const [idOrUpn = ''] = params
  const user = tenant.find(idOrUpn)
  if (!user) throw notFound(idOrUpn)
  return user
}

/** The same, where an application without a directory role gets no holder of a privileged one. */
export function ordinaryUser(call: GraphCall): StoredUser {
  const user = presentUser(call)
  if (call.tenant.holdsPrivilegedRole(user.id)) throw denied()
  return user
}

/** Puts on the tenant's own record what was done. */
export function enter(
  { tenant, clock, appId }: GraphCall,
  operation: DirectoryEntry['operation'],
  userId: string,
  target?: string,
): void {
  const at = new Date(clock.now()).toISOString()
  tenant.directoryLog.push({ at, appId, operation, userId, ...(target ? { target } : {}) })
}

export function mastered() {
  return badRequest(
    'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
  )
}

export function iso(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19)}Z`
}
