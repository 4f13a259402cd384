import type { BrowserContext, Page } from 'playwright-core'
import { syncroAccount } from '../../world/people.ts'
import type { Scene } from './scene.ts'

/** The page of login.microsoftonline.com that the extension opens; chosen is one of the MSP's technicians. */
async function signInAs(
  context: BrowserContext,
  start: () => Promise<void>,
  firstName: string,
): Promise<Page> {
  const opened = context.waitForEvent(
    'page',
    (page) => page.url() === '' || !page.url().startsWith('chrome-extension:'),
  )
  await start()
  const login = await opened
  await login.getByTestId(`account-${firstName}`).click()
  return login
}

/** Settings from empty to ready: server, sign-in, ticket system, card enabled. Leaves the settings page open. */
export async function firstRun({ browser, report, shoot }: Scene, firstName = 'ruben'): Promise<Page> {
  const page = await browser.open('options.html')
  await page.getByRole('textbox', { name: 'Server address' }).waitFor()
  await shoot(page, '01-settings-first-run')
  await page.getByRole('textbox', { name: 'Server address' }).fill('https://sidelight.example')
  await page.getByRole('button', { name: 'Check and save' }).click()

  const start = () => page.getByRole('button', { name: 'Sign in with Microsoft' }).click()
  await signInAs(browser.context, start, firstName)
  await page.getByRole('button', { name: 'Sign out' }).waitFor()
  report('Sign in', 'at login.microsoftonline.com, by code and PKCE, as Ruben Deskwright (administrator)')
  return page
}

/** Connects the PSA and enables the card on its host. */
export async function connectPsa({ report, shoot }: Scene, settings: Page): Promise<void> {
  await settings.getByRole('textbox', { name: 'Subdomain' }).fill(syncroAccount.subdomain)
  await settings.getByRole('textbox', { name: 'API key' }).fill('T-not-the-right-key')
  await settings.getByRole('button', { name: 'Connect Syncro' }).click()
  await settings.getByText('Syncro is not connected.').waitFor()
  await shoot(settings, '02-settings-wrong-key')
  await settings.getByRole('textbox', { name: 'API key' }).fill(syncroAccount.apiKey)
  await settings.getByRole('button', { name: 'Connect Syncro' }).click()
  await settings.getByText('Syncro is not connected.').waitFor({ state: 'detached' })
  report('Ticket system', 'a wrong key refused in words, then Syncro connected; the key is sealed')

  await settings.getByRole('button', { name: /^Enable on Syncro/ }).click()
  await settings.getByRole('button', { name: /^Withdraw from/ }).waitFor()
  await shoot(settings, '03-settings-ready')
  report('Enable', 'the card is enabled on lamplight.syncromsp.com, and nowhere else')
}
