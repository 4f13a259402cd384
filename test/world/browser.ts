import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.mjs'
import { worldHosts } from './hosts.ts'

const extensionFolder = fileURLToPath(new URL('../../dist/extension/chrome-mv3', import.meta.url))
/** The real host names at which the stage answers; * stands for any name. */
export const hosts: readonly string[] = [...worldHosts, 'sidelight.example']

interface BrowserOptions {
  /** The stage's https port. */
  port: number
  headless: boolean
  dark?: boolean
}

/** Chromium with the built extension; the real host names lead to the stage, every other one nowhere. */
export async function openBrowser({ port, headless, dark = false }: BrowserOptions) {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('There is no Chromium. Install it or set CHROMIUM to the path of one.')
  const profile = await mkdtemp(join(tmpdir(), 'sidelight-'))
  const rules = [
    ...hosts.map((host) => `MAP ${host}:443 127.0.0.1:${port}`),
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
  ]
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless,
    colorScheme: dark ? 'dark' : 'light',
    // A window that a person looks at sizes its own pages.
    viewport: headless ? { width: 1280, height: 860 } : null,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--window-size=1640,980',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--ignore-certificate-errors',
      `--host-resolver-rules=${rules.join(', ')}`,
      `--disable-extensions-except=${extensionFolder}`,
      `--load-extension=${extensionFolder}`,
    ],
  })
  const background = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'))
  const extensionId = new URL(background.url()).host
  return {
    context,
    extensionId,
    /** Opens a page of the extension as a tab of that size. */
    async open(path: string, size = { width: 1280, height: 860 }): Promise<Page> {
      const page = await context.newPage()
      if (headless) await page.setViewportSize(size)
      await page.goto(`chrome-extension://${extensionId}/${path}`)
      return page
    },
    async close() {
      await closeWithin(context, 10_000)
      await rm(profile, { recursive: true, force: true })
    },
  }
}
export type Browser = Awaited<ReturnType<typeof openBrowser>>

/** Chromium may hang on closing when a prompt stands open. */
async function closeWithin(context: BrowserContext, milliseconds: number): Promise<void> {
  await Promise.race([context.close(), new Promise((resolve) => setTimeout(resolve, milliseconds))])
}
