import { apps, msp, partnerAccount } from '../../people.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import { checkAssertion } from '../login/client-assertion.ts'
import { checkSecret } from '../login/client-credentials.ts'
import { readForm } from '../login/form.ts'
import { escapeHtml, htmlPage, initialsOf } from '../login/page.ts'
import { LoginRefusal } from '../login/refusal.ts'
import type { LoginState } from '../login/state.ts'
import { findRegistration } from '../registrations.ts'
import { centerHost } from './center.ts'
import type { PartnerWorld } from './partner.ts'

/** The partner's application is a web application with a secret: its sign-in is not that of the extension. */
export const isPartnerApp = (id: string | null) => id === apps.partner.id

const accounts = [partnerAccount, ...msp.technicians]
const inactiveMs = 90 * 24 * 3_600_000

/** `GET` and `POST /{tenant}/oauth2/v2.0/authorize` of the partner's application. */
export async function authorizePartner(partner: PartnerWorld, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const query = url.searchParams
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!findRegistration(apps.partner.id)?.redirectUris.includes(redirectUri))
    throw new LoginRefusal(50011, `The redirect URI '${redirectUri}' does not match.`)
  const back = (answer: Record<string, string>) => {
    const params = new URLSearchParams({ ...answer, state: query.get('state') ?? '' })
    return new Response(null, { status: 302, headers: { location: `${redirectUri}?${params}` } })
  }
  const challenge = query.get('code_challenge') ?? ''
  if (query.get('response_type') !== 'code' || query.get('code_challenge_method') !== 'S256' || !challenge)
    return back({ error: 'invalid_request', error_description: 'AADSTS9002325: PKCE is required.' })
  if (request.method !== 'POST') return signInPage(url, query.get('scope') ?? '')
  const chosen = (await readForm(request)).get('account')
  const account = accounts.find(({ id }) => id === chosen)
  if (!account)
    return back({ error: 'access_denied', error_description: 'AADSTS65004: User declined to consent.' })
  const refusal = partner.refusals.get(msp.id)
  if (refusal)
    return back({
      error: 'interaction_required',
      error_description: `AADSTS${refusal.number}: ${refusal.text}`,
    })
  const code = `1.${crypto.randomUUID()}${crypto.randomUUID()}`
  partner.codes.set(code, { accountId: account.id, challenge, nonce: query.get('nonce'), redirectUri })
  return back({ code, session_state: crypto.randomUUID() })
}

function signInPage(url: URL, scope: string): Response {
  const choices = accounts.map(({ id, name, upn }) => {
    const first = (upn.split('@')[0] ?? '').toLowerCase()
    return `<li><button class="account" name="account" value="${id}" data-testid="partner-${first}">
      <span class="initials">${initialsOf(name)}</span><span><b>${escapeHtml(name)}</b><small>${escapeHtml(upn)}</small></span></button></li>`
  })
  const asked = scope
    .split(' ')
    .filter((name) => name.startsWith('https://'))
    .map((name) => `<li class="permission">${escapeHtml(name)}</li>`)
  return htmlPage(
    'Permissions requested',
    `<h1>Pick an account</h1><p>to accept for <b>Sidelight Partner</b>:</p><ul>${asked.join('')}</ul>
     <form method="post" action="${escapeHtml(url.pathname + url.search)}"><ul>${choices.join('')}</ul>
     <div class="buttons"><button name="account" value="" data-testid="cancel">Cancel</button></div></form>`,
  )
}

/** `POST /{tenant}/oauth2/v2.0/token` of the partner's application: a code once, refresh tokens in any tenant. */
export async function redeemPartner(
  state: LoginState,
  partner: PartnerWorld,
  tenant: EntraTenant | null,
  form: URLSearchParams,
): Promise<object> {
  const registration = findRegistration(apps.partner.id)
  if (!registration || !tenant) throw new LoginRefusal(900023, 'A tenant is needed.')
  if (form.has('client_assertion')) await checkAssertion(state, tenant, registration, form)
  else checkSecret(state, registration, form.get('client_secret'))
  const scope = form.get('scope') ?? ''
  if (form.get('grant_type') === 'authorization_code') {
    const { accountId, nonce } = await takeCode(partner, form)
    return tokens(state, partner, { tenant, accountId, scope, nonce })
  }
  const accountId = takeRefreshToken(state, partner, form.get('refresh_token') ?? '')
  checkPlace(state, partner, tenant, accountId)
  return tokens(state, partner, { tenant, accountId, scope, nonce: null })
}

const grantRefusal = (number: number, text: string) =>
  new LoginRefusal(number, text, { error: 'invalid_grant' })

async function takeCode(partner: PartnerWorld, form: URLSearchParams) {
  const code = partner.codes.get(form.get('code') ?? '')
  partner.codes.delete(form.get('code') ?? '')
  if (!code) throw grantRefusal(54005, 'OAuth2 Authorization code was already redeemed.')
  const digest = await crypto.subtle.digest(
    'SHA-256',
    new TextEncoder().encode(form.get('code_verifier') ?? ''),
  )
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)))
  const challenge = base64.replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_')
  if (challenge !== code.challenge || form.get('redirect_uri') !== code.redirectUri)
    throw grantRefusal(501481, 'The Code_Verifier does not match the code_challenge.')
  return code
}

function takeRefreshToken({ clock }: LoginState, partner: PartnerWorld, token: string): string {
  const known = partner.refreshTokens.get(token)
  if (!known) throw grantRefusal(9002313, 'Invalid request. Request is malformed or invalid.')
  if (known.issuedAt <= partner.revokedAt)
    throw grantRefusal(
      50173,
      'The provided grant has expired due to it being revoked, a fresh auth token is needed.',
    )
  if (clock.now() - known.usedAt > inactiveMs)
    throw grantRefusal(700082, 'The refresh token has expired due to inactivity.')
  known.usedAt = clock.now()
  return known.accountId
}

/** The account in a customer's tenant: by relationship and group, by the application's consent, by policy. */
function checkPlace(state: LoginState, partner: PartnerWorld, tenant: EntraTenant, accountId: string): void {
  const refusal = partner.refusals.get(tenant.id)
  if (refusal) throw grantRefusal(refusal.number, refusal.text)
  if (tenant.id === msp.id) return
  if (partner.rolesIn(tenant.id, accountId).size === 0)
    throw grantRefusal(50177, 'The user account does not exist in the tenant.')
  const principal = tenant.servicePrincipals.get(apps.partner.id)
  if (!principal || principal.knownAt > state.clock.now())
    throw new LoginRefusal(700016, 'The application was not found in the directory.', {
      error: 'unauthorized_client',
    })
  const consent = partner.consents.get(tenant.id)?.get(apps.partner.id)
  if (!consent || consent.knownAt > state.clock.now())
    throw grantRefusal(65001, 'The user or administrator has not consented to use the application.')
}

interface Grant {
  tenant: EntraTenant
  accountId: string
  scope: string
  nonce: string | null
}

async function tokens(state: LoginState, partner: PartnerWorld, grant: Grant): Promise<object> {
  const { clock, cloud } = state
  const { tenant, accountId, scope, nonce } = grant
  const now = Math.floor(clock.now() / 1000)
  const account = accounts.find(({ id }) => id === accountId)
  const isCenter = scope.includes(centerHost)
  const scopes = scope.split(' ').filter((name) => name.startsWith(`https://${cloud.graph}/`))
  const names = isCenter ? ['user_impersonation'] : scopes.map((name) => name.split('/').at(-1) ?? '')
  const granted = names.includes('.default')
    ? (partner.consents.get(tenant.id)?.get(apps.partner.id)?.scopes ?? [])
    : names
  const about = { oid: accountId, tid: tenant.id, iat: now, nbf: now - 300 }
  const access_token = await state.mint({
    ...about,
    aud: isCenter ? `https://${centerHost}` : `https://${cloud.graph}`,
    iss: `https://${cloud.issuer}/${tenant.id}/`,
    exp: now + 3600,
    amr: partner.hasMfa ? ['pwd', 'mfa'] : ['pwd'],
    appid: apps.partner.id,
    idtyp: 'user',
    scp: granted.join(' '),
    upn: account?.upn,
    ver: '1.0',
  })
  const id_token = await state.mint({
    ...about,
    aud: apps.partner.id,
    iss: `https://${cloud.login}/${tenant.id}/v2.0`,
    exp: now + 3600,
    name: account?.name,
    preferred_username: account?.upn,
    nonce: nonce ?? undefined,
    ver: '2.0',
  })
  const refresh_token = `1.${crypto.randomUUID()}${crypto.randomUUID()}`
  partner.refreshTokens.set(refresh_token, { accountId, issuedAt: clock.now(), usedAt: clock.now() })
  return {
    ...{
      token_type: 'Bearer',
      expires_in: 3600,
      ext_expires_in: 3600,
      scope: granted.join(' '),
      access_token,
    },
    ...(scope.includes('offline_access') ? { refresh_token } : {}),
    ...(scope.includes('openid') ? { id_token } : {}),
  }
}
