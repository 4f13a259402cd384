import type { Page } from 'playwright-core'
import { addressOf, tenantNamed } from '../../world/syncro/seed.ts'
import { popupSize, type Scene } from './scene.ts'

/** The popup at its list of tenants: it opens where it was left. */
export async function openTenants({ browser }: Scene): Promise<Page> {
  const popup = await browser.open('popup.html', popupSize)
  const back = popup.getByRole('button', { name: 'Back' })
  const home = popup.getByText('All tenants')
  for (let steps = 0; steps < 4; steps += 1) {
    await back.or(home).first().waitFor()
    if (await home.isVisible()) break
    await back.click()
  }
  await home.waitFor()
  return popup
}

/** Which organisations the tenants without one may be; accepts what is certain. */
export async function acceptInPopup(scene: Scene): Promise<void> {
  const popup = await openTenants(scene)
  await popup.getByRole('button', { name: 'Map tenants' }).click()
  await popup.getByRole('button', { name: /^Accept Northwind Traders/ }).waitFor()
  await scene.shoot(popup, '24-popup-suggestions')
  await popup.getByRole('button', { name: /^Accept all/ }).click()
  await popup.getByText('1 tenant mapped').waitFor()
  await scene.shoot(popup, '25-popup-accepted')
  await popup.close()
}

/** Every tenant at a glance, the rule of a tenant that is split over two organisations, and what asks for a person. */
export async function seeTenants(scene: Scene): Promise<void> {
  const popup = await openTenants(scene)
  await scene.shoot(popup, '28-popup-tenants')
  await popup.getByText('Fabrikam Freight').last().click()
  await popup.getByText('Fabrikam Freight West').waitFor()
  await scene.shoot(popup, '29-popup-split')
  await popup.getByRole('button', { name: 'Back' }).click()
  await popup.getByRole('button', { name: /^Alerts/ }).click()
  await popup.getByRole('heading', { name: 'Alerts' }).first().waitFor()
  await popup.getByText('Contoso Dental').first().waitFor()
  await scene.shoot(popup, '30-popup-alerts')
  await popup.close()
}

/** What a technician sees in Syncro of a contact that is inactive: our line, above the notes that somebody wrote. */
export async function seeInactive({ browser, stage, shoot }: Scene): Promise<void> {
  const juno = addressOf(tenantNamed('Contoso'), 'Harkwell')
  const account = stage.world.syncro.account()
  const contact = [...account.contacts.values()].find(({ email }) => email === juno)
  const page = await browser.context.newPage()
  await page.goto(`https://${account.subdomain}.syncromsp.com/contacts/${contact?.id}`)
  await page.getByText(/^\[Sidelight\] Inactive since .*side door\.$/s).waitFor()
  await shoot(page, '37-syncro-inactive')
  await page.close()
}
