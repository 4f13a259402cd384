import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { judge, Rule } from '../../../shared/sync/filter.ts'
import { person } from '../plain-person.ts'

const rule = (input: v.InferInput<typeof Rule>) => v.parse(Rule, input)
const reasonOf = (over: Parameters<typeof person>[0], input: v.InferInput<typeof Rule> = {}) => {
  const { belongs, reason } = judge(person(over), rule(input))
  return `${belongs ? 'in' : 'out'}: ${reason}`
}
const departments = { department: { include: ['Dentistry', 'Front office'], exclude: [] } }

describe('judge', () => {
  it('takes enabled members by default', () => {
    expect(reasonOf({ id: 'a' })).toBe('in: Member account, enabled')
  })

  it('says why each person is left out', () => {
    expect(reasonOf({ id: 'a', userType: 'Guest' })).toBe('out: Guest accounts are left out')
    expect(reasonOf({ id: 'a', accountEnabled: false })).toBe('out: The account is disabled')
    expect(reasonOf({ id: 'a', deletedAt: '2026-01-01T00:00:00Z' })).toBe('out: Deleted in Entra')
    expect(reasonOf({ id: 'a', userPrincipalName: 'no-address' })).toBe('out: Has no e-mail address')
    expect(reasonOf({ id: 'a', department: 'Finance' }, departments)).toBe(
      'out: Department is Finance, and the rule takes Dentistry and Front office',
    )
    expect(reasonOf({ id: 'a' }, departments)).toBe(
      'out: Has no department, and the rule takes Dentistry and Front office',
    )
  })

  it('compares without case and surrounding space', () => {
    expect(reasonOf({ id: 'a', department: ' dentistry ' }, departments)).toBe('in: Department is dentistry')
    expect(reasonOf({ id: 'a', userType: 'Guest' }, { userType: { include: ['guest'] } })).toMatch(/^in:/)
  })

  it('lets exclude win over include', () => {
    const both = { department: { include: ['Finance'], exclude: ['FINANCE'] } }
    expect(reasonOf({ id: 'a', department: 'Finance' }, both)).toBe(
      'out: Department is Finance, which the rule leaves out',
    )
  })

  it('takes everyone where a list names nothing', () => {
    expect(reasonOf({ id: 'a' }, { department: { include: ['', '  '] } })).toMatch(/^in:/)
    expect(reasonOf({ id: 'a' }, { department: { exclude: [''] } })).toMatch(/^in:/)
    expect(reasonOf({ id: 'a', userType: 'Guest' }, { userType: { include: [] } })).toMatch(/^in:/)
  })

  it('demands every dimension', () => {
    expect(reasonOf({ id: 'a', userType: 'Guest', department: 'Dentistry' }, departments)).toMatch(/^out:/)
  })

  it('takes disabled accounts where asked, never deleted ones', () => {
    expect(reasonOf({ id: 'a', accountEnabled: false }, { enabled: 'all' })).toBe(
      'in: Member account, disabled',
    )
    expect(reasonOf({ id: 'a', deletedAt: '2026-01-01T00:00:00Z' }, { enabled: 'all' })).toMatch(/^out:/)
  })

  it('keeps a reason readable when the rule names many departments', () => {
    const include = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
    expect(reasonOf({ id: 'a', department: 'Z' }, { department: { include } })).toBe(
      'out: Department is Z, and the rule takes A, B, C, D, E and 2 more',
    )
  })
})
