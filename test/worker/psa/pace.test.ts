import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Deps, Env } from '../../../worker/env.ts'
import { createCount, createPace } from '../../../worker/psa/pace.ts'
import { earliest, reserve } from '../../../worker/store/pace.ts'

/** Syncro's limit. */
const limit = { requests: 180, perSeconds: 60 }
const start = Date.UTC(2026, 10, 2)

function desk() {
  let now = start
  const deps: Deps = {
    env: env as unknown as Env,
    now: () => now,
    sleep: async (ms) => {
      now += ms
    },
  }
  return { deps, advance: (ms: number) => (now += ms), now: () => now }
}

beforeEach(async () => {
  await reset()
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
})

/** The most requests in any window of that length. */
function busiest(times: readonly number[], ms: number): number {
  return Math.max(0, ...times.map((at) => times.filter((other) => other > at - ms && other <= at).length))
}

describe('the pace of a PSA account', () => {
  it('lets a minute’s requests go at once, and the next ones when the minute is over', async () => {
    const { deps, now } = desk()
    const next = createPace(deps, 'c1', limit)
    for (let count = 0; count < 170; count += 1) await next()
    expect(now()).toBe(start)
    for (let count = 0; count < 5; count += 1) await next()
    expect(now() - start).toBeGreaterThanOrEqual(60_000)
  })

  it('is one for all runs of the account, and another for another account', async () => {
    const { deps, now } = desk()
    const one = createPace(deps, 'c1', limit)
    const other = createPace(deps, 'c1', limit)
    const stranger = createPace(deps, 'c2', limit)
    const times: number[] = []
    for (let count = 0; count < 200; count += 1) {
      await (count % 2 === 0 ? one : other)()
      times.push(now())
    }
    expect(busiest(times, 60_000)).toBeLessThanOrEqual(180)
    const before = now()
    await stranger()
    expect(now()).toBe(before)
  })

  it('counts people who wait and never makes them wait', async () => {
    const { deps, now } = desk()
    const sync = createPace(deps, 'c1', limit)
    for (let count = 0; count < 170; count += 1) await sync()
    const person = createCount(deps, 'c1', limit)
    for (let count = 0; count < 9; count += 1) await person()
    expect(now()).toBe(start)
  })

  it('keeps the limit when many reserve at the same moment', async () => {
    const { deps } = desk()
    const window = { requests: 20, ms: 60_000 }
    const slots = await Promise.all(Array.from({ length: 12 }, () => reserve(deps, 'c1', window, 5)))
    const times = slots.flatMap((at) => Array.from({ length: 5 }, () => at))
    expect(busiest(times, 60_000)).toBeLessThanOrEqual(20)
  })

  it('never has more in a window than it may, whatever was asked for when', () => {
    const ask = fc.record({
      wait: fc.integer({ min: 0, max: 90_000 }),
      requests: fc.integer({ min: 1, max: 5 }),
    })
    fc.assert(
      fc.property(fc.array(ask, { maxLength: 60 }), fc.integer({ min: 5, max: 40 }), (asks, requests) => {
        const window = { requests, ms: 60_000 }
        const slots: [number, number][] = []
        const times: number[] = []
        let now = 0
        for (const { wait, requests: count } of asks) {
          now += wait
          const at = earliest(slots, window, count, now)
          expect(at).toBeGreaterThanOrEqual(now)
          slots.push([at, count])
          for (let sent = 0; sent < count; sent += 1) times.push(at)
        }
        expect(busiest(times, window.ms)).toBeLessThanOrEqual(requests)
      }),
    )
  })
})
