import type { Page } from 'playwright-core'
import { chooseCustomers, takeInChosen } from './customer-pages.ts'
import { passHour } from './hour.ts'
import type { Ledger } from './ledger.ts'
import { approveCustomers, mapCustomers } from './new-customer-pages.ts'
import { checkMirror } from './partner-mirror.ts'
import type { Scene } from './scene.ts'
import { agree } from './sum-up.ts'

/** All customers of the partner at once, on the full pages: connect, choose, take in, map or create, approve together. */
export async function takeInOnPages(scene: Scene, ledger: Ledger): Promise<void> {
  const { stage, report } = scene
  const page = await connectOnPage(scene)
  await chooseCustomers(scene, page)
  await takeInChosen(scene, page)
  await passHour(stage)
  await checkMirror(stage, report)
  await mapCustomers(scene, page)
  await approveCustomers(scene, page)
  await passHour(stage)
  await agree(stage, report, ledger)
  await page.close()
}

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
/** Goes to Microsoft's sign-in page in a tab of its own and back to the worker; answers what that says at the end. */
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
