import { tenantNamed } from '../../world/syncro/seed.ts'
import type { Scene } from './scene.ts'

/** The first plans that wait, approved together on the page of plans. */
export async function approveOnPage({ browser, shoot }: Scene): Promise<void> {
  const page = await browser.open('console.html#/plans')
  await page.getByRole('checkbox', { name: 'Choose all that may be approved together' }).check()
  await page.getByText('3 organisations').waitFor()
  await shoot(page, '26-console-plans')
  await page.getByRole('button', { name: 'Approve together' }).click()
  await page.getByText('3 plans approved').waitFor()
  await shoot(page, '27-console-approved')
  await page.close()
}

/** The full pages, after the hours. */
export async function seeConsole({ stage, browser, shoot }: Scene): Promise<void> {
  const tenantId = tenantNamed('Contoso').id
  const { mappings } = await stage.call('tenants.get', { tenantId })
  const [mapping] = mappings
  if (!mapping) throw new Error('Contoso is not mapped.')
  const { id, connectionId, organisationId, organisationName } = mapping
  const place = `${tenantId}/${id}`
  const rule = `${tenantId}?${new URLSearchParams({ connectionId, organisationId, organisationName })}`
  const pages = [
    ['31-console-reviews', 'reviews', 'Bram Okkerdale'],
    ['32-console-history', 'history', 'Petra Quillfeather'],
    ['33-console-organisations', 'organisations', 'Fabrikam Freight West'],
    ['34-console-plan', `plan/${place}`, 'Vera Ashcombe'],
    ['35-console-untouched', `untouched/${place}`, 'Tove Lindqvale'],
    ['36-console-settings', `settings/${place}`, 'Left out'],
    ['51-console-tenants', 'tenants', 'Northwind Traders'],
    ['52-console-tenant', `tenant/${tenantId}`, 'Similar size'],
    ['53-console-rule', `rule/${rule}`, 'persons belong here'],
    ['54-console-map', `map/${tenantId}`, 'Adatum Books'],
    ['55-console-suggestions', 'suggestions', 'Every tenant has its organisation'],
    ['56-console-alerts', 'alerts', 'waits for a decision'],
    ['57-console-ticket-systems', 'connections', 'Syncro, lamplight'],
    ['58-console-technicians', 'technicians', 'Nobody is limited'],
  ] as const
  for (const [name, path, shown] of pages) {
    const page = await browser.open(`console.html#/${path}`)
    await page.getByText(shown).first().waitFor()
    await shoot(page, name)
    await page.close()
  }
}
