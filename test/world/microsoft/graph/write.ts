import type { DirectoryEntry } from '../directory/log.ts'
import { isUserProperty, type StoredUser } from '../directory/user.ts'
import type { GraphAnswer, GraphCall } from './call.ts'
import { checkPassword } from './password.ts'
import { badRequest, denied, notFound } from './refusal.ts'

type Body = Record<string, unknown>

/**
 * `PATCH /users/{id}` as far as an app without a directory role gets: a password, the account's state. Each property
 * asks for its own permission; holders of privileged roles and users mastered on premises are refused.
 */
export function patchUser(call: GraphCall): GraphAnswer {
  const body = readObject(call.body, 'user')
  for (const name of Object.keys(body)) checkProperty(call, name)
  const user = findTarget(call)
  const profile = 'passwordProfile' in body ? readProfile(body.passwordProfile, user) : null
  const enabled = 'accountEnabled' in body ? readBoolean(body.accountEnabled, 'accountEnabled') : null
  if (user.onPremisesSyncEnabled) throw mastered()
  if (profile) resetPassword(call, user, profile)
  if (enabled !== null) setEnabled(call, user, enabled)
  return { status: 204 }
}

function checkProperty({ roles }: GraphCall, name: string): void {
  const needed: Record<string, string[]> = {
    passwordProfile: ['User-PasswordProfile.ReadWrite.All'],
    accountEnabled: ['User.EnableDisableAccount.All', 'User.Read.All'],
  }
  if (!(name in needed) && !isUserProperty(name)) throw badRequest(`Invalid property '${name}'.`)
  // Every other property of a user is User.ReadWrite.All's, which no app of ours asks for.
  const missing = (needed[name] ?? ['User.ReadWrite.All']).some((permission) => !roles.has(permission))
  if (missing || !(name in needed)) throw denied()
}

function findTarget({ tenant, params }: GraphCall): StoredUser {
  const [idOrUpn = ''] = params
  const user = tenant.find(idOrUpn)
  if (!user) throw notFound(idOrUpn)
  if (tenant.holdsPrivilegedRole(user.id)) throw denied()
  return user
}

interface PasswordProfile {
  password: string
  mustChange: boolean
}

function readProfile(value: unknown, user: StoredUser): PasswordProfile {
  const profile = readObject(value, 'passwordProfile')
  const known = ['password', 'forceChangePasswordNextSignIn', 'forceChangePasswordNextSignInWithMfa']
  const unknown = Object.keys(profile).find((name) => !known.includes(name))
  if (unknown) throw badRequest(`Invalid property '${unknown}'.`)
  if (typeof profile.password !== 'string')
    throw badRequest("Invalid value specified for property 'passwordProfile' of resource 'User'.")
  checkPassword(profile.password, user)
  const flags = known.slice(1).map((name) => readBoolean(profile[name] ?? false, name))
  // Entra forces a change where the request does not say.
  return {
    password: profile.password,
    mustChange: flags.includes(true) || !('forceChangePasswordNextSignIn' in profile),
  }
}

function resetPassword(
  { tenant, clock, appId }: GraphCall,
  user: StoredUser,
  { mustChange }: PasswordProfile,
): void {
  const now = clock.now()
  tenant.updateUser(user.id, {
    passwordChangedAt: now,
    forceChangePasswordNextSignIn: mustChange,
    lastPasswordChangeDateTime: iso(now),
    signInSessionsValidFromDateTime: iso(now),
  })
  tenant.directoryLog.push(entry(now, appId, 'Reset user password', user))
}

function setEnabled({ tenant, clock, appId }: GraphCall, user: StoredUser, enabled: boolean): void {
  tenant.updateUser(user.id, { accountEnabled: enabled })
  tenant.directoryLog.push(entry(clock.now(), appId, enabled ? 'Enable account' : 'Disable account', user))
}

/** `POST /users/{id}/revokeSignInSessions`: the documentation says 204, the service answers 200 with a value. */
export function revokeSessions(call: GraphCall): GraphAnswer {
  const { tenant, clock, appId, params, body, root } = call
  if (body !== undefined) throw badRequest('revokeSignInSessions takes no body.')
  const [idOrUpn = ''] = params
  const user = tenant.find(idOrUpn)
  if (!user) throw notFound(idOrUpn)
  const now = clock.now()
  tenant.updateUser(user.id, { sessionsRevokedAt: now, signInSessionsValidFromDateTime: iso(now) })
  tenant.directoryLog.push(entry(now, appId, 'Revoke sessions', user))
  return { body: { '@odata.context': `${root}/$metadata#Edm.Boolean`, value: true } }
}

function entry(
  now: number,
  appId: string,
  operation: DirectoryEntry['operation'],
  user: StoredUser,
): DirectoryEntry {
  return { at: new Date(now).toISOString(), appId, operation, userId: user.id }
}

function iso(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19)}Z`
}

function readObject(value: unknown, name: string): Body {
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

function readBoolean(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean')
    throw badRequest(`Invalid value specified for property '${name}' of resource 'User'.`)
  return value
}

function mastered() {
  return badRequest(
    'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
  )
}
