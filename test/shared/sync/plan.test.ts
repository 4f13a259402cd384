import { describe, expect, it } from 'vitest'
import type { Contact } from '../../../shared/psa/api.ts'
import type { FieldRules, Written } from '../../../shared/sync/contact-fields.ts'
import { type Link, planContacts } from '../../../shared/sync/plan.ts'
import { person, tenantId } from '../plain-person.ts'

const rules: FieldRules = {
  writable: ['name', 'email', 'phone', 'mobile', 'title'],
  normal: (field, value) => {
    if (field === 'email') return value.trim().toLowerCase()
    return field === 'phone' || field === 'mobile' ? value.replace(/[^\d+]/g, '') : value.trim()
  },
}
const contact = (over: Partial<Contact> & { id: string }): Contact => ({
  organisationId: '101',
  name: 'Someone',
  email: null,
  phone: null,
  mobile: null,
  title: null,
  ...over,
})
const link = (personId: string, contactId: string, written: Record<string, string> = {}): Link => ({
  tenantId,
  personId,
  contactId,
  written: Object.fromEntries(
    Object.entries(written).map(([field, value]) => [field, { sent: value, kept: value }]),
  ) as Written,
})
const mara = person({
  id: 'p1',
  displayName: 'Mara E',
  mail: 'Mara@contoso.example',
  businessPhone: '+1 555 01',
})
const plan = (input: Partial<Parameters<typeof planContacts>[0]>) =>
  planContacts({ persons: [], contacts: [], links: [], rules, ...input })
const only = (input: Parameters<typeof plan>[0]) => {
  const { changes } = plan(input)
  expect(changes).toHaveLength(1)
  return changes[0]
}
const pairs = (entry: ReturnType<typeof only>) =>
  entry?.fields.map(({ field, old, new: value }) => [field, old, value])

describe('planContacts: who is who', () => {
  it('creates a contact with all that Entra knows', () => {
    const entry = only({ persons: [mara] })
    expect(entry?.kind).toBe('create')
    expect(pairs(entry)).toEqual([
      ['name', null, 'Mara E'],
      ['email', null, 'mara@contoso.example'],
      ['phone', null, '+1 555 01'],
    ])
  })

  it('writes only what the PSA can write', () => {
    const entry = plan({ persons: [mara], rules: { ...rules, writable: ['name', 'email'] } }).changes[0]
    expect(entry?.fields.map(({ field }) => field)).toEqual(['name', 'email'])
  })

  it('links by mail, then sign-in name, then proxy address', () => {
    const many = {
      ...mara,
      userPrincipalName: 'upn@contoso.example',
      proxyAddresses: ['smtp:Old@contoso.example'],
    }
    const byMail = contact({ id: 'c1', email: ' MARA@Contoso.example ' })
    const byUpn = contact({ id: 'c2', email: 'upn@contoso.example' })
    const byProxy = contact({ id: 'c3', email: 'old@contoso.example' })
    const linkedTo = (contacts: Contact[]) => only({ persons: [many], contacts })?.contactId
    expect(linkedTo([byProxy, byUpn, byMail])).toBe('c1')
    expect(linkedTo([byProxy, byUpn])).toBe('c2')
    expect(linkedTo([byProxy])).toBe('c3')
  })

  it('never links by name', () => {
    expect(only({ persons: [mara], contacts: [contact({ id: 'c1', name: 'Mara E' })] })?.kind).toBe('create')
  })

  it('leaves two candidates to a person', () => {
    const contacts = [
      contact({ id: 'c2', email: mara.mail }),
      contact({ id: 'c1', name: 'Other', email: mara.mail }),
    ]
    const entry = only({ persons: [mara], contacts })
    expect(entry).toMatchObject({
      kind: 'review',
      contactId: null,
      fields: [],
      reason: 'Several contacts have the address mara@contoso.example: Other (c1), Someone (c2).',
    })
  })

  it('does not take a contact seen on two pages for two candidates', () => {
    const same = contact({ id: 'c1', email: mara.mail })
    expect(only({ persons: [mara], contacts: [same, { ...same }] })?.kind).toBe('link')
  })

  it('leaves a contact that two persons claim to a person', () => {
    const twin = person({ id: 'p2', proxyAddresses: ['smtp:mara@contoso.example'] })
    const { changes } = plan({ persons: [mara, twin], contacts: [contact({ id: 'c1', email: mara.mail })] })
    expect(changes.map(({ kind }) => kind)).toEqual(['review', 'review'])
    expect(changes[0]?.reason).toBe('Someone (c1) is claimed by Person p2 too.')
  })

  it('leaves a contact that stands for someone else to a person, also of another tenant', () => {
    const contacts = [contact({ id: 'c1', email: mara.mail })]
    const foreign = { ...link('p9', 'c1'), tenantId: 'other' }
    expect(only({ persons: [mara], contacts, links: [link('p9', 'c1')] })?.kind).toBe('review')
    expect(only({ persons: [mara], contacts, links: [foreign] })?.kind).toBe('review')
  })

  it('creates no two contacts with one address', () => {
    const twin = person({ id: 'p2', mail: 'mara@contoso.example' })
    expect(plan({ persons: [mara, twin] }).changes.map(({ kind }) => kind)).toEqual(['review', 'review'])
    const alias = person({
      id: 'p2',
      mail: 'p2@contoso.example',
      proxyAddresses: ['smtp:mara@contoso.example'],
    })
    expect(plan({ persons: [mara, alias] }).changes.map(({ kind }) => kind)).toEqual(['create', 'review'])
  })

  it('never creates anew when a linked contact has vanished', () => {
    const entry = only({ persons: [mara], links: [link('p1', 'c1')] })
    expect(entry?.kind).toBe('review')
    expect(entry?.reason).toBe('The linked contact (c1) is no longer in the organisation.')
  })

  it('leaves the contacts of persons who no longer belong as they are, with the reason', () => {
    const { changes, unchanged } = plan({
      contacts: [contact({ id: 'c1' })],
      links: [link('p1', 'c1')],
      leftOut: new Map([['p1', 'The account is disabled']]),
    })
    expect(changes).toEqual([])
    expect(unchanged).toEqual([
      { personId: 'p1', contactId: 'c1', reason: 'The account is disabled; the contact stays as it is.' },
    ])
  })
})

describe('planContacts: which values', () => {
  const at = (over: Partial<Contact>) =>
    contact({ id: 'c1', name: 'Mara E', email: 'mara@contoso.example', ...over })

  it('fills only blanks at the first link and names what it keeps', () => {
    const titled = { ...mara, jobTitle: 'Manager' }
    const entry = only({ persons: [titled], contacts: [at({ name: 'M. Ellingsworth', title: ' ' })] })
    expect(entry?.kind).toBe('link')
    expect(pairs(entry)).toEqual([
      ['phone', null, '+1 555 01'],
      ['title', null, 'Manager'],
    ])
    expect(entry?.reason).toContain('Name entered by hand and kept.')
  })

  it('takes values that are equal in the PSA’s normal form for no change', () => {
    const written = { name: 'Mara E', email: 'mara@contoso.example', phone: '+155501' }
    const { changes, unchanged } = plan({
      persons: [mara],
      contacts: [at({ email: 'MARA@contoso.example', phone: '+1-555-01' })],
      links: [link('p1', 'c1', written)],
    })
    expect(changes).toEqual([])
    expect(unchanged).toEqual([{ personId: 'p1', contactId: 'c1', reason: 'Nothing to change.' }])
  })

  it('writes what changed in Entra, the address of the same contact included', () => {
    const renamed = { ...mara, displayName: 'Mara Stone', mail: 'stone@contoso.example' }
    const written = { name: 'Mara E', email: 'mara@contoso.example' }
    const entry = only({ persons: [renamed], contacts: [at({})], links: [link('p1', 'c1', written)] })
    expect(entry).toMatchObject({ kind: 'update', contactId: 'c1' })
    expect(pairs(entry)).toEqual([
      ['name', 'Mara E', 'Mara Stone'],
      ['email', 'mara@contoso.example', 'stone@contoso.example'],
      ['phone', null, '+1 555 01'],
    ])
  })

  it('keeps a value edited by hand and says so', () => {
    const renamed = { ...mara, displayName: 'Mara Stone', businessPhone: null }
    const links = [link('p1', 'c1', { name: 'Mara E', email: 'mara@contoso.example' })]
    const { changes, unchanged } = plan({
      persons: [renamed],
      contacts: [at({ name: 'Mara (ask first)' })],
      links,
    })
    expect(changes).toEqual([])
    expect(unchanged[0]?.reason).toBe('Nothing to change. Name edited by hand and kept.')
  })

  it('keeps a value that someone blanked by hand', () => {
    const links = [link('p1', 'c1', { name: 'Mara E', email: 'mara@contoso.example', phone: '+100' })]
    expect(plan({ persons: [mara], contacts: [at({ phone: null })], links }).changes).toEqual([])
  })

  it('never erases with a blank from Entra', () => {
    const blank = { ...mara, businessPhone: ' ' }
    const links = [link('p1', 'c1', { name: 'Mara E', email: 'mara@contoso.example', phone: '+155501' })]
    expect(plan({ persons: [blank], contacts: [at({ phone: '+1 555 01' })], links }).changes).toEqual([])
  })

  it('does not write again what the PSA kept in another form', () => {
    const written: Written = {
      name: { sent: 'Mara E', kept: 'Mara E' },
      email: { sent: 'mara@contoso.example', kept: 'mara@contoso.example' },
      phone: { sent: '+155501', kept: '15' },
    }
    const links = [{ ...link('p1', 'c1'), written }]
    expect(plan({ persons: [mara], contacts: [at({ phone: '15' })], links }).changes).toEqual([])
  })
})
