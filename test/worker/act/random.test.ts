import { afterEach, describe, expect, it, vi } from 'vitest'
import { random } from '../../../worker/act/random.ts'

/** Hands out these draws instead of the machine's. */
function draws(...values: number[]) {
  vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    ;(array as Uint32Array)[0] = values.shift() ?? 0
    return array
  })
}
afterEach(() => void vi.restoreAllMocks())

describe('random', () => {
  it('reaches every number below the bound and none beyond', () => {
    const seen = new Set(Array.from({ length: 2000 }, () => random(10)))
    expect([...seen].toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('draws again where the remainder would favour small numbers', () => {
    // 2^32 = 10 × 429496729 + 6: the last six draws have no full round of ten.
    draws(2 ** 32 - 1, 2 ** 32 - 6, 2 ** 32 - 7)
    expect(random(10)).toBe(9)
  })
})
