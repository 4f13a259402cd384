import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyWorld, type Happening, happening } from './drawn/arbitraries.ts'
import { type DrawnWorld, startDrawn } from './drawn/bench.ts'
import { approveAll, happen } from './drawn/happen.ts'
import {
  calmDown,
  expectEverybodyListed,
  expectHandWork,
  expectNobodyTwice,
  expectNothingDeleted,
  expectPagesEqualWhole,
  expectRest,
  expectStates,
} from './drawn/verdict.ts'

/** A history of two organisations of a tenant, and what must be true whatever happened. */
async function live(world: DrawnWorld, events: readonly Happening[]): Promise<void> {
  const bench = await startDrawn(world)
  await bench.hour()
  // An organisation that is in use already.
  await approveAll(bench)
  await bench.hour()
  for (const event of events) {
    await happen(bench, event)
    // What was done wrong is said where it was done.
    expect(bench.witness.overwritten.filter(({ allowed }) => !allowed)).toEqual([])
    expectNobodyTwice(bench)
  }
  await calmDown(bench)
  await expectEverybodyListed(bench)
  await expectStates(bench)
  expectNobodyTwice(bench)
  await expectHandWork(bench)
  expectNothingDeleted(bench)
  await expectPagesEqualWhole(bench)
  await expectRest(bench)
}

const history = fc.array(happening, { minLength: 30, maxLength: 60, size: 'max' })

describe('contacts of two organisations, whatever happens to persons, contacts and requests', () => {
  it.each([2026, 506])(
    'are each person’s once, keep what was typed by hand, and come to rest: seed %i',
    async (seed) => {
      await fc.assert(fc.asyncProperty(anyWorld, history, live), { numRuns: 2, seed, endOnFailure: true })
    },
    240_000,
  )

  it('do so in histories that nobody has seen before', async () => {
    await fc.assert(fc.asyncProperty(anyWorld, history, live), { numRuns: 2, endOnFailure: true })
  }, 240_000)
})
