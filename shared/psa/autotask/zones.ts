/**
 * Zone n has its pages at ww<n>.autotask.net and its API at webservices<n>.autotask.net: the zone information gives
 * both. An account is its zone: ww<n>.
 */
export function accountOf(host: string): string | null {
  return host.toLowerCase().match(/^(ww[1-9]\d{0,2})\.autotask\.net$/)?.[1] ?? null
}

export function baseUrl(account: string): string {
  return `https://webservices${account.replace(/^ww/, '')}.autotask.net/atservicesrest/v1.0`
}

/** The account of an address of the API, as the zone information gives it; null = it is no such address. */
export function accountOfApi(address: string): string | null {
  const zone = address.match(/^https:\/\/webservices([1-9]\d{0,2})\.autotask\.net(\/|$)/i)?.[1]
  return zone === undefined ? null : `ww${zone}`
}

/** Where anybody may ask for the zone of an API user. */
export const directory = 'https://webservices.autotask.net'
