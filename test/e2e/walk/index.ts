import { type SeedTenant, tenants } from '../../world/people.ts'
import { ticketIds } from '../../world/syncro/seed.ts'
import { actOnPersons } from './actions.ts'
import { connectTenant } from './connect-tenant.ts'
import { connectPsa, firstRun } from './first-run.ts'
import { idleHour } from './hour.ts'
import { liveThroughHours } from './hours.ts'
import { openLedger } from './ledger.ts'
import { approvePlan, mapTenant, watchFirstSync } from './map-and-approve.ts'
import { addOtherTenants } from './other-tenants.ts'
import { takeInOnPages } from './partner-pages.ts'
import type { Scene } from './scene.ts'
import { approveOnPage, seeConsole } from './see-console.ts'
import { acceptInPopup, seeInactive, seeTenants } from './see-tenants.ts'
import { sumUp } from './sum-up.ts'
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
  const { stage, report } = scene
  const ledger = openLedger(stage.world.syncro.account())
  await setUp(scene)
  await idleHour(stage, report)
  const page = await openPsa(scene, contoso().organisationId)
  await seeOtherTickets(scene, page)
  await seeCard(scene, page)
  const panel = await openPanel(scene, ticketIds.mara, '18-panel-person')
  await resetPassword(scene, panel, page)
  await seeNarrow(scene, ticketIds.mara)
  await addOtherTenants(stage, report, {
    acceptCertain: () => acceptInPopup(scene),
    approveTogether: () => approveOnPage(scene),
  })
  await liveThroughHours(stage, report, ledger)
  await sumUp(stage, report, ledger)
  await seeTenants(scene)
  await seeConsole(scene)
  await seeInactive(scene)
  await actOnPersons(scene)
  await takeInOnPages(scene, ledger)
}
