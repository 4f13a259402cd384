import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser } from '../world/browser.ts'
import { openStage, type Stage } from '../world/stage.ts'

let stage: Stage
let browser: Browser
let settings: Page

beforeAll(async () => {
  stage = await openStage()
  browser = await openBrowser({ port: stage.port, headless: true })
  browser.context.setDefaultTimeout(20_000)
  settings = await browser.open('options.html')
  await settings.getByRole('textbox', { name: 'Server address' }).fill('https://sidelight.example')
  await settings.getByRole('button', { name: 'Check and save' }).click()
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

/** The window of Microsoft's sign-in page. */
async function openSignIn(): Promise<Page> {
  const opened = browser.context.waitForEvent('page')
  await settings.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  const login = await opened
  await login.getByTestId('account-ruben').waitFor()
  return login
}
/** What the extension keeps in memory, as its own pages see it. */
const kept = () =>
  settings.evaluate(
    (): Promise<Record<string, unknown>> => Reflect.get(globalThis, 'chrome').storage.session.get(),
  )
const change = (area: 'remove' | 'set' | 'clear', value?: unknown) =>
  settings.evaluate(
    ([name, argument]) =>
      Reflect.get(globalThis, 'chrome').storage.session[String(name)](...(argument ? [argument] : [])),
    [area, value],
  )

/** A page that must ask the worker before it can say this. */
async function popupReads(): Promise<void> {
  // What an earlier popup has read would be shown at once.
  await change('remove', 'readings')
  const popup = await browser.open('popup.html', { width: 420, height: 600 })
  await popup.getByText('No tenant is connected yet').waitFor()
  await popup.close()
}

/** One story: each part goes on where the one before it ended. */
describe('a session, with MSAL in a real Chromium', () => {
  it('can be begun again after the window was closed half way', async () => {
    await (await openSignIn()).close()
    await (await openSignIn()).getByTestId('account-ruben').click()
    await settings.getByRole('button', { name: 'Sign out' }).waitFor()
    expect(await kept()).toMatchObject({ account: { name: 'Ruben Deskwright', role: 'admin' } })
  })

  it('outlives its page, and serves the other pages', async () => {
    await settings.reload()
    await settings.getByRole('button', { name: 'Sign out' }).waitFor()
    await change('remove', 'accessToken')
    await popupReads()
  })

  it('renews a token that the worker refuses, without a window', async () => {
    await change('set', { accessToken: { token: 'refused', expiresAt: Date.now() + 3_600_000 } })
    await popupReads()
    expect(await kept()).not.toMatchObject({ accessToken: { token: 'refused' } })
  })

  it('is found again in MSAL’s own cache when memory was emptied', async () => {
    await change('clear')
    await popupReads()
  })

  it('leaves nothing behind when signed out', async () => {
    await settings.reload()
    await settings.getByRole('button', { name: 'Sign out' }).click()
    await settings.getByRole('button', { name: 'Sign in with Microsoft' }).waitFor()
    expect(await kept()).toEqual({})
    expect(await settings.evaluate(() => Object.keys(localStorage))).toEqual([])
    await settings.reload()
    await settings.getByRole('button', { name: 'Sign in with Microsoft' }).waitFor()
  })
})
