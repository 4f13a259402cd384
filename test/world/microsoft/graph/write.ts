import { isUserProperty, type StoredUser } from '../directory/user.ts'
import {
  type Body,
  enter,
  iso,
  mastered,
  ordinaryUser,
  presentUser,
  readBoolean,
  readExactly,
  readObject,
} from './body.ts'
import type { GraphAnswer, GraphCall } from './call.ts'
import { checkPassword } from './password.ts'
import { profileOf } from './profile.ts'
import { badRequest, denied } from './refusal.ts'

/** Each asks for its own permission: https://learn.microsoft.com/graph/api/user-update */
const needed: Record<string, string[]> = {
  passwordProfile: ['User-PasswordProfile.ReadWrite.All'],
  accountEnabled: ['User.EnableDisableAccount.All', 'User.Read.All'],
  businessPhones: ['User-Phone.ReadWrite.All'],
  mobilePhone: ['User-Phone.ReadWrite.All'],
  otherMails: ['User-Mail.ReadWrite.All'],
}
const plain = ['User.ReadWrite.All']
/** Sign-in and what it can be recovered with: nothing of a holder of a privileged role. */
const sensitive = Object.keys(needed)

/**
 * `PATCH /users/{id}` as far as an app without a directory role gets. One missing permission refuses the whole request;
 * users mastered on premises are refused.
 */
export function patchUser(call: GraphCall): GraphAnswer {
  const body = readObject(call.body, 'user')
  for (const name of Object.keys(body)) checkProperty(call, name)
  const isSensitive = Object.keys(body).some((name) => sensitive.includes(name))
  const user = isSensitive ? ordinaryUser(call) : presentUser(call)
  const profile = 'passwordProfile' in body ? readProfile(body.passwordProfile, user) : null
  const enabled = 'accountEnabled' in body ? readBoolean(body.accountEnabled, 'accountEnabled') : null
  const rest = profileOf(without(body, ['passwordProfile', 'accountEnabled']))
  // The one that Entra keeps itself.
  if (user.onPremisesSyncEnabled && Object.keys(body).some((name) => name !== 'usageLocation'))
    throw mastered()
  if (profile) resetPassword(call, user, profile)
  if (enabled !== null) setEnabled(call, user, enabled)
  if (Object.keys(rest).length > 0) {
    call.tenant.updateUser(user.id, rest)
    enter(call, 'Update user', user.id)
  }
  return { status: 204 }
}

function without(body: Body, names: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)))
}

function checkProperty({ roles }: GraphCall, name: string): void {
  if (!(name in needed) && !isUserProperty(name)) throw badRequest(`Invalid property '${name}'.`)
  if ((needed[name] ?? plain).some((permission) => !roles.has(permission))) throw denied()
}

interface PasswordProfile {
  password: string
  mustChange: boolean
}

export function readProfile(value: unknown, user: Pick<StoredUser, 'userPrincipalName'>): PasswordProfile {
  const known = ['password', 'forceChangePasswordNextSignIn', 'forceChangePasswordNextSignInWithMfa']
  const profile = readExactly(value, 'passwordProfile', known)
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

function resetPassword(call: GraphCall, user: StoredUser, { mustChange }: PasswordProfile): void {
  const now = call.clock.now()
  call.tenant.updateUser(user.id, {
    passwordChangedAt: now,
    forceChangePasswordNextSignIn: mustChange,
    lastPasswordChangeDateTime: iso(now),
    signInSessionsValidFromDateTime: iso(now),
  })
  enter(call, 'Reset user password', user.id)
}

function setEnabled(call: GraphCall, user: StoredUser, enabled: boolean): void {
  call.tenant.updateUser(user.id, { accountEnabled: enabled })
  enter(call, enabled ? 'Enable account' : 'Disable account', user.id)
}

/** `POST /users/{id}/revokeSignInSessions`: the documentation says 204, the service answers 200 with a value. */
export function revokeSessions(call: GraphCall): GraphAnswer {
  if (call.body !== undefined) throw badRequest('revokeSignInSessions takes no body.')
  const user = presentUser(call)
  const now = call.clock.now()
  call.tenant.updateUser(user.id, { sessionsRevokedAt: now, signInSessionsValidFromDateTime: iso(now) })
  enter(call, 'Revoke sessions', user.id)
  return { body: { '@odata.context': `${call.root}/$metadata#Edm.Boolean`, value: true } }
}
