import { AppError } from '#shared/errors.ts'
import type { PsaDefinition } from '#shared/psa/psa.ts'

type Query = Record<string, string | number | undefined>

/**
 * The address of one request. Checked after parsing, because parsing changes it (127.1, full-width digits, `..`):
 * https on its usual port, no user, a host of this account of this PSA, and still below the API's base path.
 */
export function requestUrl(
  psa: PsaDefinition,
  account: string,
  baseUrl: string,
  path: string,
  query: Query = {},
): URL {
  const base = parse(baseUrl)
  const url = parse(baseUrl + path)
  const isOurs =
    url.protocol === 'https:' &&
    url.port === '' &&
    url.username === '' &&
    url.password === '' &&
    url.origin === base.origin &&
    psa.hostsOf(account).includes(url.hostname) &&
    psa.accountOf(url.hostname) === account &&
    url.pathname.startsWith(`${base.pathname.replace(/\/$/, '')}/`) &&
    url.search === '' &&
    url.hash === ''
  if (!isOurs) throw new AppError('psa.address')
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  return url
}

function parse(address: string): URL {
  const url = URL.parse(address)
  if (!url) throw new AppError('psa.address')
  return url
}
