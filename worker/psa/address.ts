import { AppError } from '#shared/errors.ts'
import { addressProblem, type TypedAddress } from '#shared/psa/address.ts'
import type { PsaApiDefinition, Query } from '#shared/psa/api.ts'

/**
 * The address of one request: a path below the API's base address, or a whole address that the PSA gave (the next page)
 * or that the adapter declares. Checked after parsing, because parsing changes it (127.1, full-width digits, `..`).
 */
export function requestUrl(definition: PsaApiDefinition, account: string, path: string, query: Query): URL {
  const base = checked(parse(definition.baseUrl(account)))
  const isWhole = /^https:\/\//i.test(path)
  const url = checked(parse(isWhole ? path : base.href.replace(/\/$/, '') + path))
  const isBelow = url.pathname.startsWith(`${base.pathname.replace(/\/$/, '')}/`)
  const isOurs = url.origin === base.origin && isBelow
  const isOther = isWhole && (definition.otherOrigins ?? []).includes(url.origin)
  if (!(isOurs || isOther) || url.hash !== '' || (!isWhole && url.search !== ''))
    throw new AppError('psa.address')
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  return url
}

/** Where the token of an account is asked for. */
export function tokenUrl(address: string): URL {
  return checked(parse(address))
}

/** An address that requests may go to, as a person typed it: `https://` may be left out. Null = no such address. */
export function typedAddress(typed: string): TypedAddress | null {
  const text = typed.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  if (!url || addressProblem(url) !== null) return null
  return { host: url.hostname, pathname: url.pathname }
}

function parse(address: string): URL {
  const url = URL.parse(address)
  if (!url) throw new AppError('psa.address')
  return url
}

function checked(url: URL): URL {
  const problem = addressProblem(url)
  if (problem !== null) throw new AppError('psa.address', { detail: problem })
  return url
}
