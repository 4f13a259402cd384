import type { Clock } from '../../clock.ts'
import type { Cloud } from '../cloud.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import type { Keys } from '../keys.ts'
import { answerBatch } from './batch.ts'
import { type Bearer, checkBearer } from './bearer.ts'
import type { GraphAnswer, GraphCall, Route } from './call.ts'
import { findRoute, readQuery } from './match-route.ts'
import { badRequest, denied, GraphRefusal, unparsable } from './refusal.ts'
import { costOf, createMeter } from './resource-units.ts'

export interface Throttle {
  left: number
  /** Decimal seconds as text, or null: Graph does not always say. */
  retryAfter: string | null
}

interface ServeOptions {
  clock: Clock
  cloud: Cloud
  keys: Keys
  routes: Route[]
  tenants: ReadonlyMap<string, EntraTenant>
  throttles: Map<string, Throttle>
}

type Answered = GraphAnswer & { headers?: Record<string, string> }

/** Answers at Graph's host: token, path, permission and query are checked before anything is done. */
export function createGraph(options: ServeOptions): (request: Request) => Promise<Response> {
  const meter = createMeter(options.clock)
  const root = `https://${options.cloud.graph}/v1.0`

  async function respondTo(request: Request, answerIt: (request: Request) => Promise<Answered>) {
    const requestId = crypto.randomUUID()
    const clientRequestId = request.headers.get('client-request-id') ?? requestId
    const headers = { 'request-id': requestId, 'client-request-id': clientRequestId }
    try {
      return respond(await answerIt(request), headers)
    } catch (error) {
      if (!(error instanceof GraphRefusal)) throw error
      return refuse(error, headers, challenge(error), options.clock)
    }
  }

  function challenge({ status, code }: GraphRefusal): Record<string, string> {
    if (status !== 401 || code !== 'InvalidAuthenticationToken') return {}
    const address = `https://${options.cloud.login}/common/oauth2/authorize`
    return { 'www-authenticate': `Bearer realm="", authorization_uri="${address}"` }
  }

  async function answer(request: Request): Promise<Answered> {
    const url = new URL(request.url)
    if (url.protocol !== 'https:') throw unparsable('Graph is reached over https alone.')
    const bearer = await checkBearer(options, request)
    if (url.pathname === '/v1.0/$batch') return { body: await answerMembers(request) }
    countThrottle(options.throttles, bearer.tenant.id)
    const { route, params } = findRoute(options.routes, request.method, url.pathname)
    if (!route.permissions.some((permission) => bearer.roles.has(permission))) throw denied()
    const query = readQuery(url, route)
    const cost = costOf(route, query)
    const headers = cost === null ? {} : meter(bearer.tenant, bearer.appId, cost)
    const parts = { clock: options.clock, root, request, url, bearer, params, query }
    return { ...route.handle(await callOf(parts)), headers }
  }

  async function answerMembers(request: Request) {
    if (request.method !== 'POST') throw new GraphRefusal(405, 'BadRequest', 'A batch is posted.')
    return answerBatch(await readBody(request), ({ method, url, headers, body }) => {
      const init = {
        method,
        headers: { ...headers, authorization: request.headers.get('authorization') ?? '' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }
      return respondTo(new Request(`${root}${url}`, init), answer)
    })
  }

  return (request) => respondTo(request, answer)
}

interface CallParts {
  clock: Clock
  root: string
  request: Request
  url: URL
  bearer: Bearer
  params: string[]
  query: URLSearchParams
}

async function callOf({ request, bearer, ...parts }: CallParts): Promise<GraphCall> {
  return {
    ...bearer,
    ...parts,
    prefer: request.headers.get('prefer') ?? '',
    consistencyLevel: request.headers.get('consistencylevel'),
    body: await readBody(request),
  }
}

function countThrottle(throttles: Map<string, Throttle>, tenantId: string): void {
  const throttle = throttles.get(tenantId)
  if (!throttle || throttle.left === 0) return
  throttle.left -= 1
  const headers: Record<string, string> =
    throttle.retryAfter === null ? {} : { 'Retry-After': throttle.retryAfter }
  throw new GraphRefusal(429, 'TooManyRequests', 'Too many requests. Please retry after some time.', headers)
}

async function readBody(request: Request): Promise<unknown> {
  const text = await request.text()
  if (text === '') return undefined
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? '')) {
    throw unparsable('Write requests (excluding DELETE) must contain the Content-Type header declaration.')
  }
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    )
  }
}

function respond({ status = 200, body, headers: more }: Answered, ids: Record<string, string>): Response {
  const headers = { ...ids, ...more }
  if (body === undefined) return new Response(null, { status, headers })
  const type =
    'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'
  return new Response(JSON.stringify(body), { status, headers: { ...headers, 'content-type': type } })
}

function refuse(
  { status, code, message, headers: own, details }: GraphRefusal,
  headers: Record<string, string>,
  more: Record<string, string>,
  clock: Clock,
): Response {
  const date = new Date(clock.now()).toISOString().slice(0, 19)
  const error = { code, message, ...(details ? { details } : {}), innerError: { date, ...headers } }
  return new Response(JSON.stringify({ error }), {
    status,
    headers: { 'content-type': 'application/json', ...headers, ...own, ...more },
  })
}
