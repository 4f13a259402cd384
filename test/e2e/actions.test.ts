import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser } from '../world/browser.ts'
import { openStage, type Stage } from '../world/stage.ts'
import { tenantNamed, ticketIds } from '../world/syncro/seed.ts'
import {
  choose,
  confirm,
  oneTimeLink,
  openPerson,
  secureAccount,
  swapLicence,
  typeName,
} from './walk/actions.ts'
import { setUp } from './walk/index.ts'
import { reconcile } from './walk/reconcile.ts'
import { type Scene, setScene } from './walk/scene.ts'
import { openTenants } from './walk/see-tenants.ts'
import { openPanel, openPsa, resetPassword } from './walk/ticket.ts'

let stage: Stage
let browser: Browser
let scene: Scene
const contoso = tenantNamed('Contoso')
const mailOf = (name: string) => `${name}@${contoso.domain}`
const directory = () => stage.world.microsoft.tenant(contoso.domain)
const doneTo = (id: string, operation: string) =>
  directory().directoryLog.filter((entry) => entry.userId === id && entry.operation === operation).length
const done = (panel: Page) => panel.getByRole('button', { name: 'Done', exact: true }).click()

beforeAll(async () => {
  stage = await openStage()
  browser = await openBrowser({ port: stage.port, headless: true })
  browser.context.setDefaultTimeout(20_000)
  scene = setScene({ stage, browser })
  await setUp(scene)
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

/** One story: at its end the record is held against the embedded Microsoft's own log. */
describe('actions, in a real Chromium', () => {
  it('resets a password, shows it once, and the ticket page has the note', async () => {
    const page = await openPsa(scene, contoso.organisationId)
    await page.goto(`https://lamplight.syncromsp.com/tickets/${ticketIds.mara}`)
    const panel = await openPanel(scene, ticketIds.mara, 'panel')
    await resetPassword(scene, panel, page)
    for (const one of [page, panel]) await one.close()
  })

  it('blocks sign-in once when Microsoft’s answer is lost, finds out, and offers to take it back', async () => {
    const panel = await openPerson(scene, mailOf('bo.quarrie'))
    await panel.getByRole('button', { name: 'Block sign-in' }).click()
    stage.world.faults.add({
      match: ({ method, url }) => method === 'PATCH' && url.host === 'graph.microsoft.com',
      after: () => {
        throw new TypeError('The connection broke.')
      },
    })
    await confirm(panel)
    await panel.getByRole('heading', { name: 'Block sign-in: done' }).waitFor({ timeout: 60_000 })
    const { id } = directory().user(mailOf('bo.quarrie'))
    expect(doneTo(id, 'Disable account')).toBe(1)
    await panel.getByRole('button', { name: 'Take it back: Unblock sign-in' }).click()
    await panel.getByText('Allow Bo Quarrie to sign in again?').waitFor()
    await confirm(panel)
    await panel.getByRole('heading', { name: 'Unblock sign-in: done' }).waitFor()
    expect(directory().user(id).accountEnabled).toBe(true)
    await panel.close()
  })

  it('finds the outcome by the key when the answer of our own server is lost', async () => {
    const panel = await openPerson(scene, mailOf('ilse.marrowby'))
    await panel.getByRole('button', { name: 'End sessions' }).click()
    let isLost = false
    await panel.route('https://sidelight.example/v1/actions.run', async (route) => {
      if (isLost) return route.continue()
      isLost = true
      // It reaches the server, and what the server answers reaches nobody.
      await stage.call('actions.run', route.request().postDataJSON())
      await route.abort('connectionreset')
    })
    await confirm(panel)
    await panel.getByText('This had been done before you asked again').waitFor()
    const { id } = directory().user(mailOf('ilse.marrowby'))
    expect(doneTo(id, 'Revoke sessions')).toBe(1)
    await panel.close()
  })

  it('swaps a licence, and panel and popup show it at once', async () => {
    const seats = async () => {
      const { licences } = await stage.call('tenants.get', { tenantId: contoso.id })
      return licences.find(({ partNumber }) => partNumber === 'SPB')?.assigned ?? 0
    }
    const before = await seats()
    await swapLicence(scene, mailOf('juno.harkwell'), /Business Basic/, /Business Premium/)
    await expect.poll(seats).toBe(before + 1)
    const popup = await openTenants(scene)
    await popup.getByText('Contoso Dental').last().click()
    await popup
      .getByText(new RegExp(`^${before + 1} / `))
      .first()
      .waitFor()
    await popup.close()
  })

  it('secures a compromised account, says which step failed, and goes on with that one alone', async () => {
    await secureAccount(scene, mailOf('idris.fennimore'))
    const { id } = directory().user(mailOf('idris.fennimore'))
    for (const operation of ['Disable account', 'Revoke sessions', 'Reset user password'])
      expect([operation, doneTo(id, operation)]).toEqual([operation, 1])
  })

  it('says before the click why a Global Administrator is out of reach, with the admin centre; a forged request is refused and on record', async () => {
    const panel = await openPanel(scene, ticketIds.wim, 'panel')
    await panel.getByRole('button', { name: 'All actions' }).click()
    const item = panel.getByRole('listitem').filter({ hasText: 'Reset password' }).first()
    await item.getByText(/^Off: .*Global Administrator/).waitFor()
    const link = item.getByRole('link', { name: /Open Microsoft’s page/ })
    expect(await link.getAttribute('href')).toMatch(/^https:\/\/entra\.microsoft\.com\//)
    await panel.close()

    const { id, displayName, userPrincipalName } = directory().user(mailOf('wim.castelaar'))
    const forged = stage.call('actions.run', {
      key: crypto.randomUUID(),
      action: 'reset-password',
      tenantId: contoso.id,
      personId: id,
      values: { mode: 'passphrase', mustChange: true },
      seen: { displayName, userPrincipalName },
    })
    await expect(forged).rejects.toThrow('action.privileged')
    const { entries } = await stage.call('audit.list', { tenantId: contoso.id, personId: id })
    expect(entries.map(({ outcome }) => outcome)).toEqual(['refused'])
    expect(directory().directoryLog.some(({ userId }) => userId === id)).toBe(false)
  })

  it('hands a new password over by a link that opens once', async () => {
    expect((await oneTimeLink(scene, mailOf('tove.lindqvale'))).length).toBeGreaterThan(11)
  })

  it('offboards, and keeps the licence of the mailbox until somebody says what becomes of it', async () => {
    const mail = mailOf('pell.oyelaran')
    const panel = await openPerson(scene, mail)
    await choose(panel, 'Offboard')
    await typeName(panel, mail)
    await confirm(panel)
    await panel.getByText(/What carries the mailbox stays until that is settled/).waitFor()
    const { id } = directory().user(mail)
    expect(doneTo(id, 'Change user license')).toBe(0)
    await panel.getByText('Convert the mailbox to a shared one').waitFor()
    await panel.getByRole('button', { name: 'Go on with what is missing' }).click()
    await panel.getByRole('radio', { name: 'It was converted to a shared mailbox' }).check()
    await typeName(panel, mail)
    await confirm(panel)
    await panel.getByRole('heading', { name: 'Offboard: done' }).waitFor()
    expect(doneTo(id, 'Change user license')).toBe(1)
    await done(panel)
    await panel.close()
  })

  it('holds the export of the record against Microsoft’s own log: every change has its row, every row its change', async () => {
    const { changes, rows } = await reconcile(stage)
    expect(changes).toBeGreaterThan(10)
    expect(rows).toBeGreaterThan(8)
    expect(stage.world.strays).toEqual([])
  })
})
