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
  await shoot(page, '12-syncro-contacts')
  report('In Syncro', `${await page.getByTestId('contact').count()} contacts on the organisation’s page`)
  return page
}

/** Opens a ticket; the card says who it is about. */
export async function seeCard({ shoot, report }: Scene, page: Page): Promise<void> {
  await page.goto(`${psa}/tickets/${ticketIds.mara}`)
  const card = page.getByRole('region', { name: 'Sidelight' })
  await card.getByText('Mara Ellingsworth').waitFor()
  await card.getByText('Can sign in').waitFor()
  await shoot(page, '13-ticket-card')
  report('Card', `ticket #4182: ${((await card.getByRole('definition').first().textContent()) ?? '').trim()}`)
}

/** The panel of the ticket, as a tab of the panel's size. */
export async function openPanel({ browser, shoot }: Scene, ticketId: number): Promise<Page> {
  const panel = await browser.open(
    `sidepanel.html?host=${psa.slice('https://'.length)}&ticketId=${ticketId}`,
    panelSize,
  )
  await panel.getByRole('heading', { name: 'Account' }).waitFor()
  await shoot(panel, `14-panel-${ticketId}`)
  return panel
}

/** Resets the password of the ticket's person; what is shown once, and the note on the ticket's page. */
export async function resetPassword({ stage, shoot, report }: Scene, panel: Page, page: Page): Promise<void> {
  await panel.getByRole('button', { name: 'Reset password' }).click()
  await panel.getByText(/Private note on ticket/).waitFor()
  await shoot(panel, '15-panel-confirm')
  await panel.getByRole('button', { name: 'Reset password' }).last().click()
  await panel.getByText('shown once').waitFor()
  await shoot(panel, '16-panel-result')
  const secret = (await panel.locator('.secret').textContent()) ?? ''
  await panel.getByRole('button', { name: 'Done' }).click()
  if ((await panel.content()).includes(secret))
    throw new Error('The password is still in the panel after Done.')

  await page.reload()
  const note = page.getByTestId('reply-comment').filter({ hasText: 'Mara Ellingsworth' })
  await note.first().waitFor()
  await note.first().scrollIntoViewIfNeeded()
  await shoot(page, '17-ticket-note')
  if ((await page.content()).includes(secret)) throw new Error('The password stands on the ticket page.')
  const { directoryLog } = stage.world.microsoft.tenant('contoso.example')
  if (directoryLog.length !== 1)
    throw new Error(`Microsoft was asked for ${directoryLog.length} changes, not for one.`)
  report(
    'Act',
    `password reset in Microsoft, shown once (${secret.length} characters), private note on the ticket page`,
  )
}
