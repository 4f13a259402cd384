import type { Page } from 'playwright-core'
import type { Scene } from './scene.ts'

/** The page that connects the partner: a sign-in that is broken off, then one that works. Leaves the page open. */
export async function connectOnPage(scene: Scene): Promise<Page> {
  const { browser, report, shoot } = scene
  const page = await browser.open('console.html#/partner')
  await page.getByRole('heading', { name: 'What you agree to' }).waitFor()
  await shoot(page, '80-console-partner')
  await signInAs(scene, await openSignIn(scene, page, 'Connect the partner'), 'cancel')
  await page.getByText('The partner was not connected').waitFor()
  await shoot(page, '81-console-partner-failed')
  await signInAs(scene, await openSignIn(scene, page, 'Try again'), 'partner-partner')
  await page.getByText('The partner is connected').waitFor()
  await page.getByText('12 customers:').waitFor()
  await shoot(page, '82-console-partner-connected')
  report('Partner', 'connected on its page, after a sign-in that was broken off and left nothing behind')
  return page
}

/** Microsoft's sign-in page, in a tab of its own. */
export async function openSignIn({ browser }: Scene, page: Page, button: string): Promise<Page> {
  const opened = browser.context.waitForEvent('page')
  await page.getByRole('button', { name: button }).click()
  const tab = await opened
  await tab.getByRole('heading', { name: 'Pick an account' }).waitFor()
  return tab
}

/** Picks an account there, or cancels; what the worker then says, before the tab is closed. */
export async function signInAs(_scene: Scene, tab: Page, testId: string): Promise<string> {
  await tab.getByTestId(testId).click()
  await tab.waitForURL(/sidelight\.example/)
  const said = await tab.locator('main').innerText()
  await tab.close()
  return said
}
