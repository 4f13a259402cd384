import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser } from '../world/browser.ts'
import { openStage, type Stage } from '../world/stage.ts'
import { walk } from './walk/index.ts'
import { setScene } from './walk/scene.ts'

let stage: Stage
let browser: Browser

beforeAll(async () => {
  stage = await openStage()
  browser = await openBrowser({ port: stage.port, headless: true })
  browser.context.setDefaultTimeout(60_000)
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

/** The walk of the demo: every screen that it comes by is looked at as axe sees it. */
describe('every screen, light and dark', () => {
  it('has nothing that axe objects to', { timeout: 900_000 }, async () => {
    const seen: string[] = []
    const objections: Record<string, string[]> = {}
    function inspected(screen: string, findings: string[]) {
      seen.push(screen)
      if (findings.length > 0) objections[screen] = findings
    }
    await walk(setScene({ stage, browser, inspected }))
    expect(objections).toEqual({})
    expect(seen.length).toBeGreaterThan(180)
    expect(stage.world.strays).toEqual([])
  })
})
