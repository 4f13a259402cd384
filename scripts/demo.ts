// The main job on the embedded world. Without arguments: a browser window with a signed-in technician in front of a
// ticket. `--once` (or without a display): the whole path by itself, its steps and counts printed, a picture of every screen.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setUp, showTicket, walk } from '../test/e2e/walk/index.ts'
import { type Scene, setScene } from '../test/e2e/walk/scene.ts'
import { walkWithoutBrowser } from '../test/e2e/walk/without-browser.ts'
import { type Browser, openBrowser } from '../test/world/browser.ts'
import { openStage, type Stage } from '../test/world/stage.ts'
import { buildExtension, buildWorker } from './build.ts'
import { findChromium } from './chromium.mjs'
import { writeGallery } from './gallery.ts'
import { drawReadmePicture } from './readme-picture.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const pictures = join(root, 'screenshots')
const hasDisplay = process.platform !== 'linux' || !!process.env.DISPLAY || !!process.env.WAYLAND_DISPLAY
const forReadme = process.argv.includes('--readme')
const once = process.argv.includes('--once') || forReadme || !hasDisplay

function report(step: string, detail: string): void {
  console.log(`  ${step.padEnd(14)} ${detail}`)
}

async function walkOnce(stage: Stage): Promise<void> {
  rmSync(pictures, { recursive: true, force: true })
  const browser = await openBrowser({ port: stage.port, headless: true })
  browser.context.setDefaultTimeout(60_000)
  try {
    await walk(setScene({ stage, browser, report, pictures }))
    if (forReadme) await drawReadme(browser)
  } finally {
    await browser.close()
  }
  const screens = writeGallery(pictures)
  console.log(`\n  ${screens} screens, light, dark and narrow: ${join(pictures, 'index.html')}`)
}

/** What README shows: the ticket with card and panel, the panel's own screens, popup and full pages. */
const readmePictures = {
  ticket: ['14-ticket-card-light', '18-panel-person-light'],
  panel: [
    '17-panel-privileged-light',
    '19-panel-confirm-light',
    '20-panel-result-light',
    '18-panel-person-dark',
  ],
  popup: ['28-popup-tenants-light', '07-popup-tenant-light', '09-popup-rule-light', '30-popup-alerts-dark'],
  plan: ['34-console-plan-light'],
  customers: ['85-console-customers-done-light'],
} as const

async function drawReadme(browser: Browser): Promise<void> {
  mkdirSync(join(root, 'docs'), { recursive: true })
  for (const [name, shown] of Object.entries(readmePictures)) {
    const files = shown.map((picture) => join(pictures, `${picture}.png`))
    await drawReadmePicture(browser, files, join(root, `docs/${name}.png`))
    report('Picture', `docs/${name}.png`)
  }
}

/** Everything set up, then the window is the visitor's until they close it or press Ctrl+C. */
async function stayOpen(stage: Stage): Promise<void> {
  const browser = await openBrowser({ port: stage.port, headless: false })
  const scene: Scene = setScene({ stage, browser, report })
  await setUp(scene)
  await showTicket(scene)
  console.log(
    '\n  The window is yours: the card stands on the ticket, its buttons open the side panel, the toolbar icon the',
  )
  console.log('  tenants.\n')
  console.log('  All customers of a partner at once: open')
  console.log(`    chrome-extension://${browser.extensionId}/console.html#/partner`)
  console.log(
    '  connect the partner as “Lamplight partner service”, choose customers, map them or have organisations',
  )
  console.log(
    '  made, approve together. Of twelve, eight are taken in, three say what is wrong, one is here already.\n',
  )
  console.log('  Ctrl+C here, or closing the window, ends the demo.')
  await new Promise<void>((resolve) => {
    browser.context.once('close', () => resolve())
    process.once('SIGINT', () => resolve())
  })
  await browser.close()
}

async function main(): Promise<void> {
  console.log('Building the worker and the extension …')
  buildWorker()
  const hasBrowser = findChromium() !== null
  if (hasBrowser) buildExtension({ forTests: true })
  const stage = await openStage()
  console.log(
    'An embedded Microsoft and an embedded Syncro answer at their real addresses; nothing leaves this machine.\n',
  )
  try {
    if (!hasBrowser) await walkWithoutBrowser(stage, report)
    if (hasBrowser && once) await walkOnce(stage)
    if (hasBrowser && !once) await stayOpen(stage)
    if (stage.world.strays.length > 0)
      throw new Error(`Something tried to leave: ${stage.world.strays.join(', ')}`)
    console.log(`\n  ${stage.world.visits.length} requests to Microsoft and Syncro, none to anywhere else.`)
  } finally {
    await stage.close()
  }
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error)
    process.exit(1)
  },
)
