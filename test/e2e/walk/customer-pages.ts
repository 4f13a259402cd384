import type { Locator, Page } from 'playwright-core'
import type { Scene } from './scene.ts'

/** Ready ones, and Contoso, which is connected by its own consent. */
export async function chooseCustomers({ shoot }: Scene, page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Choose customers' }).first().click()
  await page.getByRole('checkbox', { name: 'Choose all that are ready' }).check()
  await page.getByText('9 chosen').waitFor()
  await page.getByRole('checkbox', { name: 'Choose Contoso Dental' }).check()
  await page.getByText('10 chosen').waitFor()
  await shoot(page, '83-console-customers-chosen')
}

/** Takes them in, with the steps live, until all are done or say what is wrong; then looks how one is mended. */
export async function takeInChosen({ stage, report, shoot }: Scene, page: Page): Promise<void> {
  // What is granted takes some seconds to be known everywhere: long enough to be looked at.
  stage.world.microsoft.consentDelayMs = 5000
  await page.getByRole('button', { name: 'Take in 10 customers' }).click()
  await page.getByText('Waiting for Microsoft').first().waitFor()
  await shoot(page, '84-console-customers-steps')
  // Eight, and Contoso, which is reached both ways.
  const told = page.getByText('9 done, 3 need a step from you')
  await told.waitFor({ timeout: 120_000 })
  stage.world.microsoft.consentDelayMs = 0
  await page.getByText('First read').first().waitFor({ state: 'detached' })
  await shoot(page, '85-console-customers-done')
  const kestrel = customerRow(page, 'Kestrel Accountants')
  await kestrel.getByRole('button', { name: 'How to mend' }).click()
  await kestrel.getByText('removes the guest account').first().waitFor()
  await kestrel.evaluate((row) => row.scrollIntoView())
  await shoot(page, '86-console-customers-explained')
  report('Customers', (await told.textContent()) ?? '')
}

export function customerRow(page: Page, name: string): Locator {
  const list = page.getByRole('list', { name: 'Customers', exact: true })
  return list.locator('> li').filter({ hasText: name })
}
