/** Requests to Microsoft by what they read; groups, mailbox kinds and role members have budgets of their own. */
type RequestKind = 'core' | 'groups' | 'mailbox kinds' | 'role members'

export interface Traffic {
  requests: Record<RequestKind, number>
  bytes: number
  largestPageBytes: number
  /** Addresses of what was read by GET, in order */
  links: string[]
  /** Requests to the PSA's API by method, and how many of them it refused with 429 */
  psa: { GET: number; POST: number; PUT: number; refused: number }
}

export function noTraffic(): Traffic {
  const requests = { core: 0, groups: 0, 'mailbox kinds': 0, 'role members': 0 }
  return { requests, bytes: 0, largestPageBytes: 0, links: [], psa: { GET: 0, POST: 0, PUT: 0, refused: 0 } }
}

export function noteRequest(
  traffic: Traffic,
  { url, method }: { url: string; method: string },
  body: string,
  status: number,
  bytes: number,
): void {
  const { hostname } = new URL(url)
  if (hostname.endsWith('.syncromsp.com')) {
    if (method === 'GET' || method === 'POST' || method === 'PUT') traffic.psa[method] += 1
    if (status === 429) traffic.psa.refused += 1
  }
  if (!/microsoft/.test(hostname)) return
  traffic.requests[kindOf(url, body)] += 1
  traffic.bytes += bytes
  traffic.largestPageBytes = Math.max(traffic.largestPageBytes, bytes)
  if (hostname === 'graph.microsoft.com' && method === 'GET') traffic.links.push(url)
}

export function psaRequests({ psa }: Traffic): number {
  return psa.GET + psa.POST + psa.PUT
}

/** A `$batch` is one request; it is known by what it asks for. */
function kindOf(url: string, body: string): RequestKind {
  const path = new URL(url).pathname.replace(/^\/(v1\.0|beta)/, '')
  const asked = path === '/$batch' ? body : path
  if (/mailboxSettings/i.test(asked)) return 'mailbox kinds'
  if (/^\/directoryRoles\/[^/]+\/members|roleAssignments/.test(path)) return 'role members'
  if (path === '/$batch' && /directoryRoles\\?\/[^/]+\\?\/members/.test(body)) return 'role members'
  if (/^\/groups|\/groups\//.test(asked)) return 'groups'
  return 'core'
}
