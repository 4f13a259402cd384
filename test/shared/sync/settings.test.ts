import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { breakerDefaults, defaultLeaveOut, FieldPolicies, isStopped } from '../../../shared/sync/settings.ts'

describe('the circuit breaker', () => {
  const { share } = breakerDefaults

  it('lets an organisation lose four contacts, however few it has', () => {
    expect(isStopped(4, 4, share)).toBe(false)
    expect(isStopped(4, 0, share)).toBe(false)
    expect(isStopped(5, 5, share)).toBe(true)
  })

  it('stops at more than the share, not at the share', () => {
    expect([isStopped(20, 100, 20), isStopped(21, 100, 20)]).toEqual([false, true])
    expect([isStopped(5, 25, 20), isStopped(5, 24, 20)]).toEqual([false, true])
    expect([isStopped(50, 100, 50), isStopped(51, 100, 50)]).toEqual([false, true])
  })

  it('stops nothing at a hundred percent', () => {
    expect(isStopped(1000, 1000, 100)).toBe(false)
  })

  it('is at a fifth of an organisation, and five persons, unless set otherwise', () => {
    expect(breakerDefaults).toEqual({ share: 20, atLeast: 5 })
  })
})

describe('settings', () => {
  it('leave out everything that is no person unless switched off', () => {
    const { namePatterns, ...switches } = defaultLeaveOut
    expect(Object.values(switches)).toEqual([true, true, true, true])
    expect(namePatterns).toContain('svc-*')
  })

  it('know three ways of writing a field, and no other', () => {
    const parse = (policies: object) => v.safeParse(FieldPolicies, policies).success
    expect(parse({ name: 'always', phone: 'default', title: 'never', 'custom:id': 'always' })).toBe(true)
    expect(parse({ name: 'sometimes' })).toBe(false)
    expect(parse({ ['x'.repeat(65)]: 'always' })).toBe(false)
  })
})
