import { admitWithPermissions } from '../directory/service-principal.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import { findRegistration, type Registration } from '../registrations.ts'
import { readForm } from './form.ts'
import { escapeHtml, htmlPage, initialsOf } from './page.ts'
import { permissionWords } from './permission-words.ts'
import { LoginRefusal } from './refusal.ts'
import type { LoginState } from './state.ts'

interface ConsentRequest {
  app: Registration
  redirectUri: string
  state: string | null
}

/**
 * `GET` and `POST /{tenant|organizations}/v2.0/adminconsent`: who signs in (for `organizations`), what the app asks
 * for, Accept or Cancel. `admin_consent=True` stands on a refusal too, as Microsoft does it.
 */
export async function answerConsent(
  state: LoginState,
  authority: string,
  tenant: EntraTenant | null,
  request: Request,
): Promise<Response> {
  if (authority === 'common')
    throw new LoginRefusal(
      900144,
      "The admin consent endpoint does not serve 'common'; use a tenant or 'organizations'.",
    )
  const url = new URL(request.url)
  const asked = readRequest(state, url.searchParams)
  if (request.method === 'POST') return decide(state, asked, tenant, await readForm(request))
  const signedIn =
    tenant ??
    (url.searchParams.has('signed_in') ? findTenant(state, url.searchParams.get('signed_in')) : null)
  return signedIn
    ? consentPage(asked.app, signedIn, url)
    : adminPage([...state.tenants.values()], asked.app, url)
}

function readRequest({ cloud }: LoginState, query: URLSearchParams): ConsentRequest {
  const app = findRegistration(query.get('client_id'))
  if (!app)
    throw new LoginRefusal(700016, `Application with identifier '${query.get('client_id')}' was not found.`)
  const redirectUri = query.get('redirect_uri') ?? ''
  if (app.kind !== 'daemon' || !app.redirectUris.includes(redirectUri)) {
    const text = `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${app.id}'.`
    throw new LoginRefusal(50011, text)
  }
  const scope = query.get('scope')
  if (scope === null)
    throw new LoginRefusal(900144, "The request must contain the following parameter: 'scope'.")
  const graphScope = `https://${cloud.graph}/.default`
  if (scope !== graphScope) {
    throw new LoginRefusal(
      70011,
      `The scope '${scope}' is not valid: application permissions are asked for by ${graphScope}.`,
    )
  }
  return { app, redirectUri, state: query.get('state') }
}

function findTenant({ tenants }: LoginState, id: string | null): EntraTenant {
  const found = tenants.get(id ?? '')
  if (!found) throw new LoginRefusal(90002, `Tenant '${id}' not found.`)
  return found
}

function decide(
  state: LoginState,
  asked: ConsentRequest,
  tenant: EntraTenant | null,
  form: URLSearchParams,
): Response {
  const signedIn = findTenant(state, form.get('tenant'))
  if (tenant && signedIn !== tenant)
    throw new LoginRefusal(50020, `The account does not exist in tenant '${tenant.name}'.`)
  const answer = form.get('decision') === 'accept' ? accept(state, asked.app, signedIn) : refusal(state)
  const params = new URLSearchParams({
    admin_consent: 'True',
    ...answer,
    ...(asked.state === null ? {} : { state: asked.state }),
  })
  return new Response(null, { status: 302, headers: { location: `${asked.redirectUri}?${params}` } })
}

function accept(state: LoginState, app: Registration, tenant: EntraTenant): Record<string, string> {
  admitWithPermissions(tenant, app.id, state.consentDelayMs)
  return {
    tenant: tenant.id,
    scope: app.permissions.map((name) => `https://${state.cloud.graph}/${name}`).join(' '),
  }
}

function refusal({ cloud }: LoginState): Record<string, string> {
  const text = 'AADSTS65004: User declined to consent to access the app.'
  return {
    error: 'access_denied',
    error_description: text,
    error_uri: `https://${cloud.login}/error?code=65004`,
  }
}

function adminPage(tenants: EntraTenant[], app: Registration, url: URL): Response {
  const accounts = tenants.map(({ id, name, domain }) => {
    const link = `${url.pathname}?${new URLSearchParams([...url.searchParams, ['signed_in', id]])}`
    return `<li><a class="account" href="${escapeHtml(link)}" data-testid="tenant-${escapeHtml(domain)}">
      <span class="initials">${initialsOf(name)}</span><span><b>Administrator of ${escapeHtml(name)}</b><small>admin@${escapeHtml(domain)}</small></span></a></li>`
  })
  return htmlPage(
    'Sign in to your account',
    `<h1>Pick an account</h1><p>to review what <b>${escapeHtml(app.name)}</b> asks for</p><ul>${accounts.join('')}</ul>`,
  )
}

function consentPage(app: Registration, tenant: EntraTenant, url: URL): Response {
  const permissions = app.permissions.map(
    (name) =>
      `<li class="permission">${escapeHtml(permissionWords[name] ?? name)}<small>${escapeHtml(name)}</small></li>`,
  )
  return htmlPage(
    'Permissions requested',
    `<h1>Permissions requested</h1><p>Review for <b>${escapeHtml(tenant.name)}</b></p>
     <p><b data-testid="app-name">${escapeHtml(app.name)}</b> would like to, without a signed-in user:</p><ul>${permissions.join('')}</ul>
     <form method="post" action="${escapeHtml(url.pathname + url.search)}"><input type="hidden" name="tenant" value="${tenant.id}">
     <div class="buttons"><button name="decision" value="cancel" data-testid="cancel">Cancel</button>
     <button class="primary" name="decision" value="accept" data-testid="accept">Accept</button></div></form>`,
  )
}
