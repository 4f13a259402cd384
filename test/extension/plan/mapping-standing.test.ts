import { describe, expect, it } from 'vitest'
import { mappingStanding } from '../../../extension/plan/mapping-standing.ts'
import { mappingWith } from '../fixtures.ts'

const now = Date.parse('2026-11-23T10:00:00Z')
const textOf = (
  mapping: Parameters<typeof mappingWith>[0],
  waits: 'first' | 'each' | 'stopped' | null = null,
) => mappingStanding(mappingWith(mapping), waits, now).text

describe('how a mapping stands', () => {
  it('says that nothing is written before anything else: that was a decision', () => {
    expect(textOf({ sync: 'paused', failed: 2 }, 'stopped')).toBe('Paused: nothing is written · 61 linked')
    expect(textOf({ sync: 'off', reviews: 3 })).toBe('Sync is off')
  })

  it('says what stopped, and what waits for approval', () => {
    expect(textOf({}, 'stopped')).toBe('Stopped: it would make many contacts inactive')
    expect(textOf({ approved: false, linked: 0 })).toBe('First plan waits for approval')
    expect(textOf({}, 'each')).toBe('61 linked · plan waits for approval')
  })

  it('says when something is tried again', () => {
    const problem = {
      code: 'psa.away',
      text: 'Syncro did not answer.',
      next: null,
      since: '2026-11-23T09:00:00Z',
    }
    expect(textOf({ problem, retryAt: '2026-11-23T09:59:00Z' })).toBe(
      'Syncro did not answer. Next try with the next run.',
    )
    expect(textOf({ waiting: 4, retryAt: '2026-11-23T10:15:00Z' })).toMatch(
      /^61 linked · 4 wait, next try at /,
    )
  })

  it('says how many persons are to decide about', () => {
    expect(textOf({ reviews: 1 })).toBe('61 contacts linked · 1 person to decide about')
    expect(textOf({})).toBe('61 contacts linked')
  })
})
