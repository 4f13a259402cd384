import { describe, expect, it } from 'vitest'
import { person } from '../plain-person.ts'
import {
  contact,
  decided,
  everything,
  link,
  mara,
  marasContact,
  marasValues,
  only,
  pairs,
  plan,
  untouched,
} from './planning.ts'

const by = 'Vera Lindqvist on 2026-11-25'
const two = [marasContact(), { ...marasContact(), id: 'c2' }]
const unsure = new Map([['p1', 'Nobody knows']])

describe('a decision to link', () => {
  it('holds, whoever has the address', () => {
    const entry = only({ persons: [mara], contacts: two, decisions: decided('p1', 'link', 'c2') })
    expect(entry).toMatchObject({ kind: 'link', contactId: 'c2', reason: expect.stringContaining(by) })
  })

  it('holds for a contact with another address, whose address stays', () => {
    const contacts = [contact('c7', { name: 'M.', email: 'private@home.example' })]
    const entry = only({ persons: [mara], contacts, decisions: decided('p1', 'link', 'c7') })
    expect(pairs(entry)).toEqual([['phone', null, '+1 555 01']])
    expect(entry.reason).toBe(
      `Decided by ${by}. Blank in the contact and filled: Phone. Name, E-mail entered by hand and kept.`,
    )
  })

  it('holds where it was not known whether the account is a person’s', () => {
    const decisions = decided('p1', 'link', 'c1')
    expect(only({ persons: [mara], contacts: [marasContact()], decisions, unsure }).kind).toBe('link')
  })

  it('is asked for anew where the contact has gone', () => {
    expect(only({ persons: [mara], decisions: decided('p1', 'link', 'c7') })).toMatchObject({
      kind: 'review',
      reason: 'The linked contact (c7) is no longer in the organisation.',
    })
  })

  it('is asked for anew where the contact was linked to someone else meanwhile', () => {
    const decisions = decided('p1', 'link', 'c1')
    const links = [link('p2', 'c1')]
    expect(only({ persons: [mara], contacts: [marasContact()], links, decisions })).toMatchObject({
      kind: 'review',
      reason: 'mara@contoso.example belongs to Mara E (c1), who is linked to someone else.',
    })
  })

  it('comes before whoever claims the contact by address', () => {
    const twin = person({ id: 'p0', mail: 'mara@contoso.example' })
    const { changes } = plan({
      persons: [mara, twin],
      contacts: [marasContact()],
      decisions: decided('p1', 'link', 'c1'),
    })
    expect(changes.map(({ kind, contactId }) => [kind, contactId])).toEqual([
      ['review', null],
      ['link', 'c1'],
    ])
    expect(changes[0]?.reason).toBe('Mara E (c1) is claimed by Mara E too.')
  })

  it('is asked for anew of both where one contact was chosen for two persons', () => {
    const other = person({ id: 'p2' })
    const decisions = new Map([...decided('p1', 'link', 'c1'), ...decided('p2', 'link', 'c1')])
    const persons = [mara, other]
    const { changes } = plan({ persons, contacts: [marasContact()], decisions })
    expect(changes.map(({ kind, candidates }) => [kind, candidates.map(({ id }) => id)])).toEqual([
      ['review', ['c1']],
      ['review', ['c1']],
    ])
    // Once one of them has another contact, nothing is disputed any more.
    const contacts = [marasContact(), contact('c2', {})]
    const after = plan({ persons, contacts, decisions, links: [link('p2', 'c2')] }).changes
    expect(after.map(({ kind, personId }) => [kind, personId])).toContainEqual(['link', 'p1'])
  })
})

describe('a decision to create', () => {
  it('holds although contacts have the address, and names those that are not meant', () => {
    const entry = only({ persons: [mara], contacts: two, decisions: decided('p1', 'create') })
    expect(entry).toMatchObject({ kind: 'create', contactId: null, reason: `Decided by ${by}.` })
    expect(entry.candidates.map(({ id }) => id)).toEqual(['c1', 'c2'])
  })

  it('holds where it was not known whether the account is a person’s', () => {
    expect(only({ persons: [mara], decisions: decided('p1', 'create'), unsure }).kind).toBe('create')
  })

  it('holds where the linked contact has gone', () => {
    const links = [link('p1', 'c1', marasValues)]
    expect(only({ persons: [mara], links, decisions: decided('p1', 'create') }).kind).toBe('create')
  })

  it('creates nobody where the PSA cannot', () => {
    const can = { ...everything, create: false }
    expect(untouched({ persons: [mara], can, decisions: decided('p1', 'create') })).toContain('cannot create')
  })
})

describe('a decision to leave out', () => {
  it('holds, with who decided it as the reason', () => {
    const decisions = decided('p1', 'leaveOut')
    for (const contacts of [[], [marasContact()], two]) {
      expect(untouched({ persons: [mara], contacts, decisions })).toBe(`Left out by ${by}.`)
    }
    expect(untouched({ persons: [mara], decisions, unsure })).toBe(`Left out by ${by}.`)
  })
})

describe('a decision about a person who is linked', () => {
  it.each(['link', 'create', 'leaveOut'] as const)('to %s changes nothing any more', (choice) => {
    const links = [link('p1', 'c1', marasValues)]
    const decisions = decided('p1', choice, choice === 'link' ? 'c2' : null)
    expect(untouched({ persons: [mara], contacts: two, links, decisions })).toBe('Nothing to change.')
  })
})
