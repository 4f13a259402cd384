import { describe, expect, it } from 'vitest'
import { initials } from '../../../extension/ui/avatar.tsx'
import { linePoints } from '../../../extension/ui/sparkline.tsx'
import { ago } from '../../../extension/ui/time.ts'

describe('ages', () => {
  const now = Date.parse('2026-11-23T09:41:00Z')
  it.each([
    ['2026-11-23T09:40:30Z', 'just now'],
    ['2026-11-23T09:29:00Z', '12 min. ago'],
    ['2026-11-23T06:30:00Z', '3 hr. ago'],
    ['2026-11-22T09:00:00Z', 'yesterday'],
    ['2026-11-20T09:00:00Z', '3 days ago'],
    ['nonsense', 'at an unknown time'],
  ])('%s is %s', (time, words) => {
    expect(ago(time, now)).toBe(words)
  })
})

describe('initials', () => {
  it.each([
    ['Mara Ellingsworth', 'ME'],
    ['lab@contoso.example', 'LE'],
    ['Ånne (Müller)', 'ÅM'],
    ['李小龙', '李小'],
    ['   ', ''],
  ])('of “%s” are %s', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })
})

describe('a sparkline', () => {
  const box = { width: 58, height: 20, edge: 3, minimumRange: 20 }
  it('keeps a nearly flat line nearly flat', () => {
    const heights = linePoints([64, 64.5, 65], box).map(([, y]) => y)
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(1)
  })
  it('stays inside its box', () => {
    for (const [x, y] of linePoints([0, 100, 3, 55], box)) {
      expect(x).toBeGreaterThanOrEqual(3)
      expect(x).toBeLessThanOrEqual(55)
      expect(y).toBeGreaterThanOrEqual(3)
      expect(y).toBeLessThanOrEqual(17)
    }
  })
})
