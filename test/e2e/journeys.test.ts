import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser } from '../world/browser.ts'
import { tenants } from '../world/people.ts'
import { openStage, type Stage } from '../world/stage.ts'
import { ticketIds } from '../world/syncro/seed.ts'
import { setUp } from './walk/index.ts'
import { type Scene, setScene } from './walk/scene.ts'
import { stopBackground } from './walk/stop-background.ts'
import { openPanel, openPsa } from './walk/ticket.ts'

let stage: Stage
let browser: Browser
let scene: Scene
const psa = 'https://lamplight.syncromsp.com'
const [contoso] = tenants
if (!contoso) throw new Error('The embedded world has no tenant.')

beforeAll(async () => {
  stage = await openStage()
  browser = await openBrowser({ port: stage.port, headless: true })
  browser.context.setDefaultTimeout(20_000)
  scene = setScene({ stage, browser })
  await setUp(scene)
  await (await openPsa(scene, contoso.organisationId)).close()
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

const cardOf = (page: Page) => page.getByRole('region', { name: 'Sidelight' })
async function openTicket(ticketId: number): Promise<Page> {
  const page = await browser.context.newPage()
  await page.goto(`${psa}/tickets/${ticketId}`)
  return page
}
async function choose(panel: Page, typed: string, name: string): Promise<void> {
  await panel.getByRole('combobox').fill(typed)
  await panel.getByRole('option').filter({ hasText: name }).click()
}

describe('whom a ticket is about', () => {
  it('is somebody else when a technician says so, on this ticket and on no other', async () => {
    const mara = await openTicket(ticketIds.mara)
    const sela = await openTicket(ticketIds.sela)
    await cardOf(mara).getByText('Mara Ellingsworth').waitFor()
    await cardOf(sela).getByText('Sela Brightmoor').waitFor()

    const panel = await openPanel(scene, ticketIds.mara, 'panel')
    await panel.getByRole('button', { name: 'Change to someone else' }).click()
    await choose(panel, 'idris', 'Idris Fennimore')
    await panel.getByText('Chosen for this ticket by Ruben Deskwright').waitFor()
    await mara.reload()
    await sela.reload()
    await cardOf(mara).getByText('Idris Fennimore').waitFor()
    await cardOf(sela).getByText('Sela Brightmoor').waitFor()

    await panel.getByRole('button', { name: 'Take it back' }).click()
    await panel.getByText('Matched by').waitFor()
    await mara.reload()
    await cardOf(mara).getByText('Mara Ellingsworth').waitFor()
    for (const page of [mara, sela, panel]) await page.close()
  })

  it('is searched for where the ticket names nobody, and kept once chosen', async () => {
    const ticket = await openTicket(ticketIds.tove)
    await cardOf(ticket).getByText('No contact on this ticket').waitFor()
    const panel = await browser.open(
      `sidepanel.html?host=lamplight.syncromsp.com&ticketId=${ticketIds.tove}&errand=choose`,
      { width: 400, height: 860 },
    )
    await choose(panel, 'lindq', 'Tove Lindqvale')
    await panel.getByText('Chosen for this ticket by Ruben Deskwright').waitFor()
    await ticket.reload()
    await cardOf(ticket).getByText('Tove Lindqvale').waitFor()
    for (const page of [ticket, panel]) await page.close()
  })

  it('can be looked for in all tenants, with a way back to the ticket', async () => {
    const panel = await openPanel(scene, ticketIds.mara, 'panel')
    await panel.keyboard.press('/')
    await panel.getByText('Everybody you may see').waitFor()
    await choose(panel, 'castelaar', 'Wim Castelaar')
    await panel.getByText(/Looked up\. Ticket .* is about somebody else/).waitFor()
    await panel.getByRole('button', { name: 'Back to the ticket' }).click()
    await panel.getByRole('heading', { name: 'Mara Ellingsworth' }).waitFor()
    await panel.close()
  })
})

describe('what goes away and comes back', () => {
  it('shows the last known person as such while the server is away, and goes on when it answers again', async () => {
    const panel = await openPanel(scene, ticketIds.mara, 'panel')
    await panel.route('https://sidelight.example/**', (route) => route.abort('connectionrefused'))
    await panel.reload()
    await panel.getByRole('heading', { name: 'Mara Ellingsworth' }).waitFor()
    await panel
      .getByText(/did not answer|cannot be reached|is not reached|away/i)
      .first()
      .waitFor()
    await panel.unroute('https://sidelight.example/**')
    await panel
      .getByRole('button', { name: /try again/i })
      .first()
      .click()
    await panel
      .getByText(/did not answer|cannot be reached|is not reached|away/i)
      .first()
      .waitFor({ state: 'detached' })
    await panel.close()
  })

  it('says in words that something else answers at the server’s address', async () => {
    const panel = await openPanel(scene, ticketIds.sela, 'panel')
    await panel.route('https://sidelight.example/v1/**', (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
    )
    await panel.reload()
    await panel.getByRole('alert').first().waitFor()
    expect(await panel.content()).not.toContain('Bad gateway')
    await panel.close()
  })

  it('serves the card and the panel after the browser has stopped the service worker', async () => {
    const page = await openTicket(ticketIds.mara)
    await cardOf(page).getByText('Mara Ellingsworth').waitFor()
    await stopBackground(browser)
    // Navigation within the page asks the worker, which has to wake for it.
    await page.locator(`a[href="/tickets"]`).first().click()
    await page.locator(`a[href="/tickets/${ticketIds.sela}"]`).first().click()
    await cardOf(page).getByText('Sela Brightmoor').waitFor()
    await stopBackground(browser)
    await page.reload()
    await cardOf(page).getByText('Sela Brightmoor').waitFor()
    expect(await cardOf(page).count()).toBe(1)
    await page.close()
  })
})
