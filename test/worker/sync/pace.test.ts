import { describe, expect, it } from 'vitest'
import { createPace } from '../../../worker/sync/pace.ts'

/** Requests of one invocation at a PSA that answers at once: the moment of each, in milliseconds. */
function reading(limit: { requests: number; perSeconds: number }, pages: number) {
  let now = 0
  const times: number[] = []
  const pace = createPace(limit, async (ms) => {
    now += ms
  })
  const ask = async () => {
    await pace.next()
    times.push(now)
  }
  return {
    pace,
    ask,
    times,
    read: () =>
      Array.from({ length: pages }).reduce<Promise<void>>((before) => before.then(ask), Promise.resolve()),
  }
}

describe('createPace', () => {
  it('keeps a long reading below the limit in any minute, with room for people', async () => {
    const { read, times } = reading({ requests: 180, perSeconds: 60 }, 1000)
    await read()
    const busiest = Math.max(
      ...times.map((start) => times.filter((at) => at >= start && at < start + 60_000).length),
    )
    expect(busiest).toBeLessThanOrEqual(165)
    expect(busiest).toBeGreaterThan(150)
  })

  it('lets a run write after any reading, however long and however small the limit', async () => {
    for (const requests of [1, 6, 60, 180]) {
      for (const pages of [1, 19, 20, 54, 55, 56, 400]) {
        const { pace, read } = reading({ requests, perSeconds: 60 }, pages)
        await read()
        pace.startWriting()
        expect(pace.room()).toBeGreaterThanOrEqual(2)
        if (pages > 1) expect(pace.room()).toBeGreaterThanOrEqual(Math.min(pages, 600))
      }
    }
  })

  it('makes way after its share where reading was short', async () => {
    const { pace, read } = reading({ requests: 180, perSeconds: 60 }, 5)
    await read()
    pace.startWriting()
    expect([pace.room(), pace.pauseSeconds]).toEqual([50, 20])
  })
})
