import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressesOf, type Person } from '../../../shared/person.ts'
import { emailOf } from '../../../shared/psa/contact.ts'
import { addressKey } from '../../../shared/sync/match.ts'
import { type ContactPlan, planContacts } from '../../../shared/sync/plan.ts'
import { person } from '../plain-person.ts'
import { anyOrganisation, type Organisation } from './any-organisation.ts'
import { carryOut } from './carry-out.ts'
import { contact, decided, plan as planOf } from './planning.ts'

const organisationName = 'West'

/**
 * One page, with as little of the organisation as the worker fetches: those who share an address with who seeks a contact,
 * those who share one with these, and those for whom one of the contacts was chosen.
 */
function planPage(
  world: Organisation,
  page: readonly Person[],
  leftOut: Organisation['leftOut'],
): ContactPlan {
  const ids = new Set(page.map(({ id }) => id))
  const held = new Set(world.links.filter(({ elsewhere }) => !elsewhere).map(({ personId }) => personId))
  const seekers = page.filter(({ id }) => !held.has(id))
  const near = sharing(world, seekers, page)
  const far = sharing(world, near, [...page, ...near])
  const known = [...page, ...near, ...far]
  const spoken = new Set([...ids, ...leftOut.map(({ personId }) => personId)])
  const isKnown = (personId: string) => spoken.has(personId) || known.some(({ id }) => id === personId)
  const theirs = world.links.filter(({ personId }) => isKnown(personId))
  const decisions = [...world.decisions].filter(([personId]) => isKnown(personId))
  const under = [...seekers, ...near, ...page.filter(({ id }) => world.decisions.has(id))]
  const named = new Set(
    [...theirs, ...decisions.map(([, decision]) => decision)].map(({ contactId }) => contactId),
  )
  const keys = new Set(under.flatMap(addressesOf).map((address) => addressKey(world.rules, address)))
  const contacts = world.contacts.filter(
    (one) => named.has(one.id) || keys.has(addressKey(world.rules, emailOf(one)) ?? '-'),
  )
  const seen = new Set(contacts.map(({ id }) => id))
  const choosers = world.persons.filter(
    ({ id }) => !isKnown(id) && seen.has(world.decisions.get(id)?.contactId ?? '-'),
  )
  const isChooser = (personId: string) => choosers.some(({ id }) => id === personId)
  const also = world.links.filter(({ personId }) => isChooser(personId))
  return planContacts({
    ...world,
    organisationName,
    persons: [...known, ...choosers],
    only: ids,
    leftOut,
    contacts: [
      ...contacts,
      ...world.contacts.filter(({ id }) => also.some(({ contactId }) => contactId === id)),
    ],
    links: [...new Set([...theirs, ...also, ...world.links.filter(({ contactId }) => seen.has(contactId))])],
    decisions: new Map([...decisions, ...[...world.decisions].filter(([personId]) => isChooser(personId))]),
  })
}

function sharing(world: Organisation, of: readonly Person[], known: readonly Person[]): Person[] {
  const addresses = new Set(of.flatMap(addressesOf))
  return world.persons.filter(
    (one) => !known.includes(one) && addressesOf(one).some((address) => addresses.has(address)),
  )
}

const byPerson = (a: { personId: string }, b: { personId: string }) => (a.personId < b.personId ? -1 : 1)

function inPages(world: Organisation, size: number): ContactPlan {
  const persons = [...world.persons, ...world.leftOut.map(({ personId: id }) => ({ id }))].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  )
  const pages: ContactPlan[] = []
  for (let at = 0; at < persons.length; at += size) {
    const ids = new Set(persons.slice(at, at + size).map(({ id }) => id))
    const page = world.persons.filter(({ id }) => ids.has(id))
    pages.push(
      planPage(
        world,
        page,
        world.leftOut.filter(({ personId }) => ids.has(personId)),
      ),
    )
  }
  return {
    changes: pages.flatMap(({ changes }) => changes).sort(byPerson),
    unchanged: pages.flatMap(({ unchanged }) => unchanged).sort(byPerson),
  }
}

describe('planning a page at a time', () => {
  it('equals planning everybody at once, whatever addresses, links and decisions are shared', () => {
    fc.assert(
      fc.property(anyOrganisation, fc.integer({ min: 1, max: 4 }), (world, size) => {
        expect(inPages(world, size)).toEqual(planContacts({ ...world, organisationName }))
      }),
      { numRuns: 3000 },
    )
  })

  it('still does when the plan was carried out half way', () => {
    fc.assert(
      fc.property(anyOrganisation, fc.nat(7), (world, share) => {
        const { changes, unchanged } = planContacts({ ...world, organisationName })
        const half = carryOut(world, { changes: changes.slice(0, share), unchanged })
        expect(inPages(half, 2)).toEqual(planContacts({ ...half, organisationName }))
      }),
      { numRuns: 300 },
    )
  })

  it('would not without those who share an address at second hand', () => {
    // p1 is held back by p2, who has p1's address as an alias and is himself held back by p3 alone.
    const persons = [
      person({ id: 'p1', mail: 'a@x.example' }),
      person({ id: 'p2', mail: 'b@x.example', proxyAddresses: ['smtp:a@x.example'] }),
      person({ id: 'p3', mail: 'b@x.example' }),
    ]
    const contacts = [contact('c1', { email: 'a@x.example' })]
    const kindOf = (known: Person[]) =>
      planOf({ persons: known, contacts, only: new Set(['p1']) }).changes.map(({ kind }) => kind)
    expect(kindOf(persons)).toEqual(['link'])
    expect(kindOf(persons.slice(0, 2))).toEqual(['review'])
  })

  it('would not without those for whom a contact was chosen', () => {
    const persons = [person({ id: 'p1', mail: 'a@x.example' }), person({ id: 'p2' })]
    const contacts = [contact('c1', { email: 'a@x.example' })]
    const kindOf = (known: Person[]) =>
      planOf({
        persons: known,
        contacts,
        only: new Set(['p1']),
        decisions: decided('p2', 'link', 'c1'),
      }).changes.map(({ kind }) => kind)
    expect(kindOf(persons)).toEqual(['review'])
    expect(kindOf(persons.slice(0, 1))).toEqual(['link'])
  })
})
