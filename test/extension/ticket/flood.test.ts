import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { nobodyCard } from '../../../extension/entrypoints/background/message-cards.ts'
import { createRate } from '../../../extension/ticket/rate.ts'
import { nobodyFor } from '../views.ts'
import { cards, closeCards, drawn, openPage, setAddress } from './card-page.ts'

const addressOf = (id: number) => `https://lamplight.syncromsp.com/tickets/${id}`
const go = (id: number) => {
  setAddress(addressOf(id))
  dispatchEvent(new Event('popstate'))
}

beforeEach(() => fakeBrowser.reset())
afterEach(() => {
  closeCards()
  vi.restoreAllMocks()
})

describe('a page that floods navigation', () => {
  it('gets no card and no answers, until it rests', async () => {
    const { asked, done } = openPage('syncro', addressOf(1), '<body></body>', () =>
      nobodyCard(nobodyFor(), 'ticket', false),
    )
    for (let id = 2; id <= 200; id += 1) {
      go(id)
      if (id % 50 === 0) await drawn()
    }
    expect(asked.length).toBeLessThanOrEqual(10)
    expect(cards()).toHaveLength(0)
    expect(done).toEqual(['leave 10'])
    const known = asked.length
    await drawn()
    expect(asked).toHaveLength(known)

    const later = Date.now() + 11_000
    vi.spyOn(Date, 'now').mockImplementation(() => later)
    dispatchEvent(new Event('popstate'))
    await drawn()
    expect(asked.slice(known)).toEqual(['200'])
    expect(cards()).toHaveLength(1)
  })
})

describe('how often is too often', () => {
  it('is more than ten times in ten seconds', () => {
    const rate = createRate()
    for (let time = 0; time < 10; time += 1) rate.note(time * 100)
    expect(rate.tooMany(1000)).toBe(false)
    rate.note(1100)
    expect(rate.tooMany(1100)).toBe(true)
    expect(rate.tooMany(10_000)).toBe(false)
  })

  it('is never reached by somebody who goes through a list by hand', () => {
    const rate = createRate()
    for (let time = 0; time < 200_000; time += 1100) {
      rate.note(time)
      expect(rate.tooMany(time)).toBe(false)
    }
  })
})
