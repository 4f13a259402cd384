/** ConnectWise's own cloud: pages at <region>.myconnectwise.net, the API at api-<region>.myconnectwise.net. */
const cloud = /^(?:api-)?([a-z]{2,3}\.myconnectwise\.net)$/
/** Hosts of ConnectWise's whose API stands at the same name. */
const hosted = /^[a-z0-9][a-z0-9-]*\.(connectwise\.net|myconnectwise\.com)$/

/** The account that a host means: the host of the pages. */
export function accountAt(host: string): string {
  const lower = host.toLowerCase()
  return lower.match(cloud)?.[1] ?? lower
}

/** The account of a host that is known by its name alone; others are self-hosted. */
export function accountOf(host: string): string | null {
  const account = accountAt(host)
  return cloud.test(account) || hosted.test(account) ? account : null
}

export function apiHost(account: string): string {
  return cloud.test(account) ? `api-${account}` : account
}
