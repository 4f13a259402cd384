import { expect, it } from 'vitest'
import { openStage } from '../world/stage.ts'
import { liveThroughHours } from './walk/hours.ts'
import { walkWithoutBrowser } from './walk/without-browser.ts'

it('does the main job and lives through two hours, with the built worker in workerd on D1', async () => {
  const stage = await openStage()
  const steps: string[] = []
  try {
    await walkWithoutBrowser(stage, (step) => steps.push(step))
    expect(steps).toEqual(['Connect', 'Sync', 'Ticket system', 'Map', 'Plan', 'Contacts', 'Ticket', 'Act'])

    const told: string[] = []
    await liveThroughHours(stage, (step, detail) => told.push(`${step}: ${detail}`))
    expect(told.filter((line) => line.startsWith('Hour 1'))).toEqual([
      expect.stringContaining('Mira Adeyemi: removed'),
      expect.stringMatching(/Hale Sommerfeldt-Roe: changed.*Hale Sommerfeldt → Hale Sommerfeldt-Roe/),
      expect.stringMatching(/written to Syncro: PUT \/contacts\/\d+$/),
    ])
    expect(told.filter((line) => line.startsWith('Hour 2'))).toEqual([
      expect.stringContaining('Mira Adeyemi: restored'),
      expect.stringContaining('nothing to write'),
    ])
    expect(stage.world.strays).toEqual([])
  } finally {
    await stage.close()
  }
})
