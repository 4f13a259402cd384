import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openBrowser } from '../world/browser.ts'
import { openStage, type Stage } from '../world/stage.ts'
import { firstRun } from './walk/first-run.ts'
import { connectOnPage, takeInOnPage } from './walk/partner-pages.ts'
import { type Scene, setScene } from './walk/scene.ts'
import { prepare } from './walk/without-browser.ts'

let stage: Stage
let browser: Browser
let scene: Scene

const objections: Record<string, string[]> = {}
beforeAll(async () => {
  stage = await openStage()
  browser = await openBrowser({ port: stage.port, headless: true })
  browser.context.setDefaultTimeout(30_000)
  scene = setScene({
    stage,
    browser,
    inspected: (screen, findings) => {
      if (findings.length > 0) objections[screen] = findings
    },
    pictures: '/tmp/pd-shots',
  })
  await prepare(stage, () => {})
  await (await firstRun(scene)).close()
})
afterAll(async () => {
  await browser?.close()
  await stage?.close()
})

describe('x', () => {
  it('connects', async () => {
    const page = await connectOnPage(scene)
    expect(objections).toEqual({})
    await takeInOnPage(scene, page)
    expect(objections).toEqual({})
    await page.close()
  })
})
