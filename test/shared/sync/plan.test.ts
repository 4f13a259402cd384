import { describe, expect, it } from 'vitest'
import type { Contact } from '../../../shared/psa/contact.ts'
import { person } from '../plain-person.ts'
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
  untouched,
} from './planning.ts'

describe('planContacts: who is who', () => {
  it('creates a contact with all that Entra knows', () => {
    const entry = only({ persons: [mara] })
    expect(entry.kind).toBe('create')
    expect(pairs(entry)).toEqual([
      ['name', null, 'Mara E'],
      ['email', null, 'mara@contoso.example'],
      ['phone', null, '+1 555 01'],
    ])
  })

  it('writes only what the PSA can write', () => {
    const rules = rulesWith({}, [{ id: 'name' }, { id: 'email' }])
    expect(only({ persons: [mara], rules }).fields.map(({ field }) => field)).toEqual(['name', 'email'])
  })

  it('links by mail, then sign-in name, then proxy address', () => {
    const many = {
      ...mara,
      userPrincipalName: 'upn@contoso.example',
      proxyAddresses: ['smtp:Old@contoso.example'],
    }
    const byMail = contact('c1', { email: ' MARA@Contoso.example ' })
    const byUpn = contact('c2', { email: 'upn@contoso.example' })
    const byProxy = contact('c3', { email: 'old@contoso.example' })
    const linkedTo = (contacts: Contact[]) => only({ persons: [many], contacts }).contactId
    expect(linkedTo([byProxy, byUpn, byMail])).toBe('c1')
    expect(linkedTo([byProxy, byUpn])).toBe('c2')
    expect(linkedTo([byProxy])).toBe('c3')
  })

  it('takes plus signs as part of an address', () => {
    const contacts = [contact('c1', { email: 'mara+news@contoso.example' })]
    expect(only({ persons: [mara], contacts }).kind).toBe('create')
    const tagged = { ...mara, mail: 'Mara+News@contoso.example' }
    expect(only({ persons: [tagged], contacts })).toMatchObject({ kind: 'link', contactId: 'c1' })
  })

  it('never links by name', () => {
    expect(only({ persons: [mara], contacts: [contact('c1', { name: 'Mara E' })] }).kind).toBe('create')
  })

  it('leaves two candidates to a person, and names them', () => {
    const contacts = [contact('c2', { email: mara.mail }), contact('c1', { name: 'Other', email: mara.mail })]
    expect(only({ persons: [mara], contacts })).toMatchObject({
      kind: 'review',
      contactId: null,
      fields: [],
      reason: 'Several contacts have the address mara@contoso.example: Other (c1), Someone (c2).',
      candidates: [
        { id: 'c1', name: 'Other', email: 'Mara@contoso.example' },
        { id: 'c2', name: 'Someone', email: 'Mara@contoso.example' },
      ],
    })
  })

  it('shows candidates with reviews alone', () => {
    expect(only({ persons: [mara] }).candidates).toEqual([])
    expect(only({ persons: [mara], contacts: [marasContact()] }).candidates).toEqual([])
  })

  it('does not take a contact seen on two pages for two candidates', () => {
    const same = contact('c1', { email: mara.mail })
    expect(only({ persons: [mara], contacts: [same, { ...same }] }).kind).toBe('link')
  })

  it('leaves a contact that two persons claim to a person', () => {
    const twin = person({ id: 'p2', proxyAddresses: ['smtp:mara@contoso.example'] })
    const { changes } = plan({ persons: [mara, twin], contacts: [contact('c1', { email: mara.mail })] })
    expect(changes.map(({ kind }) => kind)).toEqual(['review', 'review'])
    expect(changes[0]?.reason).toBe('Someone (c1) is claimed by Person p2 too.')
    expect(changes.map(({ candidates }) => candidates.map(({ id }) => id))).toEqual([['c1'], ['c1']])
  })

  it('leaves a contact that stands for someone else to a person, also of another tenant', () => {
    const contacts = [contact('c1', { email: mara.mail })]
    const foreign = link('p9', 'c1', {}, { tenantId: 'other' })
    for (const links of [[link('p9', 'c1')], [foreign]]) {
      expect(only({ persons: [mara], contacts, links })).toMatchObject({
        kind: 'review',
        reason: 'mara@contoso.example belongs to Someone (c1), who is linked to someone else.',
      })
    }
  })

  it('creates no two contacts with one address', () => {
    const twin = person({ id: 'p2', mail: 'mara@contoso.example' })
    expect(plan({ persons: [mara, twin] }).changes.map(({ kind }) => kind)).toEqual(['review', 'review'])
    const proxyAddresses = ['smtp:mara@contoso.example']
    const alias = person({ id: 'p2', mail: 'p2@contoso.example', proxyAddresses })
    expect(plan({ persons: [mara, alias] }).changes.map(({ kind }) => kind)).toEqual(['create', 'review'])
  })

  it('never creates anew when a linked contact has vanished', () => {
    expect(only({ persons: [mara], links: [link('p1', 'c1')] })).toMatchObject({
      kind: 'review',
      reason: 'The linked contact (c1) is no longer in the organisation.',
    })
  })
})

describe('planContacts: which values', () => {
  it('fills only blanks at the first link and names what it keeps', () => {
    const titled = { ...mara, jobTitle: 'Manager' }
    const contacts = [marasContact({ name: 'M. Ellingsworth', phone: null, title: ' ' })]
    const entry = only({ persons: [titled], contacts })
    expect(entry.kind).toBe('link')
    expect(pairs(entry)).toEqual([
      ['phone', null, '+1 555 01'],
      ['title', null, 'Manager'],
    ])
    expect(entry.reason).toBe(
      'The contact has the address mara@contoso.example. Blank in the contact and filled: Phone, Job title. Name entered by hand and kept.',
    )
  })

  it('takes values that are equal in the PSA’s normal form for no change', () => {
    const contacts = [marasContact({ email: 'MARA@contoso.example', phone: '+1-555-01' })]
    const links = [link('p1', 'c1', marasValues)]
    expect(untouched({ persons: [mara], contacts, links })).toBe('Nothing to change.')
  })

  it('writes what changed in Entra, the address of the same contact included', () => {
    const renamed = { ...mara, displayName: 'Mara Stone', mail: 'stone@contoso.example' }
    const { phone: _phone, ...written } = marasValues
    const links = [link('p1', 'c1', written)]
    const entry = only({ persons: [renamed], contacts: [marasContact({ phone: null })], links })
    expect(entry).toMatchObject({ kind: 'update', contactId: 'c1' })
    expect(entry.reason).toBe('Changed in Entra: Name, E-mail, Phone.')
    expect(pairs(entry)).toEqual([
      ['name', 'Mara E', 'Mara Stone'],
      ['email', 'mara@contoso.example', 'stone@contoso.example'],
      ['phone', null, '+1 555 01'],
    ])
  })

  it('keeps a value edited by hand and says so', () => {
    const renamed = { ...mara, displayName: 'Mara Stone', businessPhone: null }
    const contacts = [marasContact({ name: 'Mara (ask first)' })]
    const links = [link('p1', 'c1', marasValues)]
    expect(untouched({ persons: [renamed], contacts, links })).toBe(
      'Nothing to change. Name edited by hand and kept.',
    )
  })

  it('keeps a value that someone blanked by hand', () => {
    const links = [link('p1', 'c1', { ...marasValues, phone: '+100' })]
    expect(plan({ persons: [mara], contacts: [marasContact({ phone: null })], links }).changes).toEqual([])
  })

  it('never erases with a blank from Entra', () => {
    const blank = { ...mara, businessPhone: ' ' }
    const links = [link('p1', 'c1', marasValues)]
    expect(plan({ persons: [blank], contacts: [marasContact()], links }).changes).toEqual([])
  })

  it('does not write again what the PSA kept in another form', () => {
    const written = { ...ours(marasValues), phone: { sent: '+155501', kept: '15' } }
    const links = [{ ...link('p1', 'c1'), written }]
    expect(plan({ persons: [mara], contacts: [marasContact({ phone: '15' })], links }).changes).toEqual([])
  })
})
