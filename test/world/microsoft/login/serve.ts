import type { EntraTenant } from '../directory/tenant.ts'
import { instanceDiscovery, openIdConfiguration, publishedKeys } from './discovery.ts'
import { LoginRefusal, unknownTenant } from './refusal.ts'
import type { LoginState } from './state.ts'
import { answerToken } from './token.ts'

/** Authorities that stand for "whoever signs in". */
const open = new Set(['common', 'organizations'])

/** Answers at login.microsoftonline.com. */
export function createLogin(state: LoginState): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      return await answer(state, request)
    } catch (error) {
      if (!(error instanceof LoginRefusal)) throw error
      return Response.json(error.body(state.clock), { status: error.status, headers: corsOf(request) })
    }
  }
}

async function answer(state: LoginState, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const [, authority = '', ...rest] = url.pathname.split('/')
  const place = `${request.method} ${rest.join('/')}`
  switch (place) {
    case 'GET v2.0/.well-known/openid-configuration':
      return published(openIdConfiguration(authority, tenantOf(state, authority)))
    case 'GET discovery/v2.0/keys':
      return published(await publishedKeys(state.keys, tenantOf(state, authority)))
    case 'GET discovery/instance':
      return published(instanceDiscovery(url) ?? { error: 'invalid_instance' })
    case 'POST oauth2/v2.0/token':
      return answerToken(state, tenantOf(state, authority), request)
    case 'OPTIONS oauth2/v2.0/token':
      return new Response(null, { status: 204, headers: corsOf(request) })
    default:
      throw new LoginRefusal(900561, `The endpoint does not answer ${place}.`, { status: 404 })
  }
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

export function corsOf(request: Request): Record<string, string> {
  const origin = request.headers.get('origin')
  if (!origin) return {}
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-methods': 'POST, OPTIONS',
    'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? 'content-type',
    'access-control-max-age': '86400',
    vary: 'Origin',
  }
}
