import { apps } from '../../people.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import type { PartnerWorld } from '../partner/partner.ts'
import { authorizePartner, isPartnerApp } from '../partner/sign-in.ts'
import { findRegistration } from '../registrations.ts'
import { answerAuthorize } from './authorize.ts'
import { answerConsent } from './consent.ts'
import { corsOf } from './cors.ts'
import { instanceDiscovery, openIdConfiguration, publishedKeys } from './discovery.ts'
import { errorPage, htmlPage } from './page.ts'
import { LoginRefusal, unknownTenant } from './refusal.ts'
import type { LoginState } from './state.ts'
import { answerToken } from './token.ts'

/** Authorities that stand for "whoever signs in". */
const open = new Set(['common', 'organizations'])

/** Answers at login.microsoftonline.com. */
export function createLogin(
  state: LoginState,
  partner: PartnerWorld,
): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      return await answer(state, partner, request)
    } catch (error) {
      if (!(error instanceof LoginRefusal)) throw error
      if (isPage(request)) return errorPage(error.description, error.status)
      return Response.json(error.body(state.clock, state.cloud), {
        status: error.status,
        headers: corsOf(request),
      })
    }
  }
}

async function answer(state: LoginState, partner: PartnerWorld, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const [, authority = '', ...rest] = url.pathname.split('/')
  const place = `${request.method} ${rest.join('/')}`
  switch (place) {
    case 'GET v2.0/.well-known/openid-configuration':
      return published(openIdConfiguration(state.cloud, authority, tenantOf(state, authority)))
    case 'GET discovery/v2.0/keys':
      return published(await publishedKeys(state, tenantOf(state, authority)))
    case 'GET discovery/instance':
      return published(instanceDiscovery(state.cloud, url) ?? { error: 'invalid_instance' })
    case 'GET oauth2/v2.0/authorize':
    case 'POST oauth2/v2.0/authorize':
      if (isPartnerApp(url.searchParams.get('client_id'))) return authorizePartner(partner, request)
      return answerAuthorize(state, tenantOf(state, authority), request)
    case 'GET v2.0/adminconsent':
    case 'POST v2.0/adminconsent':
      return answerConsent(state, authority, tenantOf(state, authority), request)
    case 'GET oauth2/v2.0/logout':
      return signOut(state, request, url)
    case 'POST oauth2/v2.0/token':
      return answerToken(state, partner, tenantOf(state, authority), request)
    case 'OPTIONS oauth2/v2.0/token':
      return new Response(null, { status: 204, headers: corsOf(request) })
    default:
      throw new LoginRefusal(900561, `The endpoint does not answer ${place}.`, { status: 404 })
  }
}

/** Errors of these are read by a person. */
function isPage(request: Request): boolean {
  return /\/(authorize|adminconsent|logout)$/.test(new URL(request.url).pathname)
}

/** Ends the browser's session; goes back only to a registered address. */
function signOut({ sessions }: LoginState, request: Request, url: URL): Response {
  for (const [, id] of (request.headers.get('cookie') ?? '').matchAll(/ESTSAUTH=([\w-]+)/g))
    sessions.delete(id ?? '')
  const target = url.searchParams.get('post_logout_redirect_uri')
  const isRegistered = findRegistration(apps.extension)?.redirectUris.includes(target ?? '')
  const gone = { 'set-cookie': 'ESTSAUTH=; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=0' }
  if (target && isRegistered) {
    const state = url.searchParams.get('state')
    return new Response(null, {
      status: 302,
      headers: { ...gone, location: state ? `${target}?state=${encodeURIComponent(state)}` : target },
    })
  }
  return htmlPage(
    'Sign out',
    '<h1>You signed out of your account</h1><p>It’s a good idea to close all browser windows.</p>',
    { headers: gone },
  )
}

/** The tenant an address names; null = `common` or `organizations`. */
function tenantOf(state: LoginState, authority: string): EntraTenant | null {
  if (open.has(authority)) return null
  const lower = authority.toLowerCase()
  const found =
    state.tenants.get(lower) ??
    [...state.tenants.values()].find(
      ({ domain, initialDomain }) => domain === lower || initialDomain === lower,
    )
  if (!found) throw unknownTenant(authority)
  return found
}

function published(body: object): Response {
  return Response.json(body, {
    headers: { 'access-control-allow-origin': '*', 'cache-control': 'max-age=86400, private' },
  })
}
