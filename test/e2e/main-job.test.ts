import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser } from '../world/browser.ts'
import { apps, msp, tenants } from '../world/people.ts'
import { openStage, type Stage } from '../world/stage.ts'
import { handMadeIds } from '../world/story.ts'
import { ticketIds } from '../world/syncro/seed.ts'
import { connectTenant } from './walk/connect-tenant.ts'
import { connectPsa, firstRun } from './walk/first-run.ts'
import { idleHour } from './walk/hour.ts'
import { approvePlan, mapTenant, watchFirstSync } from './walk/map-and-approve.ts'
import { type Scene, setScene } from './walk/scene.ts'
import { openPanel, openPsa, resetPassword, seeCard } from './walk/ticket.ts'

let stage: Stage
let browser: Browser
let scene: Scene
const [contoso] = tenants
if (!contoso) throw new Error('The embedded world has no tenant.')

beforeAll(async () => {
  stage = await openStage()
  browser = await openBrowser({ port: stage.port, headless: true })
  browser.context.setDefaultTimeout(30_000)
  scene = setScene({ stage, browser })
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

/** One story: each part goes on where the one before it ended. */
describe('the main job, in a real Chromium', () => {
  it('sets up the extension: server, sign-in by MSAL, a wrong key in words, the PSA connected and enabled', async () => {
    const settings = await firstRun(scene)
    await connectPsa(scene, settings)
    const [row] = (await stage.call('psas.list', {})).connections
    expect(row).toMatchObject({ psa: 'syncro', account: 'lamplight', problem: null })
    await settings.close()
  })

  it('connects a tenant by consent to both applications, and reads it', async () => {
    const popup = await connectTenant(scene, contoso)
    await watchFirstSync(scene, popup, contoso)
    const read = await stage.call('tenants.get', { tenantId: contoso.id })
    expect(read).toMatchObject({
      state: 'connected',
      operator: true,
      reachedBy: 'consent',
      problem: null,
      persons: contoso.people.length,
    })
    expect(read.score).toHaveLength(90)
    await popup.close()
  })

  it('maps it, previews the rule with reasons, and writes to Syncro only what was approved', async () => {
    const popup = await browser.open('popup.html', { width: 420, height: 600 })
    await mapTenant(scene, popup, contoso)
    await approvePlan(scene, popup, contoso)
    const account = stage.world.syncro.account('lamplight')
    const mails = account.contactsOf(contoso.organisationId).map(({ email }) => email?.toLowerCase())
    expect(mails).toContain('zoe.angstrom@contoso.example')
    expect(mails).not.toContain('bo.quarrie@contoso.example')
    expect(mails).not.toContain('fern.bracewell@contoso.example')
    expect(mails).not.toContain('scan.service@contoso.example')
    // The one address that two contacts have was typed twice by hand: its person waits for a decision.
    const mailed = mails.filter(Boolean)
    const twice = mailed.filter((mail, index) => mailed.indexOf(mail) !== index)
    expect(twice).toEqual(['bram.okkerdale@contoso.example'])
    const { reviews } = await stage.call('reviews.list', { tenantId: contoso.id })
    const candidates = [handMadeIds.bram, handMadeIds.bramOnceMore].map(String)
    expect(reviews.map((review) => review.candidates.map(({ id }) => id).sort())).toEqual([candidates])
    await popup.close()
  })

  it('changes nothing in an hour in which nothing changed', async () => {
    await idleHour(stage, scene.report)
  })

  it('shows the person on the ticket, resets the password from the panel, and the ticket knows', async () => {
    const page = await openPsa(scene, contoso.organisationId)
    await seeCard(scene, page)
    const panel = await openPanel(scene, ticketIds.mara, 'panel')
    await resetPassword(scene, panel, page)

    const { entries } = await stage.call('audit.list', { tenantId: contoso.id })
    expect(entries.map(({ outcome, action }) => `${action} ${outcome}`)).toEqual([
      'reset-password done',
      'reset-password started',
    ])
    expect(entries[0]?.actorId).toBe(msp.technicians[0].id)
    const [change] = stage.world.microsoft.tenant(contoso.domain).directoryLog
    expect(change).toMatchObject({ appId: apps.operator.id })
    await panel.close()
  })

  it('opens a ticket within the page’s own navigation and follows it, once', async () => {
    const page = await browser.context.newPage()
    await page.goto('https://lamplight.syncromsp.com/tickets')
    await expect(page.locator('sidelight-card').count()).resolves.toBe(0)
    await page.locator(`a[href="/tickets/${ticketIds.sela}"]`).first().click()
    const card = page.getByRole('region', { name: 'Sidelight' })
    await card.getByText('Sela Brightmoor').waitFor()
    await page.goBack()
    await card.waitFor({ state: 'detached' })
    await page.goForward()
    await card.getByText('Sela Brightmoor').waitFor()
    expect(await card.count()).toBe(1)
    await page.close()
  })

  it('refuses a password reset on a Global Administrator before the click, with the reason', async () => {
    const panel = await openPanel(scene, ticketIds.wim, 'panel')
    await panel.getByText('Privileged role').first().waitFor()
    const reset = panel.getByRole('button', { name: 'Reset password' })
    expect(await reset.getAttribute('aria-disabled')).toBe('true')
    await reset.click({ force: true })
    expect(await panel.getByText(/Private note on ticket/).count()).toBe(0)
    await panel.close()
  })

  it('says why nobody was found when the ticket has no contact', async () => {
    const page = await browser.context.newPage()
    await page.goto(`https://lamplight.syncromsp.com/tickets/${ticketIds.tove}`)
    const card = page.getByRole('region', { name: 'Sidelight' })
    await card.getByText('No contact on this ticket').waitFor()
    await page.close()
  })

  it('lets nothing out but to Microsoft and the PSA', () => {
    expect(stage.world.strays).toEqual([])
  })
})
