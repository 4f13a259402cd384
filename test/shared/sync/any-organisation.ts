import fc from 'fast-check'
import type { Person } from '../../../shared/person.ts'
import type { Contact, ContactField } from '../../../shared/psa/contact.ts'
import { alreadyEqual, type FieldRules, normalised, valuesOf } from '../../../shared/sync/contact-fields.ts'
import type { Decision, LeftOutPerson, Link, PlanInput } from '../../../shared/sync/plan.ts'
import { fieldPolicies } from '../../../shared/sync/settings.ts'
import { person, tenantId } from '../plain-person.ts'
import { contact, elsewhere, everything, left, rulesWith } from './planning.ts'

// Few addresses and values, so that they meet.
const address = fc.constantFrom('a', 'B', 'c', 'd', 'e', 'f').map((name) => `${name}@x.example`)
const blank = fc.constantFrom(null, '', ' ')
const phone = fc.oneof(blank, fc.constantFrom('555 1', '555-1', '555 2', 'ext'))
export const title = fc.oneof(blank, fc.constantFrom('Buyer', 'Driver'))
const name = fc.constantFrom('Ada', ' Ada ', 'Bo')

export const anyPerson = fc.record({
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
const anyContact = fc.record({
  values: fc.record({ name, email: fc.oneof(address, blank), phone, mobile: phone, title }),
  active: fc.boolean(),
})

const mostPersons = 7
/** Where a link leads: to a contact here, to one that has gone, or to one of another organisation. */
const anyLink = fc.record({
  is: fc.constantFrom('none', 'here', 'here', 'gone', 'elsewhere', 'moved by hand', 'paused') as fc.Arbitrary<
    'none' | 'here' | 'gone' | 'elsewhere' | 'moved by hand' | 'paused'
  >,
  active: fc.boolean(),
})
const anyDecision = fc.record({
  choice: fc.constantFrom('link' as const, 'link' as const, 'create' as const, 'leaveOut' as const),
  contact: fc.nat(mostPersons),
})

export type Organisation = Required<Omit<PlanInput, 'only' | 'organisationName'>>

const seven = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: mostPersons, maxLength: mostPersons })

const drawn = fc.record({
  people: fc.array(anyPerson, { maxLength: mostPersons }),
  cards: fc.array(anyContact, { maxLength: 6 }),
  order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: mostPersons }),
  links: seven(anyLink),
  decisions: seven(fc.option(anyDecision, { freq: 2 })),
  out: seven(fc.option(fc.constantFrom('gone' as const, 'moves' as const, 'unsure' as const), { freq: 2 })),
  unsure: seven(fc.boolean()),
  policies: fc.dictionary(
    fc.constantFrom('name', 'email', 'phone', 'title'),
    fc.constantFrom(...fieldPolicies),
    {
      maxKeys: 2,
    },
  ),
  can: fc.oneof(
    { weight: 3, arbitrary: fc.constant(everything) },
    {
      weight: 1,
      arbitrary: fc.record({
        create: fc.boolean(),
        update: fc.boolean(),
        deactivate: fc.boolean(),
        reactivate: fc.boolean(),
        move: fc.boolean(),
      }),
    },
  ),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never

/** An organisation with everything that a plan looks at. Person i holds at most the contact `order[i]`. */
export const anyOrganisation: fc.Arbitrary<Organisation> = drawn.map((all) => {
  const people = all.people.map((over, index) => person({ ...over, id: `p${index}` }))
  const contacts = all.cards.map(({ values, active }, index) => contact(`c${index}`, values, { active }))
  const rules = rulesWith(all.policies)
  const links = people.flatMap((_, index) => linkOf(all, rules, people, contacts, index))
  const isHere = (id: string) => links.some(({ personId, elsewhere: there }) => personId === id && !there)
  const isOut = (index: number) => all.out[index] !== null && isHere(`p${index}`)
  return {
    persons: people.filter((_, index) => !isOut(index)),
    contacts,
    rules,
    can: all.can,
    links: [...links, ...strangers(contacts, links)],
    decisions: decisionsOf(all),
    leftOut: people.flatMap(({ id }, index): LeftOutPerson[] => {
      const kind = all.out[index]
      return isOut(index) && kind ? [left(id, { kind })] : []
    }),
    unsure: new Map(
      people.flatMap(({ id }, index) =>
        all.unsure[index] && index < 2 ? [[id, 'Nobody knows'] as const] : [],
      ),
    ),
  }
})

function linkOf(all: Drawn, rules: FieldRules, people: Person[], contacts: Contact[], index: number): Link[] {
  const { is = 'none', active = true } = all.links[index] ?? {}
  const place = all.order[index] ?? 0
  const own = contacts[place]
  if (is === 'none' || (!own && (is === 'here' || is === 'moved by hand'))) return []
  const isThere = is === 'here' || is === 'moved by hand'
  const contactId = isThere && own ? own.id : `x${place}`
  const subject = people[index]
  const written = subject && own && isThere ? alreadyEqual(rules, valuesOf(subject), own) : {}
  const where = is === 'paused' ? elsewhere('paused') : is === 'here' || is === 'gone' ? {} : elsewhere()
  return [{ tenantId, personId: `p${index}`, contactId, written, active, ...where }]
}

/** The last contact stands for a person of another tenant, where it stands for nobody else. */
function strangers(contacts: Contact[], links: Link[]): Link[] {
  const last = contacts.at(5)
  if (!last || links.some(({ contactId }) => contactId === last.id)) return []
  return [{ tenantId: 'other', personId: 'q', contactId: last.id, written: {}, active: true }]
}

function decisionsOf({ decisions }: Drawn): Map<string, Decision> {
  return new Map(
    decisions.flatMap((decision, index) => {
      if (!decision) return []
      const contactId = decision.choice === 'link' ? `c${decision.contact}` : null
      return [[`p${index}`, { choice: decision.choice, contactId, by: 'Vera on 2026-11-25' }] as const]
    }),
  )
}

/** The same without what people decided, and for a PSA that can do everything. */
export const undecided: fc.Arbitrary<Organisation> = anyOrganisation.map((all) => ({
  ...all,
  decisions: new Map(),
  unsure: new Map(),
  can: everything,
}))

/** A contact's value as the PSA compares it. */
export const present = (rules: FieldRules, found: Contact | undefined, field: string) =>
  found ? normalised(rules, field as ContactField, found.values[field as ContactField]) : null
