import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Person } from '../../../shared/person.ts'
import type { Contact, ContactField } from '../../../shared/psa/api.ts'
import {
  afterWrite,
  alreadyEqual,
  contactFields,
  type FieldRules,
  normalised,
  valuesOf,
} from '../../../shared/sync/contact-fields.ts'
import { type ContactPlan, type Link, planContacts } from '../../../shared/sync/plan.ts'
import { person, tenantId } from '../plain-person.ts'

const rules: FieldRules = {
  writable: contactFields,
  normal: (field, value) =>
    field === 'phone' || field === 'mobile' ? value.replace(/[^\d+]/g, '') : value.trim().toLowerCase(),
}

// Few addresses and values, so that they meet.
const address = fc.constantFrom(
  'a@x.example',
  'B@x.example',
  'c@x.example',
  'd@x.example',
  'e@x.example',
  'f@x.example',
)
const blank = fc.constantFrom(null, '', ' ')
const phone = fc.oneof(blank, fc.constantFrom('555 1', '555-1', '555 2', 'ext'))
const title = fc.oneof(blank, fc.constantFrom('Buyer', 'buyer', 'Driver'))
const name = fc.constantFrom('Ada', 'ada ', 'Bo')

const anyPerson = fc.record({
  displayName: name,
  mail: fc.oneof(address, fc.constant(null)),
  userPrincipalName: address,
  proxyAddresses: fc.array(
    address.map((value) => `smtp:${value}`),
    { maxLength: 2 },
  ),
  businessPhone: phone,
  mobilePhone: phone,
  jobTitle: title,
})
const anyContact = fc.record({ name, email: fc.oneof(address, blank), phone, mobile: phone, title })

interface World {
  persons: Person[]
  contacts: Contact[]
  links: Link[]
}

const anyWorld: fc.Arbitrary<World> = fc
  .tuple(
    fc.array(anyPerson, { maxLength: 7 }),
    fc.array(anyContact, { maxLength: 6 }),
    fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6]),
    fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
  )
  .map(([people, cards, order, linked]) => {
    const persons = people.map((over, index) => person({ ...over, id: `p${index}` }))
    const contacts = cards.map((over, index) => ({ ...over, id: `c${index}`, organisationId: '101' }))
    // Some links, made as a first link makes them; p6 may be a person who is no longer there.
    const links = order.flatMap((personIndex, index): Link[] => {
      const contact = contacts[index]
      if (!contact || !linked[index]) return []
      const subject = persons[personIndex]
      const written = subject ? alreadyEqual(rules, valuesOf(subject), contact) : {}
      return [{ tenantId, personId: `p${personIndex}`, contactId: contact.id, written }]
    })
    return { persons, contacts, links }
  })

const plan = ({ persons, contacts, links }: World) => planContacts({ persons, contacts, links, rules })

/** Does in memory what the outbox does in the PSA. */
function apply(world: World, { changes }: ContactPlan): World {
  const contacts = new Map(world.contacts.map((contact) => [contact.id, contact]))
  const links = new Map(world.links.map((link) => [link.personId, link]))
  for (const { kind, personId, contactId, fields } of changes) {
    if (kind === 'review') continue
    const id = contactId ?? `new-${personId}`
    const blankContact = {
      id,
      organisationId: '101',
      name: '',
      email: null,
      phone: null,
      mobile: null,
      title: null,
    }
    const before = contacts.get(id) ?? blankContact
    const after = { ...before, ...Object.fromEntries(fields.map((field) => [field.field, field.new])) }
    contacts.set(id, after)
    const subject = world.persons.find((candidate) => candidate.id === personId)
    const equal = kind === 'link' && subject ? alreadyEqual(rules, valuesOf(subject), before) : {}
    const written = { ...links.get(personId)?.written, ...equal, ...afterWrite(rules, fields, after) }
    links.set(personId, { tenantId, personId, contactId: id, written })
  }
  return { ...world, contacts: [...contacts.values()], links: [...links.values()] }
}

const present = (contact: Contact | undefined, field: string) =>
  contact ? normalised(rules, field as ContactField, contact[field as ContactField]) : null

describe('planContacts, whatever the world', () => {
  it('lists every person exactly once: changed, for review, or unchanged with a reason', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const { changes, unchanged } = plan(world)
        const listed = [...changes, ...unchanged].map(({ personId }) => personId).sort()
        expect(listed).toEqual(world.persons.map(({ id }) => id).sort())
        for (const { reason } of [...changes, ...unchanged]) expect(reason).not.toBe('')
      }),
    )
  })

  it('claims no contact twice and creates no address twice', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const after = apply(world, plan(world))
        const claimed = after.links.map(({ contactId }) => contactId)
        expect(new Set(claimed).size).toBe(claimed.length)
        const created = after.contacts.filter(({ id }) => id.startsWith('new-')).map(({ email }) => email)
        expect(new Set(created).size).toBe(created.length)
        const old = world.contacts.map((contact) => present(contact, 'email'))
        for (const email of created) expect(old).not.toContain(email)
      }),
    )
  })

  it('has nothing left to do once it is applied, unless it set an address free', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const first = plan(world)
        const second = plan(apply(world, first)).changes.filter(({ kind }) => kind !== 'review')
        const movesAddresses = first.changes.some(
          ({ kind, fields }) => kind === 'update' && fields.some(({ field }) => field === 'email'),
        )
        if (!movesAddresses) expect(second).toEqual([])
      }),
    )
  })

  it('handles nobody twice and comes to rest', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const handled = new Set<string>()
        let now = world
        for (let round = 0; round <= world.persons.length; round += 1) {
          const next = plan(now)
          for (const { kind, personId } of next.changes) {
            if (kind === 'review') continue
            expect(handled.has(personId)).toBe(false)
            handled.add(personId)
          }
          now = apply(now, next)
        }
        expect(plan(now).changes.filter(({ kind }) => kind !== 'review')).toEqual([])
      }),
    )
  })

  it('overwrites nothing that it did not write, and erases nothing', () => {
    fc.assert(
      fc.property(anyWorld, (world) => {
        const contacts = new Map(world.contacts.map((contact) => [contact.id, contact]))
        const links = new Map(world.links.map((link) => [link.personId, link]))
        for (const { kind, personId, contactId, fields } of plan(world).changes) {
          const contact = contacts.get(contactId ?? '')
          for (const { field, new: value } of fields) {
            expect(value?.trim()).toBeTruthy()
            const written = links.get(personId)?.written[field as ContactField]?.kept ?? null
            expect(present(contact, field)).toBe(kind === 'update' ? written : null)
          }
        }
      }),
    )
  })

  it('keeps hand edits through later changes in Entra', () => {
    fc.assert(
      fc.property(
        anyWorld,
        fc.array(anyPerson, { minLength: 7, maxLength: 7 }),
        title,
        (world, later, edit) => {
          const done = apply(world, plan(world))
          const edited = done.contacts.map((contact) => ({ ...contact, title: edit }))
          const persons = done.persons.map((before, index) => person({ ...later[index], id: before.id }))
          const next = plan({ persons, contacts: edited, links: done.links })
          const after = new Map(
            apply({ persons, contacts: edited, links: done.links }, next).contacts.map((c) => [c.id, c]),
          )
          for (const { contactId, written } of done.links) {
            const contact = edited.find(({ id }) => id === contactId)
            const isByHand = present(contact, 'title') !== (written.title?.kept ?? null)
            if (isByHand) expect(after.get(contactId)?.title).toBe(edit)
          }
        },
      ),
    )
  })

  it('does not depend on the order of its input', () => {
    const shuffled = anyWorld.chain((world) =>
      fc.record({
        world: fc.constant(world),
        persons: fc.shuffledSubarray(world.persons, { minLength: world.persons.length }),
        contacts: fc.shuffledSubarray(world.contacts, { minLength: world.contacts.length }),
        links: fc.shuffledSubarray(world.links, { minLength: world.links.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ world, ...other }) => {
        expect(plan(other)).toEqual(plan(world))
      }),
    )
  })
})
