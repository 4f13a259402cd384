import { describe, expect, it } from 'vitest'
import type { FieldSpec } from '../../../shared/psa/api.ts'
import {
  afterWrite,
  alreadyEqual,
  fieldRulesOf,
  normalised,
  valuesOf,
  valuesToWrite,
} from '../../../shared/sync/contact-fields.ts'
import type { FieldPolicy } from '../../../shared/sync/settings.ts'
import {
  contact,
  link,
  mara,
  marasContact,
  marasValues,
  only,
  ours,
  pairs,
  plan,
  rulesWith,
  specs,
} from './planning.ts'

const titled = { ...mara, jobTitle: 'Manager' }
const withTitle = (policy: FieldPolicy) => rulesWith({ title: policy })

describe('a field that is always written', () => {
  it('wins over what was typed by hand at the first link, and names the old value', () => {
    const contacts = [marasContact({ title: 'Boss' })]
    const entry = only({ persons: [titled], contacts, rules: withTitle('always') })
    expect(entry.kind).toBe('link')
    expect(pairs(entry)).toEqual([['title', 'Boss', 'Manager']])
    expect(entry.reason).toContain('Entra always wins for Job title.')
  })

  it('wins over what was edited by hand afterwards, although nothing changed in Entra', () => {
    const contacts = [marasContact({ title: 'Boss' })]
    const links = [link('p1', 'c1', { ...marasValues, title: 'Manager' })]
    const entry = only({ persons: [titled], contacts, links, rules: withTitle('always') })
    expect(entry.kind).toBe('update')
    expect(pairs(entry)).toEqual([['title', 'Boss', 'Manager']])
    expect(plan({ persons: [titled], contacts, links }).changes).toEqual([])
  })

  it('does not erase with a blank, and writes no equal value', () => {
    const rules = rulesWith({ title: 'always', phone: 'always' })
    const contacts = [marasContact({ title: 'Boss', phone: '+1-555-01' })]
    const links = [link('p1', 'c1')]
    expect(plan({ persons: [{ ...mara, jobTitle: ' ' }], contacts, links, rules }).changes).toEqual([])
  })
})

describe('a field that is always written, of which the PSA keeps another form', () => {
  it('is not written again and again, but wins over what people typed', () => {
    const written = { ...ours(marasValues), title: { sent: 'Manager', kept: 'Mana' } }
    const links = [{ ...link('p1', 'c1'), written }]
    const rules = withTitle('always')
    const kept = [marasContact({ title: 'Mana' })]
    expect(plan({ persons: [titled], contacts: kept, links, rules }).changes).toEqual([])
    const edited = [marasContact({ title: 'Boss' })]
    expect(pairs(only({ persons: [titled], contacts: edited, links, rules }))).toEqual([
      ['title', 'Boss', 'Manager'],
    ])
  })
})

describe('a field that is never written', () => {
  it('is neither filled nor changed', () => {
    const rules = withTitle('never')
    expect(pairs(only({ persons: [titled], rules })).map(([field]) => field)).not.toContain('title')
    expect(pairs(only({ persons: [titled], contacts: [marasContact()], rules }))).toEqual([])
    const links = [link('p1', 'c1', { ...marasValues, title: 'Clerk' })]
    const contacts = [marasContact({ title: 'Clerk' })]
    expect(plan({ persons: [titled], contacts, links, rules }).changes).toEqual([])
  })

  it('is written into a new contact all the same where it is the name or the address', () => {
    const rules = rulesWith({ name: 'never', email: 'never', phone: 'never' })
    expect(pairs(only({ persons: [mara], rules }))).toEqual([
      ['name', null, 'Mara E'],
      ['email', null, 'mara@contoso.example'],
    ])
    const contacts = [contact('c1', { name: null, email: mara.mail })]
    expect(pairs(only({ persons: [mara], contacts, rules }))).toEqual([])
  })
})

describe('fields of a PSA', () => {
  const own: FieldSpec[] = [
    ...specs,
    { id: 'custom:upn', label: 'Microsoft login', from: 'userPrincipalName' },
    { id: 'custom:id', label: 'Object id', from: 'objectId', offAtFirst: true },
  ]

  it('of its own are filled from what it names, under its label', () => {
    const entry = only({ persons: [mara], rules: rulesWith({}, own) })
    expect(entry.fields).toContainEqual({
      field: 'custom:upn',
      label: 'Microsoft login',
      old: null,
      new: mara.userPrincipalName,
    })
  })

  it('that are off at first are written only where an administrator says so', () => {
    const fieldsOf = (policies: Record<string, FieldPolicy>) =>
      pairs(only({ persons: [mara], rules: rulesWith(policies, own) })).map(([field]) => field)
    expect(fieldsOf({})).not.toContain('custom:id')
    expect(fieldsOf({ 'custom:id': 'default' })).toContain('custom:id')
    expect(fieldsOf({ 'custom:id': 'always' })).toContain('custom:id')
  })

  it('that the PSA does not have are not written, whatever a policy says', () => {
    const rules = rulesWith({ department: 'always' })
    const person = { ...mara, department: 'Finance' }
    expect(pairs(only({ persons: [person], rules })).map(([field]) => field)).not.toContain('department')
  })

  it('are compared as text without surrounding space where the PSA has no form of its own', () => {
    const rules = fieldRulesOf({ fields: specs })
    expect(normalised(rules, 'phone', ' +1 555 ')).toBe('+1 555')
    expect(normalised(rules, 'phone', '  ')).toBeNull()
    expect(normalised(rules, 'phone', undefined)).toBeNull()
  })

  it('say nothing where a value means nothing in the PSA’s form', () => {
    const odd = { ...mara, businessPhone: 'ask reception' }
    expect(pairs(only({ persons: [odd] })).map(([field]) => field)).toEqual(['name', 'email'])
  })
})

describe('what is ours in a contact', () => {
  const rules = rulesWith()

  it('is at the first link what equals Entra already', () => {
    const values = valuesOf({ ...mara, jobTitle: 'Manager' }, specs)
    const found = marasContact({ email: 'MARA@contoso.example', title: 'Boss' })
    expect(alreadyEqual(rules, values, found)).toEqual({
      name: { sent: 'Mara E', kept: 'Mara E' },
      email: { sent: 'mara@contoso.example', kept: 'mara@contoso.example' },
      phone: { sent: '+155501', kept: '+155501' },
    })
  })

  it('is after a write what was sent and what the PSA kept; what stayed blank is tried again', () => {
    const fields = [
      { field: 'phone', label: 'Phone', old: null, new: '+1 555 01' },
      { field: 'title', label: 'Job title', old: null, new: 'Manager' },
    ]
    expect(afterWrite(rules, fields, marasContact({ phone: '1555', title: null }))).toEqual({
      phone: { sent: '+155501', kept: '1555' },
    })
    const links = [link('p1', 'c1', marasValues)]
    const again = only({ persons: [titled], contacts: [marasContact()], links })
    expect(pairs(again)).toEqual([['title', null, 'Manager']])
  })

  it('are its values, not its state nor its organisation', () => {
    const fields = [
      { field: 'title', label: 'Job title', old: null, new: 'Manager' },
      { field: 'active', label: 'Active', old: 'No', new: 'Yes' },
      { field: 'organisation', label: 'Organisation', old: 'East', new: 'West' },
    ]
    expect(valuesToWrite(rules, fields)).toEqual({ title: 'Manager' })
  })
})
