import type { Clock } from '../../clock.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import type { Keys } from '../keys.ts'
import { type Bearer, checkBearer } from './bearer.ts'
import type { GraphAnswer, GraphCall, Route } from './call.ts'
import { badRequest, denied, GraphRefusal, unparsable } from './refusal.ts'

export interface Throttle {
  left: number
  /** Decimal seconds as text, or null: Graph does not always say. */
  retryAfter: string | null
}

interface ServeOptions {
  clock: Clock
  keys: Keys
  routes: Route[]
  tenants: ReadonlyMap<string, EntraTenant>
  throttles: Map<string, Throttle>
}

/** Answers at graph.microsoft.com: token, path, permission and query are checked before anything is done. */
export function createGraph(options: ServeOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = crypto.randomUUID()
    const clientRequestId = request.headers.get('client-request-id') ?? requestId
    const headers = { 'request-id': requestId, 'client-request-id': clientRequestId }
    try {
      return respond(await answer(options, request), headers)
    } catch (error) {
      if (!(error instanceof GraphRefusal)) throw error
      return refuse(error, headers, options.clock)
    }
  }
}

async function answer(options: ServeOptions, request: Request): Promise<GraphAnswer> {
  const url = new URL(request.url)
  if (url.protocol !== 'https:') throw unparsable('Graph is reached over https alone.')
  const bearer = await checkBearer(options, request)
  countThrottle(options.throttles, bearer.tenant.id)
  const { route, params } = findRoute(options.routes, request.method, url.pathname)
  if (!route.permissions.some((permission) => bearer.roles.has(permission))) throw denied()
  const query = readQuery(url, route)
  return route.handle(await callOf({ ...options, request, url, bearer, params, query }))
}

interface CallParts {
  clock: Clock
  request: Request
  url: URL
  bearer: Bearer
  params: string[]
  query: URLSearchParams
}

async function callOf({ clock, request, url, bearer, params, query }: CallParts): Promise<GraphCall> {
  return {
    ...bearer,
    clock,
    url,
    params,
    query,
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

function findRoute(routes: Route[], method: string, pathname: string): { route: Route; params: string[] } {
  const [, version, ...segments] = pathname.split('/')
  if (version !== 'v1.0') throw unparsable(`Invalid version: ${version}`)
  const matches = routes.flatMap((route) => {
    const params = matchPath(route.path.split('/').slice(1), segments)
    return params ? [{ route, params }] : []
  })
  // A literal segment wins over `{id}`.
  const best = matches.sort((a, b) => a.params.length - b.params.length)[0]
  if (!best) throw unparsable(`Resource not found for the segment '${segments.at(-1) ?? ''}'.`)
  const found = matches.find(({ route }) => route.method === method && route.path === best.route.path)
  if (!found)
    throw new GraphRefusal(
      405,
      'Request_BadRequest',
      `Specified HTTP method is not allowed for the request target.`,
    )
  return found
}

function matchPath(pattern: string[], segments: string[]): string[] | null {
  if (pattern.length !== segments.length) return null
  const params: string[] = []
  for (const [at, part] of pattern.entries()) {
    const segment = segments[at] ?? ''
    if (part !== '{id}') {
      if (part !== segment) return null
    } else if (segment === '') return null
    else params.push(decode(segment))
  }
  return params
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    throw unparsable('The request URI is not valid.')
  }
}

/** No parameter that the path does not know, and none twice. */
function readQuery(url: URL, { query, path }: Route): URLSearchParams {
  const names = [...url.searchParams.keys()]
  const unknown = names.find((name) => !query.includes(name))
  if (unknown !== undefined) throw unparsable(`The query parameter '${unknown}' is not supported on ${path}.`)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice)
    throw unparsable(
      `Query option '${twice}' was specified more than once, but it must be specified at most once.`,
    )
  return url.searchParams
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

function respond({ status = 200, body }: GraphAnswer, headers: Record<string, string>): Response {
  if (body === undefined) return new Response(null, { status, headers })
  const type =
    'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'
  return new Response(JSON.stringify(body), { status, headers: { ...headers, 'content-type': type } })
}

function refuse(
  { status, code, message, headers: more }: GraphRefusal,
  headers: Record<string, string>,
  clock: Clock,
): Response {
  const date = new Date(clock.now()).toISOString().slice(0, 19)
  const error = { code, message, innerError: { date, ...headers } }
  return new Response(JSON.stringify({ error }), {
    status,
    headers: { 'content-type': 'application/json', ...headers, ...more },
  })
}
