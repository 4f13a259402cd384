import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Box, findSpot } from '../../../extension/ticket/place.ts'

const window = { width: 1280, height: 800 }
const card = { width: 320, height: 300 }

function boxOf({ side, bottom }: { side: 'left' | 'right'; bottom: number }): Box {
  const left = side === 'right' ? window.width - 16 - card.width : 16
  const low = window.height - bottom
  return { left, right: left + card.width, top: low - card.height, bottom: low }
}
const covers = (one: Box, other: Box) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

describe('where the card stands', () => {
  it('is lower right over free room', () => {
    expect(findSpot(card, window, [])).toEqual({ side: 'right', bottom: 16 })
  })

  it('rises above a bar of buttons', () => {
    const bar = { left: 900, right: 1280, top: 740, bottom: 800 }
    expect(findSpot(card, window, [bar])).toEqual({ side: 'right', bottom: 68 })
  })

  it('gives up when there is no room, so that the card folds', () => {
    const everywhere = { left: 0, right: 1280, top: 200, bottom: 260 }
    const below = { left: 0, right: 1280, top: 500, bottom: 800 }
    expect(findSpot(card, window, [everywhere, below])).toBeNull()
  })

  it('never covers what must stay free, and never leaves the window', () => {
    const side = fc.integer({ min: 0, max: 1280 })
    const height = fc.integer({ min: 0, max: 800 })
    const obstacle = fc.record({ left: side, top: height, width: side, height }).map((drawn) => ({
      left: drawn.left,
      top: drawn.top,
      right: drawn.left + drawn.width + 1,
      bottom: drawn.top + drawn.height + 1,
    }))
    fc.assert(
      fc.property(fc.array(obstacle, { maxLength: 6 }), (obstacles) => {
        const spot = findSpot(card, window, obstacles)
        if (!spot) return
        const box = boxOf(spot)
        expect(obstacles.some((obstacle) => covers(box, obstacle))).toBe(false)
        expect(box.top).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
