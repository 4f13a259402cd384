import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser } from '../world/browser.ts'
import { msp } from '../world/people.ts'
import { openStage, type Stage } from '../world/stage.ts'
import { tenantNamed, ticketIds } from '../world/syncro/seed.ts'
import { firstRun } from './walk/first-run.ts'
import { setUp } from './walk/index.ts'
import { connectByConsent } from './walk/other-tenants.ts'
import { type Scene, setScene } from './walk/scene.ts'
import { stopBackground } from './walk/stop-background.ts'
import { openPanel, openPsa } from './walk/ticket.ts'

let stage: Stage
let browser: Browser
let scene: Scene
const host = 'lamplight.syncromsp.com'
const psa = `https://${host}`
const server = 'https://sidelight.example/**'
const contoso = tenantNamed('Contoso')

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
    await panel.getByRole('button', { name: 'Take it back' }).waitFor({ state: 'detached' })
    await panel.getByRole('heading', { name: 'Mara Ellingsworth' }).waitFor()
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
    // What was read is kept a moment later.
    await panel.waitForTimeout(1000)
    await panel.route(server, (route) => route.abort('connectionrefused'))
    await panel.reload()
    await panel.getByRole('heading', { name: 'Mara Ellingsworth' }).waitFor()
    await panel.getByText('You see what was known last.').waitFor()
    await panel.getByText('Could sign in').waitFor()
    expect(await panel.getByRole('button', { name: 'Reset password' }).getAttribute('aria-disabled')).toBe(
      'true',
    )
    await panel.unroute(server)
    await panel.getByRole('button', { name: 'Try now' }).click()
    await panel.getByText('You see what was known last.').waitFor({ state: 'detached' })
    await panel.getByText('Can sign in', { exact: true }).waitFor()
    await panel.close()
  })

  it('says in words that something else answers at the server’s address', async () => {
    const panel = await browser.open(`sidepanel.html?host=${host}&ticketId=${ticketIds.withoutEmail}`)
    await panel
      .getByText(/no e-mail/i)
      .first()
      .waitFor()
    await panel.route(server, (route) =>
      route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Welcome to the router</h1>' }),
    )
    await panel.goto(panel.url().replace(String(ticketIds.withoutEmail), String(ticketIds.osric)))
    await panel.getByText('The person could not be read.').waitFor()
    await panel.getByText('The answer does not come from a Sidelight server.').waitFor()
    expect(await panel.content()).not.toContain('router')
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

describe('two tickets side by side', () => {
  it('each keeps its own person, and what is done for one reaches the card of that one alone', async () => {
    const [first, second] = [await openTicket(ticketIds.mara), await openTicket(ticketIds.sela)]
    await cardOf(first).getByText('Mara Ellingsworth').waitFor()
    await cardOf(second).getByText('Sela Brightmoor').waitFor()
    const panels = [
      await openPanel(scene, ticketIds.mara, 'panel'),
      await openPanel(scene, ticketIds.sela, 'panel'),
    ]
    await panels[1]?.getByRole('button', { name: 'Block sign-in' }).click()
    await panels[1]?.getByRole('button', { name: 'Block sign-in' }).last().click()
    await panels[1]?.getByRole('button', { name: 'Done' }).click()
    await first.reload()
    await second.reload()
    await cardOf(second).getByText('Sign-in blocked').first().waitFor()
    await cardOf(first).getByText('Can sign in').first().waitFor()
    const touched = stage.world.microsoft.tenant(contoso.domain).directoryLog.map(({ userId }) => userId)
    expect(new Set(touched).size).toBe(1)
    for (const page of [first, second, ...panels]) await page.close()
  })
})

describe('a technician who is limited to one tenant', () => {
  it('learns nothing of another tenant from a ticket, a search or a page, and may not map', async () => {
    const tilda = msp.technicians[1]
    const fabrikam = tenantNamed('Fabrikam')
    await connectByConsent(stage, fabrikam)
    await stage.call('access.set', {
      subject: { kind: 'person', id: tilda.id, name: tilda.name },
      tenantIds: [fabrikam.id],
    })
    const own = await openBrowser({ port: stage.port, headless: true })
    try {
      own.context.setDefaultTimeout(20_000)
      const settings = await firstRun(setScene({ stage, browser: own }), 'tilda')
      await settings.getByRole('button', { name: /^Enable on Syncro/ }).click()
      await settings.getByRole('button', { name: /^Withdraw from/ }).waitFor()
      const page = await own.context.newPage()
      await page.goto(`${psa}/`)
      await page.getByTestId('sign-in').click()
      await page.goto(`${psa}/tickets/${ticketIds.mara}`)
      const card = page.getByRole('region', { name: 'Sidelight' })
      await card.getByRole('status').waitFor()
      expect(await card.textContent()).not.toContain('Practice manager')

      const panel = await own.open('sidepanel.html', { width: 400, height: 860 })
      await panel.getByRole('button', { name: 'Search all tenants' }).first().click()
      await panel.getByRole('combobox').fill('ellingsworth')
      await panel.getByText('Nobody is called “ellingsworth”.').waitFor()
      await panel.getByText(/limited you to certain tenants/).waitFor()

      const popup = await own.open('popup.html', { width: 420, height: 600 })
      await popup
        .getByText(/tenant/i)
        .first()
        .waitFor()
      await popup.waitForTimeout(1500)
      expect(await popup.locator('body').textContent()).not.toContain('Contoso')
      const connect = popup.getByRole('button', { name: 'Connect tenant' })
      expect(await connect.getAttribute('aria-disabled')).toBe('true')
    } finally {
      await own.close()
    }
  })
})
