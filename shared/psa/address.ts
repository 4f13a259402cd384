/** An address as WHATWG URL parsing gives it; checked after parsing, because parsing changes it. */
export interface ParsedUrl {
  protocol: string
  username: string
  password: string
  hostname: string
  port: string
}

/** A typed address of a PSA that requests may go to. */
export interface TypedAddress {
  /** Lower-case, without a dot at the end. */
  host: string
  pathname: string
}

/** Names that are never a public service: RFC 6761, 6762, 8375, what companies use inside, and Cloudflare's own. */
const insideSuffixes = [
  'localhost',
  'local',
  'internal',
  'intranet',
  'lan',
  'home',
  'corp',
  'private',
  'localdomain',
  'home.arpa',
  'workers.dev',
]

/**
 * Why no request may go to a host, in words; null = it may. Any IP address is refused, in whatever spelling: parsing
 * has turned 0x7f000001, 127.1 and full-width digits into dotted numbers, and IPv6 stands in brackets.
 */
export function hostProblem(hostname: string): string | null {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  if (host === '' || host.length > 253) return 'There is no host name in it.'
  if (host.startsWith('[') || /(^|\.)(0x[0-9a-f]*|\d+)$/.test(host)) return 'It is a number, not a name.'
  const labels = host.split('.')
  if (labels.length < 2) return 'It is a name of an inside network.'
  if (!labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)))
    return 'It is no valid host name.'
  const isInside = insideSuffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`))
  return isInside ? 'It is a name of an inside network.' : null
}

/** Why no request may go to an address, in words; null = it may: https on its usual port, nobody's name in it. */
export function addressProblem(url: ParsedUrl): string | null {
  if (url.protocol !== 'https:') return 'It does not begin with https://.'
  if (url.port !== '') return 'It names a port; only the usual one of https is used.'
  if (url.username !== '' || url.password !== '') return 'It holds a user name or password.'
  if (url.hostname.endsWith('.')) return 'Its host name ends with a dot.'
  return hostProblem(url.hostname)
}
