import type { Page } from 'playwright-core'
import { quiet } from './hour.ts'
import type { Scene } from './scene.ts'

/** From the customers to their organisations: what is certain at once, what is likely after a look, the rest made anew. */
export async function mapCustomers({ report, shoot }: Scene, page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Find their organisations' }).click()
  await page.getByRole('button', { name: 'Accept all 5 certain' }).waitFor()
  await page.getByRole('heading', { name: 'Nothing found, 2' }).waitFor()
  await shoot(page, '87-console-suggestions')
  await page.getByRole('button', { name: 'Accept all 5 certain' }).click()
  await page.getByText('5 tenants mapped').waitFor()
  await page.getByRole('button', { name: 'Accept Wellside Medical Group for Foxglove Pharmacy' }).click()
  await page.getByText('1 tenant mapped').waitFor()
  await page.getByRole('checkbox', { name: 'Choose all: Nothing found' }).check()
  await page.getByRole('button', { name: 'Create 2 organisations' }).click()
  await page.getByRole('textbox', { name: /for Greyfriars Printing$/ }).waitFor()
  await shoot(page, '88-console-new-organisations')
  await page.getByRole('button', { name: 'Create and map 2' }).click()
  await page.getByText('2 of 2 organisations created').waitFor()
  report('Map', '5 tenants by certain suggestions, 1 by a likely one, 2 to organisations made in Syncro')
}

/** The first plans of all of them, looked at and approved together. */
export async function approveCustomers({ stage, report, shoot }: Scene, page: Page): Promise<void> {
  await quiet(stage)
  await page.getByRole('link', { name: 'See the plans' }).click()
  // What was read before is shown first; whoever is chosen then, the others are not.
  await page.getByText('8 plans wait for approval').waitFor()
  await page.getByRole('checkbox', { name: 'Choose all that may be approved together' }).check()
  await page.getByText('8 organisations').waitFor()
  await shoot(page, '89-console-plans-together')
  await page.getByRole('button', { name: 'Approve together' }).click()
  await page.getByText('8 plans approved').waitFor()
  await quiet(stage)
  report('Approve', '8 first plans together; every change of them is written')
}
