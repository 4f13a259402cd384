import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Browser } from '../../world/browser.ts'
import type { Stage } from '../../world/stage.ts'

/** Where a walk plays: the stage, the browser in front of it, and what it leaves behind. */
export interface Scene {
  stage: Stage
  browser: Browser
  /** Says what happened, one line a step. */
  report(step: string, detail: string): void
  /** Keeps a picture of what the page shows, light and dark. */
  shoot(page: Page, name: string): Promise<void>
}

export const popupSize = { width: 420, height: 600 }
export const panelSize = { width: 400, height: 860 }

interface SceneOptions {
  stage: Stage
  browser: Browser
  report?: Scene['report']
  /** Folder for the pictures; without it none are taken. */
  pictures?: string
}

export function setScene({ stage, browser, report = () => {}, pictures }: SceneOptions): Scene {
  async function shoot(page: Page, name: string) {
    if (!pictures) return
    await mkdir(pictures, { recursive: true })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.waitForTimeout(250)
      await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) })
    }
    await page.emulateMedia({ colorScheme: 'light' })
  }
  return { stage, browser, report, shoot }
}
