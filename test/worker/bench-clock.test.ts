import { describe, expect, it } from 'vitest'
import { createClock } from '../../scripts/bench/clock.ts'

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 5))

describe('virtual time of the bench', () => {
  it('lets waits overlap and costs none of the machine’s', async () => {
    const clock = createClock()
    clock.set(1_000)
    const startedAt = Date.now()
    const ends: number[] = []
    const lane = async (ms: number) => {
      for (let times = 0; times < 3; times += 1) await clock.sleep(ms)
      ends.push(clock.now())
    }
    await Promise.all([lane(60_000), lane(45_000), lane(100_000)])
    expect(ends).toEqual([136_000, 181_000, 301_000])
    expect(Date.now() - startedAt).toBeLessThan(30_000)
  })

  it('stands still while anything is asked outside', async () => {
    const clock = createClock()
    clock.set(0)
    let isAwake = false
    const sleeper = clock.sleep(10).then(() => {
      isAwake = true
    })
    await clock.outside(async () => {
      await turn()
      expect(isAwake).toBe(false)
      expect(clock.now()).toBe(0)
    })
    await sleeper
    expect(clock.now()).toBe(10)
  })
})
