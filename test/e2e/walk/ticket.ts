import type { Page } from 'playwright-core'
import { syncroAccount } from '../../world/people.ts'
import { ticketIds } from '../../world/syncro/seed.ts'
import { panelSize, type Scene } from './scene.ts'

const psa = `https://${syncroAccount.subdomain}.syncromsp.com`

/** Signs in at the PSA and shows the organisation's contacts on its own page. */
export async function openPsa({ browser, shoot, report }: Scene, organisationId: number): Promise<Page> {
  const page = await browser.context.newPage()
  await page.goto(`${psa}/`)
  await page.getByTestId('sign-in').click()
  await page.goto(`${psa}/customers/${organisationId}`)
  await page.getByTestId('contact').first().waitFor()
  await shoot(page, '13-syncro-contacts')
  report('In Syncro', `${await page.getByTestId('contact').count()} contacts on the organisation’s page`)
  return page
}

/** Opens a ticket; the card says who it is about. */
export async function seeCard({ shoot, report }: Scene, page: Page): Promise<void> {
  await page.goto(`${psa}/tickets/${ticketIds.mara}`)
  const card = page.getByRole('region', { name: 'Sidelight' })
  await card.getByText('Mara Ellingsworth').waitFor()
  await card.getByText('Can sign in').waitFor()
  await shoot(page, '14-ticket-card')
  report('Card', `ticket #4182: ${((await card.getByRole('definition').first().textContent()) ?? '').trim()}`)
}

/** The panel of the ticket, as a tab of the panel's size. */
export async function openPanel({ browser, shoot }: Scene, ticketId: number, name: string): Promise<Page> {
  const panel = await browser.open(
    `sidepanel.html?host=${psa.slice('https://'.length)}&ticketId=${ticketId}`,
    panelSize,
  )
  await panel.getByRole('heading', { name: 'Account' }).waitFor()
  await shoot(panel, name)
  return panel
}

/** Resets the password of the ticket's person; what is shown once, and the note on the ticket's page. */
export async function resetPassword({ stage, shoot, report }: Scene, panel: Page, page: Page): Promise<void> {
  await panel.getByRole('button', { name: 'Reset password' }).click()
  await panel.getByText(/Private note on ticket/).waitFor()
  await shoot(panel, '19-panel-confirm')
  await panel.getByRole('button', { name: 'Reset password' }).last().click()
  await panel.getByText('shown once').waitFor()
  await shoot(panel, '20-panel-result')
  const secret = (await panel.locator('.secret').textContent()) ?? ''
  await panel.getByRole('button', { name: 'Done' }).click()
  if ((await panel.content()).includes(secret))
    throw new Error('The password is still in the panel after Done.')

  await page.reload()
  const note = page.getByTestId('reply-comment').filter({ hasText: 'Mara Ellingsworth' })
  await note.first().waitFor()
  await note.first().scrollIntoViewIfNeeded()
  await shoot(page, '21-ticket-note')
  if ((await page.content()).includes(secret)) throw new Error('The password stands on the ticket page.')
  const { directoryLog } = stage.world.microsoft.tenant('contoso.example')
  if (directoryLog.length !== 1)
    throw new Error(`Microsoft was asked for ${directoryLog.length} changes, not for one.`)
  report(
    'Act',
    `password reset in Microsoft, shown once (${secret.length} characters), private note on the ticket page`,
  )
}

/** What else a card and a panel may have to say: nobody, not mapped, a privileged person, the list of actions, narrow. */
export async function seeOtherTickets(scene: Scene, page: Page): Promise<void> {
  const card = page.getByRole('region', { name: 'Sidelight' })
  for (const [ticketId, name] of [
    [ticketIds.tove, '15-card-no-contact'],
    [ticketIds.osric, '16-card-not-mapped'],
  ] as const) {
    await page.goto(`${psa}/tickets/${ticketId}`)
    await card.getByRole('button', { name: 'Open panel' }).waitFor()
    await scene.shoot(page, name)
  }
  const privileged = await openPanel(scene, ticketIds.wim, '17-panel-privileged')
  await privileged.getByRole('button', { name: 'All actions' }).click()
  await privileged.getByRole('heading', { name: 'Actions' }).waitFor()
  await scene.shoot(privileged, '18-panel-actions')
  await privileged.close()
  scene.report(
    'Other tickets',
    'no contact, not mapped, a privileged person: each says why and what can be done',
  )
}

/** The panel and the popup at the narrowest. */
export async function seeNarrow({ browser, shoot }: Scene, ticketId: number): Promise<void> {
  const host = psa.slice('https://'.length)
  const panel = await browser.open(`sidepanel.html?host=${host}&ticketId=${ticketId}`, {
    width: 320,
    height: 860,
  })
  await panel.getByRole('heading', { name: 'Account' }).waitFor()
  await shoot(panel, '22-panel-narrow')
  await panel.close()
  const popup = await browser.open('popup.html', { width: 320, height: 600 })
  // It opens where it was left: on the plan.
  await popup
    .getByText(/contacts? stay untouched|Everything is as it should be/)
    .first()
    .waitFor()
  await shoot(popup, '23-popup-narrow')
  await popup.close()
}
