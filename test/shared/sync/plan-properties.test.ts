import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContactField } from '../../../shared/psa/contact.ts'
import { planContacts } from '../../../shared/sync/plan.ts'
import { person } from '../plain-person.ts'
import {
  anyOrganisation,
  anyPerson,
  type Organisation,
  present,
  title,
  undecided,
} from './any-organisation.ts'
import { carryOut } from './carry-out.ts'

const plan = (world: Organisation) => planContacts({ ...world, organisationName: 'West' })
const toDo = (world: Organisation) => plan(world).changes.filter(({ kind }) => kind !== 'review')
const seven = fc.array(anyPerson, { minLength: 7, maxLength: 7 })

describe('planContacts, whatever the organisation', () => {
  it('lists every person exactly once: changed, for review, or unchanged with a reason', () => {
    fc.assert(
      fc.property(anyOrganisation, (world) => {
        const { changes, unchanged } = plan(world)
        const listed = [...changes, ...unchanged].map(({ personId }) => personId).sort()
        const asked = [...world.persons.map(({ id }) => id), ...world.leftOut.map(({ personId }) => personId)]
        expect(listed).toEqual(asked.sort())
        for (const { reason } of [...changes, ...unchanged]) expect(reason).toMatch(/\S.*\.$/)
      }),
    )
  })

  it('claims no contact twice, whatever was decided', () => {
    fc.assert(
      fc.property(anyOrganisation, (world) => {
        const claimed = carryOut(world, plan(world)).links.map(({ contactId }) => contactId)
        expect(new Set(claimed).size).toBe(claimed.length)
      }),
    )
  })

  it('creates no address twice, unless somebody decided so', () => {
    fc.assert(
      fc.property(undecided, (world) => {
        const after = carryOut(world, plan(world))
        const made = after.contacts.filter(({ id }) => id.startsWith('new-'))
        const created = made.map((contact) => present(world.rules, contact, 'email'))
        expect(new Set(created).size).toBe(created.length)
        const old = world.contacts.map((contact) => present(world.rules, contact, 'email'))
        for (const email of created) expect(old).not.toContain(email)
      }),
    )
  })

  it('does nothing that the PSA cannot do', () => {
    fc.assert(
      fc.property(anyOrganisation, (world) => {
        const { can } = world
        for (const { kind, fields } of plan(world).changes) {
          if (kind === 'create') expect(can.create).toBe(true)
          if (kind === 'update') expect(can.update).toBe(true)
          if (kind === 'deactivate') expect(can.deactivate).toBe(true)
          if (fields.some(({ field, new: value }) => field === 'active' && value === 'Yes'))
            expect(can.reactivate).toBe(true)
        }
      }),
    )
  })

  it('deactivates nobody who belongs, and nobody who moves or is not known to have left', () => {
    fc.assert(
      fc.property(anyOrganisation, (world) => {
        const gone = world.leftOut.filter(({ kind }) => kind === 'gone').map(({ personId }) => personId)
        for (const { kind, personId } of plan(world).changes) {
          if (kind === 'deactivate') expect(gone).toContain(personId)
        }
      }),
    )
  })

  it('holds what was decided, but for a contact that has gone or stands for someone else', () => {
    fc.assert(
      fc.property(anyOrganisation, (world) => {
        const { changes } = plan(world)
        for (const { kind, personId, contactId } of changes) {
          const decision = world.decisions.get(personId)
          const link = world.links.find((one) => one.personId === personId)
          if (!decision || link) continue
          if (decision.choice === 'link') expect(['link', 'review']).toContain(kind)
          if (kind === 'link') expect(contactId).toBe(decision.contactId)
          if (decision.choice === 'create') expect(kind).toBe('create')
          expect(decision.choice).not.toBe('leaveOut')
        }
      }),
    )
  })

  it('has nothing left to do once it is carried out, unless it set an address free or moved someone', () => {
    fc.assert(
      fc.property(undecided, (world) => {
        const first = plan(world)
        const isOpen = first.changes.some(
          ({ kind, fields }) =>
            kind === 'move' || (kind !== 'create' && fields.some(({ field }) => field === 'email')),
        )
        if (!isOpen) expect(toDo(carryOut(world, first))).toEqual([])
      }),
    )
  })

  it('does no kind of change twice to anybody and comes to rest', () => {
    fc.assert(
      fc.property(anyOrganisation, (world) => {
        const done = new Set<string>()
        let now = world
        for (let round = 0; round <= 2 * world.persons.length + 2; round += 1) {
          const next = plan(now)
          for (const { kind, personId } of next.changes) {
            if (kind === 'review') continue
            expect([...done]).not.toContain(`${kind} ${personId}`)
            done.add(`${kind} ${personId}`)
          }
          now = carryOut(now, next)
        }
        expect(toDo(now)).toEqual([])
      }),
    )
  })

  it('overwrites nothing that it did not write unless the field is always written, and erases nothing', () => {
    fc.assert(
      fc.property(anyOrganisation, (world) => {
        const contacts = new Map(world.contacts.map((contact) => [contact.id, contact]))
        const links = new Map(world.links.map((link) => [link.personId, link]))
        for (const { kind, personId, contactId, fields } of plan(world).changes) {
          if (kind === 'create' || kind === 'move') continue
          const contact = contacts.get(contactId ?? '')
          for (const { field, old, new: value } of fields) {
            expect(value?.trim()).toBeTruthy()
            if (field === 'active') continue
            expect(present(world.rules, { ...contact, values: { [field]: old } } as never, field)).toBe(
              present(world.rules, contact, field),
            )
            const policy = world.rules.policy(field as ContactField)
            expect(policy).not.toBe('never')
            if (policy === 'always') continue
            const ours =
              kind === 'link' ? null : (links.get(personId)?.written[field as ContactField]?.kept ?? null)
            expect(present(world.rules, contact, field)).toBe(ours)
          }
        }
      }),
    )
  })

  it('keeps hand edits through later changes in Entra', () => {
    fc.assert(
      fc.property(undecided, seven, title, (drawn, later, edit) => {
        const world = { ...drawn, leftOut: [] }
        const done = carryOut(world, plan(world))
        const contacts = done.contacts.map((one) => ({ ...one, values: { ...one.values, title: edit } }))
        const persons = done.persons.map((before, index) => person({ ...later[index], id: before.id }))
        const edited = { ...done, contacts, persons }
        const after = new Map(carryOut(edited, plan(edited)).contacts.map((one) => [one.id, one]))
        if (world.rules.policy('title') === 'always') return
        for (const { contactId, written } of done.links) {
          const contact = contacts.find(({ id }) => id === contactId)
          const isByHand = present(world.rules, contact, 'title') !== (written.title?.kept ?? null)
          if (contact && isByHand) expect(after.get(contactId)?.values.title).toBe(edit)
        }
      }),
    )
  })

  it('does not depend on the order of its input', () => {
    const all = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length })
    const shuffled = anyOrganisation.chain((world) =>
      fc.record({
        world: fc.constant(world),
        persons: all(world.persons),
        contacts: all(world.contacts),
        links: all(world.links),
        leftOut: all(world.leftOut),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ world, ...other }) => {
        expect(plan({ ...world, ...other })).toEqual(plan(world))
      }),
    )
  })
})
