import { hasPlan } from '../directory/sku.ts'
import type { StoredUser } from '../directory/user.ts'
import { enter, iso, presentUser, readBoolean, readExactly } from './body.ts'
import type { GraphAnswer, GraphCall } from './call.ts'
import { GraphRefusal, nonPremium, notFound } from './refusal.ts'

/** The authentication methods' own way of refusing: one code for everything. */
const refused = (message: string) => new GraphRefusal(400, 'badRequest', message)

const ending = 'AuthenticationMethod'
type Stored = NonNullable<StoredUser['authenticationMethods']>[number]
const typeOf = (method: Stored) => String(method['@odata.type']).replace('#microsoft.graph.', '')

/** Types whose removal Graph v1.0 offers, by the part of the path. */
export const methodPaths: Record<string, string> = {
  phoneMethods: `phone${ending}`,
  microsoftAuthenticatorMethods: `microsoftAuthenticator${ending}`,
  softwareOathMethods: `softwareOath${ending}`,
  fido2Methods: `fido2${ending}`,
  windowsHelloForBusinessMethods: `windowsHelloForBusiness${ending}`,
  emailMethods: `email${ending}`,
  platformCredentialMethods: `platformCredential${ending}`,
  temporaryAccessPassMethods: `temporaryAccessPass${ending}`,
  externalAuthenticationMethods: `external${ending}`,
}
/** Those that a second factor can be: the default one is among them. */
const factors = ['phone', 'microsoftAuthenticator', 'softwareOath'].map((kind) => `${kind}${ending}`)

/** `DELETE /users/{id}/authentication/{path}/{id}`: the default method goes last, and the first phone after the second. */
export function deleteMethod(call: GraphCall, path: string): GraphAnswer {
  const { tenant, params } = call
  const [, methodId = ''] = params
  const user = presentUser(call)
  const methods = user.authenticationMethods ?? []
  const method = methods.find((one) => one.id === methodId && typeOf(one) === methodPaths[path])
  if (!method) throw notFound(methodId)
  const others = methods.filter((one) => one !== method && factors.includes(typeOf(one)))
  if (user.defaultMethodId === methodId && others.length > 0)
    throw refused(
      'Cannot delete default method with other methods configured. Please change default method before deletion.',
    )
  if (method.phoneType === 'mobile' && others.some(({ phoneType }) => phoneType === 'alternateMobile'))
    throw refused('Cannot delete the mobile phone while there is an alternate mobile phone.')
  tenant.updateUser(user.id, {
    authenticationMethods: methods.filter((one) => one !== method),
    ...(user.defaultMethodId === methodId ? { defaultMethodId: null } : {}),
  })
  enter(call, 'Delete authentication method', user.id, methodId)
  return { status: 204 }
}

/** `POST /users/{id}/authentication/temporaryAccessPassMethods`: within the tenant's policy; the former one goes. */
export function createPass(call: GraphCall): GraphAnswer {
  const { tenant, clock, root } = call
  const body = readExactly(call.body, 'temporaryAccessPassAuthenticationMethod', [
    'lifetimeInMinutes',
    'isUsableOnce',
    'startDateTime',
  ])
  const user = presentUser(call)
  const { isEnabled, least, most, once } = tenant.passPolicy
  if (/#EXT#/i.test(user.userPrincipalName))
    throw refused('Temporary Access Pass cannot be added to an external guest user.')
  if (!isEnabled)
    throw refused(
      'Converged UserCredentialPolicy does not allow creating or updating this authentication method. AuthMethodType [TemporaryAccessPass].',
    )
  const minutes = body.lifetimeInMinutes ?? 60
  if (typeof minutes !== 'number' || minutes < least || minutes > most)
    throw refused(`The lifetime must be between ${least} and ${most} minutes.`)
  const isUsableOnce = readBoolean(body.isUsableOnce ?? once, 'isUsableOnce')
  if (once && !isUsableOnce) throw refused('The policy allows passes that can be used once alone.')
  const method = {
    '@odata.type': `#microsoft.graph.temporaryAccessPass${ending}`,
    id: crypto.randomUUID(),
    createdDateTime: iso(clock.now()),
    startDateTime: iso(clock.now()),
    lifetimeInMinutes: minutes,
    isUsableOnce,
    isUsable: true,
    methodUsabilityReason: 'EnabledByPolicy',
    temporaryAccessPass: null,
  }
  const kept = (user.authenticationMethods ?? []).filter(
    (one) => typeOf(one) !== methodPaths.temporaryAccessPassMethods,
  )
  tenant.updateUser(user.id, { authenticationMethods: [...kept, method] })
  enter(call, 'Create Temporary Access Pass', user.id, method.id)
  const context = `${root}/$metadata#users('${user.id}')/authentication/temporaryAccessPassMethods/$entity`
  const { '@odata.type': _type, ...shown } = method
  const pass = crypto.randomUUID().slice(0, 8)
  return { status: 201, body: { '@odata.context': context, ...shown, temporaryAccessPass: pass } }
}

const preferences: Record<string, string> = {
  microsoftAuthenticator: 'push',
  softwareOath: 'oath',
  phone: 'sms',
}

/** `GET /reports/authenticationMethods/userRegistrationDetails/{id}`: of tenants with Entra ID P1 alone. */
export function getRegistration(call: GraphCall): GraphAnswer {
  if (!hasPlan(call.tenant.subscriptions, 'AAD_PREMIUM')) throw nonPremium()
  const user = presentUser(call)
  const chosen = user.authenticationMethods?.find(({ id }) => id === user.defaultMethodId)
  const kind = chosen ? typeOf(chosen).replace(ending, '') : 'none'
  return {
    body: {
      '@odata.context': `${call.root}/$metadata#reports/authenticationMethods/userRegistrationDetails/$entity`,
      id: user.id,
      userPrincipalName: user.userPrincipalName,
      userDisplayName: user.displayName,
      isAdmin: call.tenant.holdsPrivilegedRole(user.id),
      isMfaRegistered: (user.authenticationMethods ?? []).some((one) => factors.includes(typeOf(one))),
      userPreferredMethodForSecondaryAuthentication: preferences[kind] ?? 'none',
    },
  }
}
