import type { Cloud } from '../cloud.ts'
import type { ServicePrincipal } from '../directory/service-principal.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import { findRegistration, type Registration } from '../registrations.ts'
import { checkAssertion } from './client-assertion.ts'
import { LoginRefusal } from './refusal.ts'
import type { LoginState } from './state.ts'

/** `grant_type=client_credentials`: an app-only token for Graph with what was granted to the app in that tenant. */
export async function redeemSecret(
  state: LoginState,
  tenant: EntraTenant,
  form: URLSearchParams,
  basic: Credentials | null,
) {
  const id = form.get('client_id') ?? basic?.id ?? null
  const registration = findRegistration(id)
  const principal = id === null ? undefined : tenant.servicePrincipals.get(id)
  if (!registration || !isKnown(state, principal)) throw notInDirectory(id ?? '', tenant)
  const hasAssertion = form.has('client_assertion')
  if (hasAssertion) await checkAssertion(state, tenant, registration, form)
  else checkSecret(state, registration, form.get('client_secret') ?? basic?.secret ?? null)
  checkScope(state.cloud, form.get('scope'), tenant)
  return appToken(state, tenant, principal, hasAssertion)
}

export interface Credentials {
  id: string
  secret: string
}

function isKnown(
  { clock }: LoginState,
  principal: ServicePrincipal | undefined,
): principal is ServicePrincipal {
  return principal !== undefined && principal.knownAt <= clock.now()
}

function notInDirectory(id: string, tenant: EntraTenant): LoginRefusal {
  const text = `Application with identifier '${id}' was not found in the directory '${tenant.name}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`
  return new LoginRefusal(700016, text, { error: 'unauthorized_client' })
}

export function checkSecret(
  { expiredSecrets }: LoginState,
  { id, secret }: Registration,
  given: string | null,
): void {
  const refused = { error: 'invalid_client', status: 401 }
  if (given === null)
    throw new LoginRefusal(
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      refused,
    )
  if (given !== secret) {
    const text = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${id}'.`
    throw new LoginRefusal(7000215, text, refused)
  }
  if (expiredSecrets.has(id))
    throw new LoginRefusal(7000222, `The provided client secret keys for app '${id}' are expired.`, refused)
}

function checkScope({ graph }: Cloud, scope: string | null, tenant: EntraTenant): void {
  if (scope === `https://${graph}/.default`) return
  if (scope === null)
    throw new LoginRefusal(900144, "The request body must contain the following parameter: 'scope'.")
  if (!scope.endsWith('/.default')) {
    const text = `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`
    throw new LoginRefusal(1002012, text, { error: 'invalid_scope' })
  }
  const text = `The resource principal named ${scope.slice(0, -'/.default'.length)} was not found in the tenant named ${tenant.name}.`
  throw new LoginRefusal(500011, text, { error: 'invalid_resource' })
}

async function appToken(
  { clock, cloud, chance, mint }: LoginState,
  tenant: EntraTenant,
  principal: ServicePrincipal,
  hasCertificate: boolean,
) {
  const now = Math.floor(clock.now() / 1000)
  // Entra picks a lifetime between 60 and 90 minutes.
  const seconds = 3599 + Math.floor(chance() * 1801)
  const token = await mint({
    aud: `https://${cloud.graph}`,
    iss: `https://${cloud.issuer}/${tenant.id}/`,
    iat: now,
    nbf: now - 300,
    exp: now + seconds,
    appid: principal.appId,
    appidacr: hasCertificate ? '2' : '1',
    app_displayname: findRegistration(principal.appId)?.name,
    idp: `https://${cloud.issuer}/${tenant.id}/`,
    idtyp: 'app',
    oid: principal.id,
    sub: principal.id,
    roles: principal.permissions.size > 0 ? [...principal.permissions] : undefined,
    tid: tenant.id,
    uti: crypto.randomUUID(),
    ver: '1.0',
  })
  return { token_type: 'Bearer', expires_in: seconds, ext_expires_in: seconds, access_token: token }
}
