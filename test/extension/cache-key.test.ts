import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'

const written = 'msal.cache.encryption=%7B%22id%22%3A1%7D;path=/;SameSite=None;Secure;'
const pair = 'msal.cache.encryption=%7B%22id%22%3A1%7D'
const native = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie') ?? {}

const writeCookie = (cookie: string) => Reflect.set(document, 'cookie', cookie)

/** A browser that keeps what `keeps` lets through; answers what it was given. */
function browserThat(keeps: (cookie: string) => boolean): string[] {
  const jar: string[] = []
  const given: string[] = []
  Object.defineProperty(Document.prototype, 'cookie', {
    configurable: true,
    get: () => jar.join('; '),
    set: (cookie: string) => {
      given.push(cookie)
      if (keeps(cookie)) jar.push(cookie.split(';', 1)[0] ?? '')
    },
  })
  return given
}

/** The module as another page of the extension loads it. */
async function newPage() {
  vi.resetModules()
  Reflect.deleteProperty(document, 'cookie')
  const page = await import('../../extension/cache-key.ts')
  await page.keepCacheKey()
  return page
}

beforeEach(() => fakeBrowser.reset())
afterEach(() => {
  Reflect.deleteProperty(document, 'cookie')
  Object.defineProperty(Document.prototype, 'cookie', native)
})

describe('the key of MSAL’s cache', () => {
  it('is a cookie without Secure, which Chromium drops on extension pages, and stays on this origin', async () => {
    const given = browserThat((cookie) => !/secure/i.test(cookie))
    await newPage()
    writeCookie(written)
    expect(given).toEqual([`${pair};path=/;SameSite=Strict;`])
    expect(document.cookie).toBe(pair)
    expect(await fakeBrowser.storage.session.get()).toEqual({})
  })

  it('outlives the page where the browser keeps no cookie for an extension, in memory alone', async () => {
    browserThat(() => false)
    await newPage()
    writeCookie(written)
    expect(document.cookie).toBe(pair)
    await vi.waitFor(async () => expect(await fakeBrowser.storage.session.get()).not.toEqual({}))
    await newPage()
    expect(document.cookie).toBe(pair)
    expect(await fakeBrowser.storage.local.get()).toEqual({})
  })

  it('is forgotten on signing out', async () => {
    browserThat(() => false)
    const page = await newPage()
    writeCookie(written)
    await page.forgetCacheKey()
    expect(document.cookie).toBe('')
    expect(await fakeBrowser.storage.session.get()).toEqual({})
  })

  it('leaves every other cookie as it is', async () => {
    const given = browserThat(() => true)
    await newPage()
    writeCookie('other=1;Secure')
    expect(given).toEqual(['other=1;Secure'])
  })
})
