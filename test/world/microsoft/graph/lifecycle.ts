import type { EntraTenant } from '../directory/tenant.ts'
import { defaultSelect, type EntraUser, type StoredUser, showUser } from '../directory/user.ts'
import { enter, mastered, ordinaryUser, readBoolean, readExactly, refuseBody } from './body.ts'
import type { GraphAnswer, GraphCall } from './call.ts'
import { profileOf } from './profile.ts'
import { badRequest, GraphRefusal, notFound } from './refusal.ts'
import { readProfile } from './write.ts'

const required = ['accountEnabled', 'displayName', 'mailNickname', 'userPrincipalName', 'passwordProfile']
const optional = ['givenName', 'surname', 'jobTitle', 'department', 'usageLocation']

/** `POST /users`: a name in a verified domain that nobody has. */
export function createUser(call: GraphCall): GraphAnswer {
  const { tenant, root, clock } = call
  const body = readExactly(call.body, 'user', [...required, ...optional])
  const missing = required.find((name) => !(name in body))
  if (missing) throw badRequest(`A value is required for property '${missing}' of resource 'User'.`)
  const upn = String(body.userPrincipalName)
  checkName(tenant, upn, String(body.mailNickname))
  const { mustChange } = readProfile(body.passwordProfile, { userPrincipalName: upn })
  const accountEnabled = readBoolean(body.accountEnabled, 'accountEnabled')
  const {
    userPrincipalName: _upn,
    passwordProfile: _profile,
    accountEnabled: _on,
    mailNickname,
    ...rest
  } = body
  if (isTaken(tenant, [upn])) throw conflict('userPrincipalName')
  const user = tenant.addUser({
    ...(profileOf(rest) as Pick<EntraUser, 'displayName'>),
    ...{ userPrincipalName: upn, mailNickname: String(mailNickname), accountEnabled },
    ...{ passwordChangedAt: clock.now(), forceChangePasswordNextSignIn: mustChange, creationType: null },
  })
  enter(call, 'Add user', user.id)
  const context = { '@odata.context': `${root}/$metadata#users/$entity` }
  return { status: 201, body: { ...context, ...showUser(user, defaultSelect) } }
}

function checkName({ domains }: EntraTenant, upn: string, mailNickname: string): void {
  const [name = '', domain = '', ...more] = upn.split('@')
  const isPlain = /^[A-Za-z0-9'._!#^~-]{1,64}$/.test(name) && !name.startsWith('.') && !name.endsWith('.')
  if (more.length > 0 || !isPlain)
    throw badRequest("Invalid value specified for property 'userPrincipalName' of resource 'User'.")
  if (!domains.some(({ id, isVerified }) => isVerified && id === domain.toLowerCase()))
    throw badRequest(
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
    )
  if (!/^[^\s@()\\[\]";:<>,]{1,64}$/.test(mailNickname))
    throw badRequest("Invalid value specified for property 'mailNickname' of resource 'User'.")
}

function isTaken({ users }: EntraTenant, addresses: string[]): boolean {
  const wanted = addresses.map((address) => address.toLowerCase())
  return [...users.values()].some(({ userPrincipalName, proxyAddresses = [] }) =>
    [userPrincipalName, ...proxyAddresses.map((address) => address.replace(/^smtp:/i, ''))].some((address) =>
      wanted.includes(address.toLowerCase()),
    ),
  )
}

function conflict(target: string): GraphRefusal {
  const message = `Another object with the same value for property ${target} already exists.`
  return new GraphRefusal(400, 'Request_BadRequest', message, {}, [
    { code: 'ObjectConflict', message, target },
  ])
}

/** `DELETE /users/{id}` */
export function deleteUser(call: GraphCall): GraphAnswer {
  refuseBody(call, 'Deleting a user')
  const user = ordinaryUser(call)
  if (user.onPremisesSyncEnabled) throw mastered()
  call.tenant.softDelete(user.id)
  enter(call, 'Delete user', user.id)
  return { status: 204 }
}

/** `POST /directory/deletedItems/{id}/restore`: within 30 days, unless somebody has the name or an address by now. */
export function restoreUser(call: GraphCall): GraphAnswer {
  const { tenant, clock, params, root } = call
  refuseBody(call, 'Restoring')
  const [id = ''] = params
  const user = tenant.deletedUsers.get(id.toLowerCase())
  const age = user ? clock.now() - Date.parse(user.deletedDateTime ?? '') : 0
  if (!user || age > 30 * 86_400_000) throw notFound(id)
  if (isTaken(tenant, namesOf(user))) throw conflict('userPrincipalName')
  tenant.restore(user.id)
  enter(call, 'Restore user', user.id)
  const type = { '@odata.type': '#microsoft.graph.user' }
  return {
    body: {
      '@odata.context': `${root}/$metadata#directoryObjects/$entity`,
      ...type,
      ...showUser(user, defaultSelect),
    },
  }
}

function namesOf({ userPrincipalName, proxyAddresses = [] }: StoredUser): string[] {
  return [userPrincipalName, ...proxyAddresses.map((address) => address.replace(/^smtp:/i, ''))]
}
