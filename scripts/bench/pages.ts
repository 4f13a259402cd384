import type { Page } from 'playwright-core'
import { setUp } from '../../test/e2e/walk/index.ts'
import { panelSize, setScene } from '../../test/e2e/walk/scene.ts'
import { openPsa } from '../../test/e2e/walk/ticket.ts'
import { type Browser, openBrowser } from '../../test/world/browser.ts'
import { syncroAccount } from '../../test/world/people.ts'
import { openStage } from '../../test/world/stage.ts'
import { tenantNamed, ticketIds } from '../../test/world/syncro/seed.ts'
import { buildExtension, buildWorker } from '../build.ts'

/** Milliseconds of one machine, and what had to be asked before something could be shown. */
export interface Shown {
  what: string
  times: number[]
  /** Requests to the worker before it was shown, the most of all times; null = not counted */
  requests: number | null
  /** Tasks of the PSA's page over 50 ms from navigation to card: https://developer.mozilla.org/docs/Web/API/PerformanceLongTaskTiming */
  longTasks: number | null
}

const psa = `https://${syncroAccount.subdomain}.syncromsp.com`
const times = 20
const paceMs = 3_000

/** Navigation to card, and click to panel, in Chromium on the embedded world. */
export async function measurePages(): Promise<Shown[]> {
  buildWorker()
  buildExtension({ forTests: true })
  const stage = await openStage()
  const browser = await openBrowser({ port: stage.port, headless: true })
  try {
    const scene = setScene({ stage, browser })
    await setUp(scene)
    const page = await openPsa(scene, tenantNamed('Contoso').organisationId)
    return [await measureCard(page), await measurePanel(browser)]
  } finally {
    await browser.close()
    await stage.close()
  }
}

async function measureCard(page: Page): Promise<Shown> {
  const shown: Shown = { what: 'navigation → card', times: [], requests: null, longTasks: 0 }
  const card = page.getByRole('region', { name: 'Sidelight' })
  const targets = [
    [ticketIds.mara, 'Mara Ellingsworth'],
    [ticketIds.sela, 'Sela Brightmoor'],
  ] as const
  await page.goto(`${psa}/tickets`)
  await page.evaluate(() => {
    Reflect.set(globalThis, 'longTasks', 0)
    new PerformanceObserver((list) => {
      Reflect.set(globalThis, 'longTasks', Reflect.get(globalThis, 'longTasks') + list.getEntries().length)
    }).observe({ type: 'longtask' })
  })
  for (let at = 0; at < times; at += 1) {
    const [id, name] = targets[at % 2 ? 1 : 0]
    const link = page.locator(`a[href="/tickets/${id}"]`).first()
    await link.waitFor()
    const startedAt = performance.now()
    await link.click()
    await card.getByText(name).waitFor()
    shown.times.push(performance.now() - startedAt)
    await page.goBack()
    await card.waitFor({ state: 'detached' })
    // As a person goes from ticket to ticket: who floods a page with navigation is made to wait.
    await page.waitForTimeout(paceMs)
  }
  shown.longTasks = await page.evaluate(() => Number(Reflect.get(globalThis, 'longTasks')))
  return shown
}

async function measurePanel(browser: Browser): Promise<Shown> {
  const shown: Shown = { what: 'click → panel painted', times: [], requests: 0, longTasks: null }
  for (let at = 0; at < times; at += 1) {
    const panel = await browser.context.newPage()
    await panel.setViewportSize(panelSize)
    let asked = 0
    panel.on('request', (request) => {
      if (request.url().startsWith('https://sidelight.example/')) asked += 1
    })
    const startedAt = performance.now()
    const host = psa.slice('https://'.length)
    await panel.goto(
      `chrome-extension://${browser.extensionId}/sidepanel.html?host=${host}&ticketId=${ticketIds.mara}`,
      { waitUntil: 'commit' },
    )
    await panel.getByRole('heading', { name: 'Mara Ellingsworth' }).waitFor()
    shown.times.push(performance.now() - startedAt)
    shown.requests = Math.max(shown.requests ?? 0, asked)
    await panel.close()
  }
  return shown
}
