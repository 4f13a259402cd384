import { apps, msp } from '../../people.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import { findRegistration } from '../registrations.ts'
import type { Technician } from '../technician.ts'
import { readForm } from './form.ts'
import { escapeHtml, htmlPage, initialsOf } from './page.ts'
import { LoginRefusal } from './refusal.ts'
import { readScopes } from './scope.ts'
import type { LoginState } from './state.ts'

const codeLifeMs = 10 * 60_000
const cookie = 'ESTSAUTH'

/** A checked authorization request. */
export interface Authorization {
  redirectUri: string
  responseMode: 'fragment' | 'query'
  state: string | null
  nonce: string | null
  challenge: string
  scopes: string[]
  prompt: string | null
}

/** `GET` and `POST /{tenant}/oauth2/v2.0/authorize`: the POST is the sign-in page's own form. */
export async function answerAuthorize(
  state: LoginState,
  tenant: EntraTenant | null,
  request: Request,
): Promise<Response> {
  const { searchParams: query } = new URL(request.url)
  const redirectUri = checkClient(query)
  const back = backTo(
    redirectUri,
    query.get('response_mode') === 'query' ? 'query' : 'fragment',
    query.get('state'),
  )
  try {
    if (tenant && tenant.id !== msp.id) throw notInTenant(tenant)
    const authorization = readAuthorization(query, redirectUri)
    if (request.method === 'POST') return await chosen(state, authorization, request, back)
    return existingSession(state, authorization, request, back)
  } catch (error) {
    if (!(error instanceof LoginRefusal)) throw error
    return back({ error: error.error, error_description: error.description })
  }
}

/** Before the redirect address is known to be the application's, nothing may be sent there. */
function checkClient(query: URLSearchParams): string {
  const id = query.get('client_id')
  const registration = findRegistration(id)
  if (!registration)
    throw new LoginRefusal(
      700016,
      `Application with identifier '${id}' was not found in the directory '${msp.name}'.`,
    )
  const redirectUri = query.get('redirect_uri') ?? ''
  if (registration.kind !== 'spa' || !registration.redirectUris.includes(redirectUri)) {
    const text = `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${id}'.`
    throw new LoginRefusal(50011, text)
  }
  return redirectUri
}

function notInTenant(tenant: EntraTenant): LoginRefusal {
  const text = `Application with identifier '${apps.extension}' was not found in the directory '${tenant.name}'.`
  return new LoginRefusal(700016, text, { error: 'unauthorized_client' })
}

function readAuthorization(query: URLSearchParams, redirectUri: string): Authorization {
  if (query.get('response_type') !== 'code') {
    throw new LoginRefusal(700054, "response_type is not enabled for the application: 'code' alone is.", {
      error: 'unsupported_response_type',
    })
  }
  const mode = query.get('response_mode') ?? 'query'
  if (mode !== 'fragment' && mode !== 'query')
    throw new LoginRefusal(70007, `'${mode}' is not a supported value of 'response_mode'.`)
  const challenge = query.get('code_challenge')
  if (!challenge)
    throw new LoginRefusal(
      9002325,
      'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
    )
  if (query.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(challenge)) {
    throw new LoginRefusal(501491, 'Invalid code challenge or code challenge method: S256 alone is accepted.')
  }
  const scopes = readScopes(query.get('scope'))
  if (!scopes.includes('openid'))
    throw new LoginRefusal(70011, "The provided request must include 'openid'.", { error: 'invalid_scope' })
  return {
    redirectUri,
    responseMode: mode,
    state: query.get('state'),
    nonce: query.get('nonce'),
    challenge,
    scopes,
    prompt: query.get('prompt'),
  }
}

type Back = (answer: Record<string, string>, headers?: Record<string, string>) => Response

function backTo(redirectUri: string, mode: 'fragment' | 'query', state: string | null): Back {
  return (answer, headers = {}) => {
    const params = new URLSearchParams({ ...answer, ...(state === null ? {} : { state }) })
    return new Response(null, {
      status: 302,
      headers: { location: `${redirectUri}${mode === 'query' ? '?' : '#'}${params}`, ...headers },
    })
  }
}

function existingSession(
  state: LoginState,
  authorization: Authorization,
  request: Request,
  back: Back,
): Response {
  const technician = sessionOf(state, request)
  const { prompt } = authorization
  if (prompt === 'none') {
    if (!technician)
      throw new LoginRefusal(50058, 'A silent sign-in request was sent but no user is signed in.', {
        error: 'login_required',
      })
    return back(codeFor(state, authorization, technician))
  }
  if (technician && prompt !== 'select_account' && prompt !== 'login')
    return back(codeFor(state, authorization, technician))
  return chooserPage(request.url)
}

function sessionOf(state: LoginState, request: Request): Technician | null {
  const id = new RegExp(`(?:^|; )${cookie}=([\\w-]+)`).exec(request.headers.get('cookie') ?? '')?.[1]
  return (id && state.sessions.get(id)) || null
}

async function chosen(
  state: LoginState,
  authorization: Authorization,
  request: Request,
  back: Back,
): Promise<Response> {
  const account = (await readForm(request)).get('account')
  const technician = msp.technicians.find(({ id }) => id === account)
  if (!technician)
    throw new LoginRefusal(50034, 'The user account does not exist in the directory.', {
      error: 'access_denied',
    })
  const session = crypto.randomUUID()
  state.sessions.set(session, technician)
  const value = `${cookie}=${session}; Path=/; Secure; HttpOnly; SameSite=None`
  return back(codeFor(state, authorization, technician), { 'set-cookie': value })
}

function codeFor(
  state: LoginState,
  authorization: Authorization,
  technician: Technician,
): Record<string, string> {
  const code = `1.${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll('-', '')
  state.codes.set(code, {
    authorization,
    technician,
    expiresAt: state.clock.now() + codeLifeMs,
    isUsed: false,
  })
  return { code, client_info: clientInfo(technician), session_state: crypto.randomUUID() }
}

/** What MSAL makes the home account id of. */
export function clientInfo({ id }: Technician): string {
  return btoa(JSON.stringify({ uid: id, utid: msp.id }))
    .replaceAll('=', '')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
}

function chooserPage(action: string): Response {
  const accounts = msp.technicians.map(({ id, name, upn }) => {
    const first = (name.split(' ')[0] ?? '').toLowerCase()
    return `<li><button class="account" name="account" value="${id}" data-testid="account-${first}">
      <span class="initials">${initialsOf(name)}</span><span><b>${escapeHtml(name)}</b><small>${escapeHtml(upn)}</small></span></button></li>`
  })
  return htmlPage(
    'Sign in to your account',
    `<h1>Pick an account</h1><p>to continue to <b>Sidelight</b></p>
     <form method="post" action="${escapeHtml(action)}"><ul>${accounts.join('')}</ul></form>
     <code>${escapeHtml(msp.name)}</code>`,
  )
}
