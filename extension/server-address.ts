import * as v from 'valibot'
import { i18n } from '#i18n'
import { PublicConfig } from '#shared/contract/answers.ts'
import { ApiError, backendAway } from './api-error.ts'

const timeoutMilliseconds = 10_000

/** The origin meant by what was typed, or what is wrong with it, in words. */
export function readAddress(typed: string): { origin: string } | { wrong: string } {
  const text = typed.trim()
  if (!text) return { wrong: i18n.t('app.addressMissing') }
  if (/^http:\/\//i.test(text)) return { wrong: i18n.t('app.addressMustBeginWithHttps') }
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  if (url?.protocol !== 'https:' || !url.hostname.includes('.')) {
    return { wrong: i18n.t('app.notWebAddressItLooks') }
  }
  if (url.username || url.password) return { wrong: i18n.t('app.addressMustNotHoldUser') }
  return { origin: url.origin }
}

/** Asks the server who it is. Raises ApiError when it is away or is no Sidelight server. */
export async function readPublicConfig(origin: string): Promise<PublicConfig> {
  const response = await fetch(`${origin}/v1/config`, {
    credentials: 'omit',
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMilliseconds),
  }).catch((cause: unknown) => {
    throw backendAway(cause)
  })
  const body: unknown = await response.json().catch(() => null)
  const parsed = v.safeParse(PublicConfig, body)
  if (parsed.success) return parsed.output
  throw new ApiError(response.status >= 500 ? 'extension.away' : 'extension.notSidelight')
}
