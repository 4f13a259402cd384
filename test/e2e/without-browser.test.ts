import { expect, it } from 'vitest'
import { openStage } from '../world/stage.ts'
import { walkWithoutBrowser } from './walk/without-browser.ts'

it('does the main job through the API alone, with the built worker in workerd on D1', async () => {
  const stage = await openStage()
  const steps: string[] = []
  try {
    await walkWithoutBrowser(stage, (step) => steps.push(step))
    expect(steps).toEqual(['Connect', 'Sync', 'Ticket system', 'Map', 'Plan', 'Contacts', 'Ticket', 'Act'])
    expect(stage.world.strays).toEqual([])
  } finally {
    await stage.close()
  }
})
