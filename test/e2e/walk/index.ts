import { type SeedTenant, tenants } from '../../world/people.ts'
import { ticketIds } from '../../world/syncro/seed.ts'
import { connectTenant } from './connect-tenant.ts'
import { connectPsa, firstRun } from './first-run.ts'
import { liveThroughHours } from './hours.ts'
import { approvePlan, mapTenant, nextHour, watchFirstSync } from './map-and-approve.ts'
import { popupSize, type Scene } from './scene.ts'
import { openPanel, openPsa, resetPassword, seeCard, seeNarrow, seeOtherTickets } from './ticket.ts'

function contoso(): SeedTenant {
  const [first] = tenants
  if (!first) throw new Error('The embedded world has no tenant.')
  return first
}

/** Everything that must be there before a technician opens a ticket. */
export async function setUp(scene: Scene): Promise<void> {
  const settings = await firstRun(scene)
  await connectPsa(scene, settings)
  await settings.close()
  const popup = await connectTenant(scene, contoso())
  await watchFirstSync(scene, popup, contoso())
  await mapTenant(scene, popup, contoso())
  await approvePlan(scene, popup, contoso())
  await popup.close()
}

/** Ends with a signed-in technician in front of a ticket with its card. */
export async function showTicket(scene: Scene): Promise<void> {
  await seeCard(scene, await openPsa(scene, contoso().organisationId))
}

/** The whole main job: from an empty deployment to a note on the ticket. */
export async function walk(scene: Scene): Promise<void> {
  await setUp(scene)
  await nextHour(scene, contoso())
  const page = await openPsa(scene, contoso().organisationId)
  await seeOtherTickets(scene, page)
  await seeCard(scene, page)
  const panel = await openPanel(scene, ticketIds.mara, '18-panel-person')
  await resetPassword(scene, panel, page)
  await seeNarrow(scene, ticketIds.mara)
  await liveThroughHours(scene.stage, scene.report)
  await seeTenants(scene)
}

/** Every tenant at a glance, and the rule of a tenant that is split over two organisations. */
async function seeTenants({ browser, shoot }: Scene): Promise<void> {
  const popup = await browser.open('popup.html', popupSize)
  const back = popup.getByRole('button', { name: 'Back' })
  const home = popup.getByText('All tenants')
  // The popup opens where it was left.
  for (let steps = 0; steps < 4; steps += 1) {
    await back.or(home).first().waitFor()
    if (await home.isVisible()) break
    await back.click()
  }
  await home.waitFor()
  await shoot(popup, '24-popup-tenants')
  await popup.getByText('Fabrikam Freight').last().click()
  await popup.getByText('Fabrikam Freight West').waitFor()
  await shoot(popup, '25-popup-split')
  await popup.close()
}
