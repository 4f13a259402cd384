import { describe, expect, it } from 'vitest'
import { changeOf30Days } from '../../../extension/score-change.ts'

const point = (day: string, percent: number) => ({ day, percent, current: percent, max: 100 })

describe('the change of a Secure Score', () => {
  it('compares with 30 days before the last point, or the nearest point before that', () => {
    const score = [
      point('2026-09-01', 50),
      point('2026-10-20', 58),
      point('2026-11-01', 63),
      point('2026-11-22', 64),
    ]
    expect(changeOf30Days(score)).toBe(6)
  })
  it('is not known while the history is shorter', () => {
    expect(changeOf30Days([point('2026-11-01', 63), point('2026-11-22', 64)])).toBeNull()
    expect(changeOf30Days([])).toBeNull()
  })
})
