import { cacheKeyCookie } from './settings.ts'

const cookieName = 'msal.cache.encryption'
let cookieIsWrapped = false
/** As it would stand in document.cookie; null where the browser keeps the cookie itself. */
let kept: string | null = null

/**
 * MSAL encrypts its cache with a key in a Secure cookie. Chromium drops Secure cookies on chrome-extension://, so this
 * one is written without Secure, for this origin alone. Firefox keeps no cookie at all on moz-extension://, so there it
 * stands in the extension's memory, which ends with the browser as the cookie does. Call it before MSAL starts.
 */
export async function keepCacheKey(): Promise<void> {
  kept = await cacheKeyCookie.getValue()
  const native = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
  if (cookieIsWrapped || !native?.get || !native.set) return
  cookieIsWrapped = true
  const { get, set } = native
  const read = (): string => get.call(document)
  Object.defineProperty(document, 'cookie', {
    configurable: true,
    get: () => (kept ? [read(), kept].filter(Boolean).join('; ') : read()),
    set: (cookie: string) => {
      if (!cookie.startsWith(`${cookieName}=`)) return set.call(document, cookie)
      set.call(document, withoutSecure(cookie))
      if (!read().includes(`${cookieName}=`)) keepOurselves(cookie)
    },
  })
}

function keepOurselves(cookie: string): void {
  kept = cookie.split(';', 1)[0] ?? null
  void cacheKeyCookie.setValue(kept)
}

export async function forgetCacheKey(): Promise<void> {
  kept = null
  await cacheKeyCookie.removeValue()
}

function withoutSecure(cookie: string): string {
  return cookie.replace(/;\s*Secure\b/i, '').replace(/SameSite=\w+/i, 'SameSite=Strict')
}
