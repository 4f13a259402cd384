/** Requests to Microsoft by what they read; groups, mailbox kinds and role members have budgets of their own. */
export type RequestKind = 'core' | 'groups' | 'mailbox kinds' | 'role members'

export interface Traffic {
  requests: Record<RequestKind, number>
  bytes: number
  largestPageBytes: number
  /** Addresses of what was read by GET, in order */
  links: string[]
}

export function noTraffic(): Traffic {
  const requests = { core: 0, groups: 0, 'mailbox kinds': 0, 'role members': 0 }
  return { requests, bytes: 0, largestPageBytes: 0, links: [] }
}

/** A `$batch` is one request; it is known by what it asks for. */
export function kindOf(url: string, body: string): RequestKind {
  const path = new URL(url).pathname.replace(/^\/(v1\.0|beta)/, '')
  const asked = path === '/$batch' ? body : path
  if (/mailboxSettings/i.test(asked)) return 'mailbox kinds'
  if (/^\/directoryRoles\/[^/]+\/members|roleAssignments/.test(path)) return 'role members'
  if (path === '/$batch' && /directoryRoles\\?\/[^/]+\\?\/members/.test(body)) return 'role members'
  if (/^\/groups|\/groups\//.test(asked)) return 'groups'
  return 'core'
}
