import type { Page } from 'playwright-core'
import { type SeedTenant, syncroAccount } from '../../world/people.ts'
import type { Scene } from './scene.ts'
import { until } from './until.ts'

/** From the attempt's line to the tenant, read completely: persons, seats, score. */
export async function watchFirstSync(
  { stage, report, shoot }: Scene,
  popup: Page,
  tenant: SeedTenant,
): Promise<void> {
  await popup.getByRole('button', { name: 'Open the tenant' }).click()
  const read = await until('the first sync', async () => {
    const found = await stage.call('tenants.get', { tenantId: tenant.id })
    return found.lastSyncAt && !found.sync.running ? found : null
  })
  await popup.getByRole('button', { name: 'Sync now' }).waitFor()
  await popup.getByText('Microsoft 365 Business Premium').first().waitFor()
  await shoot(popup, '07-popup-tenant')
  const seats = read.licences
    .filter(({ free }) => !free)
    .map(({ name, assigned, usable }) => `${name} ${assigned} of ${usable}`)
  report('Sync', `${read.persons} persons, ${read.score.length} days of Secure Score; ${seats.join(', ')}`)
}

/** Maps the tenant to its organisation with a rule; the preview says who is left out and why. */
export async function mapTenant({ report, shoot }: Scene, popup: Page, tenant: SeedTenant): Promise<void> {
  await popup.getByRole('button', { name: 'Map to an organisation' }).click()
  await popup.getByRole('radio', { name: tenant.name }).check()
  await shoot(popup, '08-popup-map')
  await popup.getByRole('button', { name: 'Choose and set rule' }).click()
  await popup.getByText('Why 4 are out').waitFor()
  await popup.getByLabel('Add to: Department').selectOption('exclude:Laboratory')
  await popup.getByText('Why 6 are out').waitFor()
  await shoot(popup, '09-popup-rule')
  const out = await popup.getByText(/^Why \d+ are out/).textContent()
  report('Map', `${tenant.name} to its organisation in Syncro; ${out?.toLowerCase()}, each with a reason`)
}

/** Looks at the first plan and approves it; waits until Syncro holds the contacts. */
export async function approvePlan(
  { stage, report, shoot }: Scene,
  popup: Page,
  tenant: SeedTenant,
): Promise<void> {
  const account = stage.world.syncro.account(syncroAccount.subdomain)
  const before = account.contactsOf(tenant.organisationId).length
  const writes = account.log.length
  await popup.getByRole('button', { name: 'Save and see the plan' }).click()
  const approve = popup.getByRole('button', { name: /^Approve \d+ changes/ })
  await approve.waitFor()
  if (account.log.length !== writes)
    throw new Error('Something was written to the PSA before the plan was approved.')
  await shoot(popup, '10-popup-plan')
  await popup.getByRole('button', { name: 'Back' }).click()
  await popup.getByRole('button', { name: 'Back' }).click()
  await popup.getByText(/^Needs attention/).waitFor()
  await shoot(popup, '11-popup-tenants')
  await popup.getByRole('button', { name: `Review: ${tenant.name}` }).click()
  await approve.click()
  await until('the contacts', async () => {
    const { mappings } = await stage.call('tenants.get', { tenantId: tenant.id })
    return mappings[0]?.approved && mappings[0].waiting === 0 ? true : null
  })
  await popup.getByText('Everything of this plan stands in Syncro.').waitFor()
  await shoot(popup, '12-popup-plan-done')
  const after = account.contactsOf(tenant.organisationId).length
  report(
    'Contacts',
    `${after - before} created, ${before} there before; nothing was written before the approval`,
  )
}
