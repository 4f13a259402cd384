import { describe, expect, it } from 'vitest'
import { person } from '../plain-person.ts'
import {
  contact,
  decided,
  elsewhere,
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

const links = [link('p1', 'c9', marasValues, elsewhere())]
const cannotMove = { ...everything, move: false }
const moved = ['organisation', 'East', 'West']

describe('a person who moves between organisations of a tenant', () => {
  it('is one change: the same contact where the PSA can', () => {
    const entry = only({ persons: [mara], links })
    expect(entry).toMatchObject({
      kind: 'move',
      contactId: 'c9',
      reason: 'Moves from East: the same contact.',
    })
    expect(pairs(entry)).toEqual([moved])
  })

  it('gets a new contact where the PSA cannot move one, and the old one becomes inactive', () => {
    const entry = only({ persons: [mara], links, can: cannotMove })
    expect(entry).toMatchObject({ kind: 'move', contactId: 'c9' })
    expect(entry.reason).toBe('Moves from East: the contact there becomes inactive, a new one is made.')
    expect(pairs(entry)).toEqual([
      moved,
      ['name', null, 'Mara E'],
      ['email', null, 'mara@contoso.example'],
      ['phone', null, '+1 555 01'],
    ])
  })

  it.each([
    ['can move', everything],
    ['cannot', cannotMove],
  ])('gets the contact that is there already, where the PSA %s', (_name, can) => {
    const entry = only({ persons: [mara], links, contacts: [marasContact()], can })
    expect(entry).toMatchObject({ kind: 'move', contactId: 'c9' })
    expect(entry.reason).toBe(
      'Moves from East: the contact there becomes inactive, Mara E (c1) is there already and is linked.',
    )
    expect(pairs(entry)).toEqual([moved])
  })

  it.each([
    ['can move', everything],
    ['cannot', cannotMove],
  ])('keeps a contact that was moved by hand already, where the PSA %s', (_name, can) => {
    const entry = only({ persons: [mara], links, contacts: [{ ...marasContact(), id: 'c9' }], can })
    expect(entry).toMatchObject({ kind: 'move', contactId: 'c9' })
    expect(entry.reason).toBe('Moves from East: the same contact.')
    expect(pairs(entry)).toEqual([moved])
  })

  it('is left to a person where several contacts are there already', () => {
    const contacts = [marasContact(), { ...marasContact(), id: 'c2' }]
    expect(only({ persons: [mara], links, contacts })).toMatchObject({
      kind: 'review',
      candidates: [{ id: 'c1' }, { id: 'c2' }],
    })
  })

  it('takes no contact along that stands for someone else, or that someone else claims', () => {
    const contacts = [marasContact()]
    const held = [...links, link('p8', 'c1')]
    expect(only({ persons: [mara], links: held, contacts }).reason).toBe('Moves from East: the same contact.')
    const twin = person({ id: 'p2', mail: 'mara@contoso.example' })
    const { changes } = plan({ persons: [mara, twin], links, contacts })
    expect(changes.map(({ kind, contactId }) => [kind, contactId])).toEqual([
      ['move', 'c9'],
      ['link', 'c1'],
    ])
  })

  it('is not held up by an address that is first of all another person’s', () => {
    const aliased = { ...mara, proxyAddresses: ['smtp:info@contoso.example'] }
    const other = person({ id: 'p2', mail: 'info@contoso.example' })
    const { changes } = plan({ persons: [aliased, other], links })
    expect(changes.map(({ kind }) => kind)).toEqual(['move', 'create'])
  })

  it('stays where they are while the sync of the old organisation is paused or off', () => {
    for (const sync of ['paused', 'off'] as const) {
      const there = [link('p1', 'c9', marasValues, elsewhere(sync))]
      expect(untouched({ persons: [mara], links: there })).toBe(
        `Belongs to East until its sync, which is ${sync}, is on again.`,
      )
    }
  })

  it('is left to a person where the PSA can neither move a contact nor replace it', () => {
    for (const can of [
      { ...cannotMove, deactivate: false },
      { ...cannotMove, create: false },
    ]) {
      expect(only({ persons: [mara], links, can }).kind).toBe('review')
    }
    // Nothing need be made where one is there already.
    const there = { persons: [mara], links, contacts: [marasContact()] }
    expect(only({ ...there, can: { ...cannotMove, create: false } }).kind).toBe('move')
  })

  it('gets the contact that was decided', () => {
    const contacts = [contact('c5', { name: 'M.' })]
    const entry = only({ persons: [mara], links, contacts, decisions: decided('p1', 'link', 'c5') })
    expect(entry.reason).toContain('M. (c5) is there already and is linked.')
  })

  it('is active again where we had deactivated the contact', () => {
    const there = [link('p1', 'c9', marasValues, { ...elsewhere(), active: false })]
    expect(only({ persons: [mara], links: there }).kind).toBe('move')
  })

  it('takes no contact that another one who moves here could take as well: each brings their own', () => {
    const twin = { ...mara, id: 'p2' }
    const there = [...links, link('p2', 'c8', marasValues, elsewhere())]
    const { changes } = plan({ persons: [mara, twin], links: there, contacts: [marasContact()] })
    expect(changes.map(({ contactId, reason }) => [contactId, reason])).toEqual([
      ['c9', 'Moves from East: the same contact.'],
      ['c8', 'Moves from East: the same contact.'],
    ])
  })

  it('says nothing of an organisation without a name', () => {
    const there = [link('p1', 'c9', {}, { elsewhere: { organisationName: null, sync: 'on' } })]
    expect(only({ persons: [mara], links: there }).reason).toBe(
      'Moves from another organisation: the same contact.',
    )
  })
})
