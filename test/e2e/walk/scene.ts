import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Browser } from '../../world/browser.ts'
import type { Stage } from '../../world/stage.ts'
import { inspect, isOurs, overflows } from './inspect.ts'

/** Where a walk plays: the stage, the browser in front of it, and what it leaves behind. */
export interface Scene {
  stage: Stage
  browser: Browser
  /** Says what happened, one line a step. */
  report(step: string, detail: string): void
  /** Looks at what the page shows, light, dark and narrow: keeps a picture, and what axe finds, where the scene is set for it. */
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
  /** Takes what axe finds on a screen: nothing, if all is well. */
  inspected?: (screen: string, findings: string[]) => void
}

/** The narrowest a page may become: 320 px, which is also 640 px at 200 % zoom. */
const narrowWidth = 320

export function setScene({ stage, browser, report = () => {}, pictures, inspected }: SceneOptions): Scene {
  async function look(page: Page, screen: string) {
    await page.waitForTimeout(250)
    if (pictures) await page.screenshot({ path: join(pictures, `${screen}.png`) })
    inspected?.(screen, [...(await inspect(page)), ...(await overflows(page))])
  }
  async function shoot(page: Page, name: string) {
    if (!pictures && !inspected) return
    if (pictures) await mkdir(pictures, { recursive: true })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await look(page, `${name}-${colorScheme}`)
    }
    await page.emulateMedia({ colorScheme: 'light' })
    const size = page.viewportSize()
    if (!size || size.width <= narrowWidth || !isOurs(page)) return
    await page.setViewportSize({ ...size, width: narrowWidth })
    await look(page, `${name}-narrow`)
    await page.setViewportSize(size)
  }
  return { stage, browser, report, shoot }
}
