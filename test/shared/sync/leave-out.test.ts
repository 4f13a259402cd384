import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import type { Person } from '../../../shared/person.ts'
import { compileWith, Rule, withoutGroups } from '../../../shared/sync/filter.ts'
import { createLeaveOut, type MailboxKind, mayBeNobodys } from '../../../shared/sync/leave-out.ts'
import { defaultLeaveOut, LeaveOut } from '../../../shared/sync/settings.ts'
import { person } from '../plain-person.ts'

const settings = (input: v.InferInput<typeof LeaveOut> = {}) => v.parse(LeaveOut, input)
const licensed = { mail: 'a@contoso.example', skuIds: ['sku'] }
function judge(over: Partial<Person>, kind: MailboxKind | null = null, leaveOut: LeaveOut = defaultLeaveOut) {
  return createLeaveOut(leaveOut, () => kind)(person({ id: 'a', ...over }))
}
const out = (reason: string) => ({ kind: 'out', reason })

describe('left out by default, with the signal as the reason', () => {
  it.each([
    ['resource accounts', { isResourceAccount: true }, 'user', 'Resource account', 'resourceAccounts'],
    ['shared mailboxes', {}, 'shared', 'Shared mailbox', 'sharedMailboxes'],
    ['mailboxes of rooms', {}, 'room', 'Mailbox of a room', 'roomMailboxes'],
    ['mailboxes of devices', {}, 'equipment', 'Mailbox of a device', 'equipmentMailboxes'],
  ] as const)('are %s, until switched off', (_name, over, kind, reason, name) => {
    expect(judge({ ...licensed, ...over }, kind)).toEqual(out(reason))
    expect(judge({ ...licensed, ...over }, kind, settings({ [name]: false }))).toBeNull()
  })

  it.each(['user', 'linked', 'others', 'none'] as const)('is nobody whose mailbox is of kind %s', (kind) => {
    expect(judge({ mail: 'a@contoso.example' }, kind)).toBeNull()
  })

  it('are accounts whose name is like a service account, by sign-in name or address', () => {
    const words = 'The name svc-scan is like a service account (svc-*)'
    expect(judge({ ...licensed, userPrincipalName: 'SVC-Scan@contoso.example' })).toEqual(out(words))
    expect(judge({ ...licensed, mail: 'svc-scan@contoso.example' })).toEqual(out(words))
    expect(judge({ ...licensed, userPrincipalName: 'svetlana@contoso.example' })).toBeNull()
  })

  it('are not accounts whose domain is like a service account', () => {
    expect(judge({ ...licensed, mail: 'ada@svc-scan.example' })).toBeNull()
  })
})

describe('a pattern', () => {
  const matches = (pattern: string, name: string) =>
    judge(
      { ...licensed, userPrincipalName: `${name}@contoso.example`, mail: null },
      'user',
      settings({ namePatterns: [pattern] }),
    ) !== null

  it.each([
    ['fax', 'fax', true],
    ['fax', 'faxe', false],
    ['fax', 'telefax', false],
    ['FAX*', 'fax-2', true],
    ['*fax', 'telefax', true],
    ['*fax', 'fax2', false],
    ['*fax*', 'telefax2', true],
    ['a*b*c', 'abc', true],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'acb', false],
    ['ab*ba', 'aba', false],
    ['a*aa*a', 'aaa', false],
    ['a*aa*a', 'aaaa', true],
    ['*', 'anybody', true],
    ['**', 'anybody', true],
    ['a.c', 'abc', false],
    ['(a+)+$', '(a+)+$', true],
    ['(a+)+$', 'aaaa', false],
  ])('%s with %s: %s', (pattern, name, expected) => {
    expect(matches(pattern, name)).toBe(expected)
  })

  it('costs no more than its length times the name’s, whoever wrote it', () => {
    const from = performance.now()
    expect(matches(`${'a*'.repeat(31)}b`, `${'a'.repeat(5000)}c`)).toBe(false)
    expect(performance.now() - from).toBeLessThan(500)
  })

  it('that is blank, too long or one of too many is refused', () => {
    const accepts = (namePatterns: string[]) => v.safeParse(LeaveOut, { namePatterns }).success
    expect(accepts([' '])).toBe(false)
    expect(accepts(['x'.repeat(65)])).toBe(false)
    expect(accepts(Array.from({ length: 101 }, (_, index) => `x${index}`))).toBe(false)
    expect(accepts([])).toBe(true)
  })
})

describe('whose mailbox it is', () => {
  const candidate = { mail: 'a@contoso.example', skuIds: [] }
  const words = 'It is not known whether this is a person’s mailbox or a shared one'

  it('is a question only where it may be nobody’s', () => {
    expect(mayBeNobodys(person({ id: 'a', ...candidate }))).toBe(true)
    expect(mayBeNobodys(person({ id: 'a', ...licensed }))).toBe(false)
    expect(mayBeNobodys(person({ id: 'a', ...licensed, accountEnabled: false }))).toBe(true)
    expect(mayBeNobodys(person({ id: 'a', ...licensed, isResourceAccount: true }))).toBe(true)
    expect(mayBeNobodys(person({ id: 'a', ...candidate, mail: null }))).toBe(false)
    expect(mayBeNobodys(person({ id: 'a', ...candidate, userType: 'Guest' }))).toBe(false)
  })

  it('is left to a person while it is not known, of such accounts alone', () => {
    expect(judge(candidate)).toEqual({ kind: 'unsure', reason: words })
    expect(judge(candidate, 'user')).toBeNull()
    expect(judge(licensed)).toBeNull()
  })

  it('is no question where shared, room and equipment mailboxes are not left out', () => {
    const none = { sharedMailboxes: false, roomMailboxes: false, equipmentMailboxes: false }
    expect(judge(candidate, null, settings(none))).toBeNull()
    expect(judge(candidate, null, settings({ ...none, roomMailboxes: true }))?.kind).toBe('unsure')
  })

  it('is asked only about those whom the rule takes', () => {
    const rule = v.parse(Rule, { department: { include: ['Finance'] } })
    const take = compileWith(rule, defaultLeaveOut, withoutGroups)
    const shared = { ...withoutGroups, mailboxKind: () => 'shared' as const }
    const one = person({ id: 'a', ...candidate, department: 'Finance' })
    expect(take(one)).toEqual({ belongs: true, reason: 'Department is Finance', unsure: words })
    expect(take({ ...one, department: 'Sales' })).toEqual({
      belongs: false,
      reason: 'Department is Sales, and the rule takes Finance',
    })
    expect(compileWith(rule, defaultLeaveOut, shared)(one)).toEqual({
      belongs: false,
      reason: 'Shared mailbox',
    })
  })
})
