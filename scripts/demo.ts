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
  console.log(`\n  A picture of every screen, light and dark: ${pictures}`)
}

async function drawReadme(browser: Browser): Promise<void> {
  mkdirSync(join(root, 'docs'), { recursive: true })
  const picture = (name: string) => join(pictures, `${name}-light.png`)
  await drawReadmePicture(
    browser,
    picture('14-ticket-card'),
    picture('18-panel-person'),
    join(root, 'docs/ticket.png'),
  )
  report('Picture', 'docs/ticket.png')
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
  console.log('  tenants. Ctrl+C here, or closing the window, ends the demo.')
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
