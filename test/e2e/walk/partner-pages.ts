import type { Page } from 'playwright-core'
import { seededPartner } from '../../world/partner-seed.ts'
import type { Scene } from './scene.ts'

/** The page that connects the partner: a sign-in that is broken off, then one that works. Leaves the page open. */
export async function connectOnPage(scene: Scene): Promise<Page> {
  const { browser, report, shoot } = scene
  const page = await browser.open('console.html#/partner')
  await page.getByRole('heading', { name: 'What you agree to' }).waitFor()
  await shoot(page, '80-console-partner')
  await signIn(scene, page, { button: 'Connect the partner', choice: 'cancel' })
  await page.getByText('The partner was not connected').waitFor()
  await shoot(page, '81-console-partner-failed')
  await signIn(scene, page, { button: 'Try again', choice: 'partner-partner' })
  await page.getByText('The partner is connected').waitFor()
  await page.getByText('12 customers:').waitFor()
  await shoot(page, '82-console-partner-connected')
  report('Partner', 'connected on its page, after a sign-in that was broken off and left nothing behind')
  return page
}

interface SignIn {
  /** What leads to Microsoft's page. */
  button: string
  /** Test id of what is pressed there. */
  choice: string
}
/** Goes to Microsoft's sign-in page in a tab of its own and back to the worker; what that says, before the tab is closed. */
export async function signIn({ browser }: Scene, page: Page, { button, choice }: SignIn): Promise<string> {
  const opened = browser.context.waitForEvent('page')
  await page.getByRole('button', { name: button }).click()
  const tab = await opened
  await tab.getByTestId(choice).click()
  await tab.waitForURL('https://sidelight.example/**')
  const said = (await tab.locator('body').textContent()) ?? ''
  await tab.close()
  return said
}

/** From the list of customers to those that are taken in, with the steps live. Needs Contoso by its own consent. */
export async function takeInOnPage(scene: Scene, page: Page): Promise<void> {
  const { report, shoot, stage } = scene
  await page.getByRole('link', { name: 'Choose customers' }).first().click()
  await chooseAll(page)
  await shoot(page, '83-console-customers-chosen')
  // What is granted takes some seconds to be known everywhere: long enough to be looked at.
  stage.world.microsoft.consentDelayMs = 5000
  await page.getByRole('button', { name: 'Take in 10 customers' }).click()
  await page.getByText('Waiting for Microsoft').first().waitFor()
  await shoot(page, '84-console-customers-steps')
  await page.getByText(allTold).waitFor({ timeout: 120_000 })
  stage.world.microsoft.consentDelayMs = 0
  await shoot(page, '85-console-customers-done')
  const kestrel = customer(page, 'Kestrel Accountants')
  await kestrel.getByRole('button', { name: 'How to mend Kestrel Accountants' }).click()
  await kestrel.getByText('removes the guest account').waitFor()
  await shoot(page, '86-console-customers-explained')
  report('Customers', (await page.getByText(allTold).textContent()) ?? '')
}

/** Eight, and Contoso, which is reached both ways. */
const allTold = '9 done, 3 need a step from you'

/** All that are ready, and the one that has its own consent. */
async function chooseAll(page: Page): Promise<void> {
  const all = page.getByRole('checkbox', { name: 'Choose all that are ready' })
  await all.check()
  await page.getByText('9 chosen').waitFor()
  await page.getByRole('checkbox', { name: 'Choose Contoso Dental' }).check()
  await page.getByText('10 chosen').waitFor()
}

/** A customer's row. */
export function customer(page: Page, name: string) {
  return page.getByRole('list', { name: 'Customers' }).getByRole('listitem').filter({ hasText: name })
}
