import type { Route } from './call.ts'
import { GraphRefusal, unparsable } from './refusal.ts'

export function findRoute(
  routes: Route[],
  method: string,
  pathname: string,
): { route: Route; params: string[] } {
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
export function readQuery(url: URL, { query, path }: Route): URLSearchParams {
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
