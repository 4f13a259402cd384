import { apps, msp } from '../../people.ts'
import type { Cloud } from '../cloud.ts'
import { accessClaims, subjectOf, type Technician } from '../technician.ts'
import { clientInfo } from './authorize.ts'
import { LoginRefusal } from './refusal.ts'
import { asksForApi, grantedScope, readScopes } from './scope.ts'
import type { LoginState } from './state.ts'

/** Refresh tokens of single-page applications live a day, and following ones end with the first. */
const refreshLifeMs = 24 * 3_600_000

/** `grant_type=authorization_code` of the extension, a single-page application: cross-origin, PKCE, each code once. */
export async function redeemCode(
  state: LoginState,
  form: URLSearchParams,
  origin: string | null,
): Promise<object> {
  checkSpa(form, origin)
  const code = state.codes.get(form.get('code') ?? '')
  if (!code)
    throw grantRefusal(9002313, 'Invalid request. Request is malformed or invalid: the code is unknown.')
  if (code.isUsed)
    throw grantRefusal(
      54005,
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    )
  code.isUsed = true
  if (code.expiresAt < state.clock.now())
    throw grantRefusal(70008, 'The provided authorization code has expired.')
  if (form.get('redirect_uri') !== code.authorization.redirectUri) {
    throw grantRefusal(
      50011,
      'The redirect URI of the redemption is not the one of the authorization request.',
    )
  }
  if ((await challengeOf(form.get('code_verifier') ?? '')) !== code.authorization.challenge) {
    throw grantRefusal(
      501481,
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    )
  }
  const scopes = form.has('scope') ? readScopes(form.get('scope')) : code.authorization.scopes
  const expiresAt = state.clock.now() + refreshLifeMs
  return tokensFor(state, { technician: code.technician, scopes, nonce: code.authorization.nonce, expiresAt })
}

/** `grant_type=refresh_token` of the extension. */
export async function redeemRefresh(
  state: LoginState,
  form: URLSearchParams,
  origin: string | null,
): Promise<object> {
  checkSpa(form, origin)
  const refresh = state.refreshTokens.get(form.get('refresh_token') ?? '')
  if (!refresh) throw grantRefusal(9002313, 'Invalid request. Request is malformed or invalid.')
  if (refresh.expiresAt < state.clock.now()) {
    throw grantRefusal(
      700084,
      'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime of 1.00:00:00, which cannot be extended. It is now expired and a new sign in request must be sent by the SPA to the sign in page.',
    )
  }
  return tokensFor(state, { ...refresh, scopes: readScopes(form.get('scope')), nonce: null })
}

function grantRefusal(number: number, text: string): LoginRefusal {
  return new LoginRefusal(number, text, { error: 'invalid_grant' })
}

function checkSpa(form: URLSearchParams, origin: string | null): void {
  const id = form.get('client_id')
  if (id !== apps.extension) {
    throw new LoginRefusal(
      700016,
      `Application with identifier '${id}' was not found in the directory '${msp.name}'.`,
      { error: 'unauthorized_client' },
    )
  }
  if (form.has('client_secret'))
    throw new LoginRefusal(
      700025,
      'Client is public so neither client_assertion nor client_secret should be presented.',
      { error: 'invalid_client', status: 401 },
    )
  if (origin === null) {
    throw new LoginRefusal(
      9002327,
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    )
  }
}

async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll('=', '')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}

interface Grant {
  technician: Technician
  scopes: string[]
  nonce: string | null
  /** When the refresh token ends, milliseconds since 1970 */
  expiresAt: number
}

async function tokensFor(
  state: LoginState,
  { technician, scopes, nonce, expiresAt }: Grant,
): Promise<object> {
  const now = state.clock.now()
  const seconds = 3599 + Math.floor(state.chance() * 1801)
  const access = asksForApi(scopes)
    ? { access_token: await state.mint(accessClaims(state.cloud, technician, now, seconds)) }
    : {}
  const id = scopes.includes('openid')
    ? { id_token: await state.mint(idClaims(state.cloud, technician, now, nonce)) }
    : {}
  return {
    token_type: 'Bearer',
    scope: grantedScope(scopes),
    expires_in: seconds,
    ext_expires_in: seconds,
    ...access,
    ...(scopes.includes('offline_access')
      ? { refresh_token: refreshToken(state, technician, expiresAt) }
      : {}),
    refresh_token_expires_in: Math.max(0, Math.floor((expiresAt - now) / 1000)),
    ...id,
    client_info: clientInfo(technician),
  }
}

function refreshToken(state: LoginState, technician: Technician, expiresAt: number): string {
  const token = `1.${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll('-', '')
  state.refreshTokens.set(token, { technician, expiresAt })
  return token
}

function idClaims({ login }: Cloud, technician: Technician, nowMs: number, nonce: string | null) {
  const now = Math.floor(nowMs / 1000)
  return {
    aud: apps.extension,
    iss: `https://${login}/${msp.id}/v2.0`,
    iat: now,
    nbf: now,
    exp: now + 3600,
    name: technician.name,
    nonce: nonce ?? undefined,
    oid: technician.id,
    preferred_username: technician.upn,
    sub: subjectOf(technician, apps.extension),
    tid: msp.id,
    uti: crypto.randomUUID(),
    ver: '2.0',
  }
}
