import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser } from '../world/browser.ts'
import { seededPartner } from '../world/partner-seed.ts'
import { openStage, type Stage } from '../world/stage.ts'
import { tenantNamed } from '../world/syncro/seed.ts'
import { chooseCustomers, customerRow, takeInChosen } from './walk/customer-pages.ts'
import { firstRun } from './walk/first-run.ts'
import { passHour } from './walk/hour.ts'
import { type Ledger, openLedger } from './walk/ledger.ts'
import { approveCustomers, mapCustomers } from './walk/new-customer-pages.ts'
import { endedJobs, isMerged } from './walk/partner.ts'
import { checkMirror } from './walk/partner-mirror.ts'
import { connectOnPage, signIn } from './walk/partner-pages.ts'
import { type Scene, setScene } from './walk/scene.ts'
import { sumUp } from './walk/sum-up.ts'
import { prepare } from './walk/without-browser.ts'

let stage: Stage
let browser: Browser
let scene: Scene
let ledger: Ledger
let page: Page
const told: string[] = []

beforeAll(async () => {
  stage = await openStage()
  ledger = openLedger(stage.world.syncro.account())
  browser = await openBrowser({ port: stage.port, headless: true })
  browser.context.setDefaultTimeout(60_000)
  scene = setScene({
    stage,
    browser,
    report: (_step, detail) => told.push(detail),
  })
  // Contoso is connected by its own consent, mapped and approved.
  await prepare(stage, () => {})
  await (await firstRun(scene)).close()
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

/** One story: each part goes on where the one before it ended. */
describe('all customers of a partner at once, in a real Chromium', () => {
  it('says what is agreed to before the sign-in, and survives one that is broken off', async () => {
    page = await connectOnPage(scene)
    const { account, permissions, roles } = await stage.call('partner.get', {})
    expect(account).toBe('partner@lamplight.example')
    await page.getByText('What Sidelight may do with this account').click()
    for (const { words, use } of permissions) {
      await page.getByText(words, { exact: true }).first().waitFor()
      await page.getByText(use, { exact: true }).first().waitFor()
    }
    for (const { name } of roles) await page.getByText(name, { exact: true }).first().waitFor()
  })

  it('keeps the connection when a later sign-in is broken off', async () => {
    const said = await signIn(scene, page, { button: 'Connect anew', choice: 'cancel' })
    expect(said).toContain('The partner was not connected')
    await page.getByText('The connection of partner@lamplight.example goes on as before.').waitFor()
    expect(await stage.call('partner.get', {})).toMatchObject({ state: 'connected', problem: null })
  })

  it('finds customers by name and by how they stand', async () => {
    await page.goto(`${page.url().split('#')[0]}#/customers`)
    const search = page.getByRole('textbox', { name: 'Find a customer' })
    await search.fill('BRIGHTW')
    await customerRow(page, 'Brightwater Veterinary').waitFor()
    await customerRow(page, 'Alder and Finch').waitFor({ state: 'detached' })
    await search.fill('')
    await page.getByRole('button', { name: 'Missing something 2' }).click()
    for (const name of ['Ironbridge Haulage', 'Juniper Catering']) await customerRow(page, name).waitFor()
    for (const name of ['Brightwater', 'Hollin']) await customerRow(page, name).waitFor({ state: 'detached' })
    expect(await customerRow(page, '').count()).toBe(2)
    const choice = page.getByRole('checkbox', { name: 'Choose Juniper Catering' })
    expect(await choice.getAttribute('aria-description')).toContain('It lacks something')
    await page.getByRole('button', { name: 'All 12' }).click()
    await customerRow(page, 'Hollin Architects').waitFor()
    await page.goto(`${page.url().split('#')[0]}#/partner`)
  })

  it('takes in eight, with their steps live, explains three and merges one', async () => {
    await chooseCustomers(scene, page)
    await takeInChosen(scene, page)
    const jobs = await endedJobs(stage)
    const done = jobs.filter((job) => job.state === 'done' && !isMerged(job))
    expect(done.map(({ tenantId }) => tenantId).sort()).toEqual(seededPartner.good.map(({ id }) => id))
    expect(jobs.filter(isMerged).map(({ name }) => name)).toEqual([tenantNamed('Contoso').name])
    const { tenants } = await stage.call('tenants.list', {})
    expect(tenants.map(({ id }) => id).sort()).toEqual(
      [...seededPartner.good, tenantNamed('Contoso')].map(({ id }) => id).sort(),
    )
  })

  it.each([
    ['Ironbridge Haulage', 'The admin relationship has ended', /ask for a new one in Partner Center/],
    ['Juniper Catering', '1 role missing', /No active admin relationship has Privileged Role Administrator/],
    ['Kestrel Accountants', 'A guest account is in the way', /administrator removes the guest account/],
  ])('says of %s what is wrong, and what mends it', async (name, title, words) => {
    const row = customerRow(page, name)
    await row.getByText(title, { exact: true }).waitFor()
    const mend = row.getByRole('button', { name: 'How to mend' })
    if ((await mend.getAttribute('aria-expanded')) !== 'true') await mend.click()
    await row.getByText(words).first().waitFor()
  })

  it('says of Contoso that it is one tenant, reached both ways', async () => {
    await customerRow(page, 'Contoso Dental').getByText('Connected both ways').waitFor()
    await customerRow(page, 'Contoso Dental').getByText('One tenant, read once.').waitFor()
  })

  it('has their persons in the mirror after the next hour, and asked nothing about the others', async () => {
    await passHour(stage)
    await checkMirror(stage, scene.report)
    expect(told.at(-1)).toMatch(/^24 persons of 8 customers, 9 tenants in all/)
  })

  it('maps them or creates their organisations, and writes only what was approved together', async () => {
    const writes = () => stage.world.syncro.account().log.filter(({ path }) => path.startsWith('/contacts'))
    const before = writes().length
    await mapCustomers(scene, page)
    expect(writes()).toHaveLength(before)
    await approveCustomers(scene, page)
    expect(writes().length).toBeGreaterThan(before)
  })

  it('holds exactly their contacts in Syncro after the next hour', async () => {
    await passHour(stage)
    const counts = await sumUp(stage, scene.report, ledger)
    const sums = Object.entries(counts).filter(([name]) => name !== tenantNamed('Contoso').name)
    expect(sums).toHaveLength(8)
    expect(sums.map(([, { created, linked }]) => created + linked)).toEqual(Array(8).fill(3))
    expect(sums.reduce((sum, [, { linked }]) => sum + linked, 0)).toBe(4)
  })

  it('lets nothing out but to Microsoft and the PSA', () => {
    expect(stage.world.strays).toEqual([])
  })
})
