import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextFullAt } from '../../../worker/sync/weekly.ts'

const hourMs = 3_600_000
const weekMs = 7 * 24 * hourMs

describe('a tenant’s moment of the week', () => {
  it('is at least a day away, at most eight days, and the same every week', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 0, max: 4e12 }), (tenantId, tick) => {
        const at = nextFullAt(tenantId, tick)
        expect(at - tick).toBeGreaterThanOrEqual(24 * hourMs - 1)
        expect(at - tick).toBeLessThanOrEqual(weekMs + 24 * hourMs)
        expect(nextFullAt(tenantId, at)).toBe(at + weekMs)
      }),
    )
  })

  it('spreads a fleet over the hours of a week', () => {
    const hours = Array.from({ length: 168 }, () => 0)
    for (let index = 0; index < 5_000; index += 1) {
      const at = nextFullAt(crypto.randomUUID(), 0)
      const hour = Math.floor((at % weekMs) / hourMs)
      hours[hour] = (hours[hour] ?? 0) + 1
    }
    // 30 an hour on average.
    expect(Math.max(...hours)).toBeLessThan(70)
    expect(Math.min(...hours)).toBeGreaterThan(5)
  })
})
