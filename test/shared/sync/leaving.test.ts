import { describe, expect, it } from 'vitest'
import { person } from '../plain-person.ts'
import {
  contact,
  elsewhere,
  everything,
  left,
  link,
  mara,
  marasContact,
  marasValues,
  only,
  pairs,
  plan,
  untouched,
} from './planning.ts'

const links = [link('p1', 'c1', marasValues)]
const contacts = [marasContact()]
const inactiveLinks = [link('p1', 'c1', marasValues, { active: false })]
const inactive = [marasContact({}, { active: false })]

describe('a person who leaves the rules', () => {
  it('keeps a contact that becomes inactive, with the reason', () => {
    const entry = only({ contacts, links, leftOut: [left('p1')] })
    expect(entry).toMatchObject({
      kind: 'deactivate',
      contactId: 'c1',
      displayName: 'Mara E',
      reason: 'The account is disabled.',
    })
    expect(pairs(entry)).toEqual([['active', 'Yes', 'No']])
  })

  it('is named by the contact where Entra does not know them any more', () => {
    const gone = left('p1', { displayName: '', userPrincipalName: '', reason: 'Deleted in Entra' })
    expect(only({ contacts, links, leftOut: [gone] })).toMatchObject({
      displayName: 'Mara E',
      userPrincipalName: 'mara@contoso.example',
    })
  })

  it.each([
    [
      'is inactive by us already',
      inactive,
      inactiveLinks,
      'The account is disabled; the contact is inactive.',
    ],
    [
      'was made inactive by hand',
      inactive,
      links,
      'The account is disabled; the contact was made inactive by hand.',
    ],
    [
      'was activated by hand after we deactivated it',
      contacts,
      inactiveLinks,
      'The account is disabled; the contact was made active by hand.',
    ],
    ['was deleted', [], links, 'The account is disabled; the contact is no longer in the organisation.'],
  ])('changes nothing where the contact %s', (_name, present, held, reason) => {
    expect(untouched({ contacts: present, links: held, leftOut: [left('p1')] })).toBe(reason)
  })

  it('changes nothing where the contact stands in another organisation', () => {
    const there = [link('p1', 'c1', marasValues, elsewhere())]
    expect(untouched({ contacts, links: there, leftOut: [left('p1')] })).toBe(
      'The account is disabled; the contact stands in another organisation.',
    )
  })

  it('is not deactivated while they move, nor while it is not known who they are', () => {
    const moving = left('p1', { kind: 'moves', reason: 'Moves to West' })
    expect(untouched({ contacts, links, leftOut: [moving] })).toBe('Moves to West.')
    const unsure = left('p1', { kind: 'unsure', reason: 'Nobody knows' })
    expect(untouched({ contacts, links, leftOut: [unsure] })).toBe(
      'Nobody knows; the contact stays as it is.',
    )
  })

  it('stays as they are where the PSA knows no inactive contacts', () => {
    const can = { ...everything, deactivate: false }
    expect(untouched({ contacts, links, can, leftOut: [left('p1')] })).toContain(
      'the contact stays as it is. This ticket system cannot mark a contact as inactive',
    )
  })

  it('is nobody where they were never linked', () => {
    expect(plan({ contacts, leftOut: [left('p1')] })).toEqual({ changes: [], unchanged: [] })
  })
})

describe('a person who belongs again', () => {
  it('gets the same contact back, with what changed in Entra since', () => {
    const entry = only({
      persons: [{ ...mara, displayName: 'Mara Stone' }],
      contacts: inactive,
      links: inactiveLinks,
    })
    expect(entry).toMatchObject({ kind: 'reactivate', contactId: 'c1' })
    expect(entry.reason).toBe('Belongs here again. Changed in Entra: Name.')
    expect(pairs(entry)).toEqual([
      ['name', 'Mara E', 'Mara Stone'],
      ['active', 'No', 'Yes'],
    ])
  })

  it('keeps what was edited by hand meanwhile', () => {
    const edited = [marasContact({ name: 'Mara (left?)' }, { active: false })]
    const persons = [{ ...mara, displayName: 'Mara Stone' }]
    const entry = only({ persons, contacts: edited, links: inactiveLinks })
    expect(pairs(entry)).toEqual([['active', 'No', 'Yes']])
    expect(entry.reason).toBe('Belongs here again. Name edited by hand and kept.')
  })

  it('whose contact was activated by hand is ours again with nothing to activate', () => {
    const entry = only({ persons: [mara], contacts, links: inactiveLinks })
    expect(entry.kind).toBe('reactivate')
    expect(pairs(entry)).toEqual([])
    expect(entry.reason).toBe('Belongs here again; the contact was made active by hand.')
  })

  it('stays as they are where the PSA cannot reactivate a contact', () => {
    const can = { ...everything, reactivate: false }
    expect(untouched({ persons: [mara], contacts: inactive, links: inactiveLinks, can })).toContain(
      'cannot reactivate a contact',
    )
  })

  it('does not get a contact that has vanished made anew', () => {
    expect(only({ persons: [mara], links: inactiveLinks }).kind).toBe('review')
  })
})

describe('a contact made inactive by hand', () => {
  it('is kept so while its person stays, whatever changes in Entra', () => {
    const persons = [{ ...mara, displayName: 'Mara Stone' }]
    expect(untouched({ persons, contacts: inactive, links })).toBe(
      'Made inactive by hand in the ticket system, and kept so.',
    )
  })

  it('becomes active at the first link where the PSA can', () => {
    const entry = only({ persons: [mara], contacts: inactive })
    expect(entry.kind).toBe('link')
    expect(pairs(entry)).toEqual([['active', 'No', 'Yes']])
    expect(entry.reason).toContain('The contact was inactive and becomes active.')
    const can = { ...everything, reactivate: false }
    expect(pairs(only({ persons: [mara], contacts: inactive, can }))).toEqual([])
  })
})

describe('what a PSA cannot do', () => {
  it('creates nobody, and says so', () => {
    const can = { ...everything, create: false }
    expect(untouched({ persons: [mara], can })).toBe(
      'No contact has this e-mail address. This ticket system cannot create contacts, or that was not tried yet.',
    )
    expect(only({ persons: [mara], contacts, can }).kind).toBe('link')
  })

  it('links without writing, and plans no update', () => {
    const can = { ...everything, update: false }
    const blank = [contact('c1', { name: null, email: mara.mail })]
    expect(pairs(only({ persons: [mara], contacts: blank, can }))).toEqual([])
    const persons = [{ ...mara, displayName: 'Mara Stone' }]
    expect(untouched({ persons, contacts, links, can })).toBe('Nothing to change.')
    const again = only({ persons, contacts: inactive, links: inactiveLinks, can })
    expect(pairs(again)).toEqual([['active', 'No', 'Yes']])
  })
})

describe('an account of which it is not known whether it is a person’s', () => {
  const unsure = new Map([['p1', 'Nobody knows']])

  it('is left to a person before a contact is made or linked', () => {
    expect(only({ persons: [mara], unsure })).toMatchObject({ kind: 'review', reason: 'Nobody knows.' })
    expect(only({ persons: [mara], contacts, unsure }).kind).toBe('review')
  })

  it('follows Entra as before once it is linked', () => {
    const persons = [{ ...mara, displayName: 'Mara Stone' }]
    expect(only({ persons, contacts, links, unsure }).kind).toBe('update')
  })

  it('is nobody else’s question', () => {
    const persons = [mara, person({ id: 'p2' })]
    expect(plan({ persons, unsure }).changes.map(({ kind }) => kind)).toEqual(['review', 'create'])
  })
})
