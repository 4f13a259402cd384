import { AppError } from '#shared/errors.ts'
import { addressesOf, type Person } from '#shared/person.ts'
import type { PsaApi } from '#shared/psa/api.ts'
import type { Contact } from '#shared/psa/contact.ts'
import { type FieldRules, fieldRulesOf } from '#shared/sync/contact-fields.ts'
import { addressKey } from '#shared/sync/match.ts'
import {
  type ContactPlan,
  type LeftOutPerson,
  type Link,
  type PlanInput,
  planContacts,
} from '#shared/sync/plan.ts'
import type { Deps } from '../env.ts'
import { contactsOf } from '../store/contacts.ts'
import { choosersOf, decisionsOf } from '../store/decisions.ts'
import { linksOf } from '../store/links.ts'
import type { MappingRow } from '../store/mappings.ts'
import { personsOf } from '../store/persons.ts'
import { assignerFor, type MappingAssigner } from './assigner-for.ts'

/** Object ids are hexadecimal: every one of them comes before this. */
const beyond = '~'

interface PlannedPage {
  plan: ContactPlan
  /** The persons that the page speaks for: after the `after` it was asked with, up to and with this one. */
  upTo: string
  isLast: boolean
}

/** What a plan is made by: prepared once, for all pages of a mapping. */
export interface Planner {
  rules: FieldRules
  goneGroups: string[]
  page(after: string, size: number): Promise<PlannedPage>
}

export function abilitiesOf(api: PsaApi): PlanInput['can'] {
  return {
    create: api.createContact !== undefined,
    update: api.updateContact !== undefined && api.contact !== undefined,
    deactivate: api.deactivate !== undefined && api.contact !== undefined,
    reactivate: api.reactivate !== undefined && api.contact !== undefined,
    move: api.moveContact !== undefined && api.contact !== undefined,
  }
}

/**
 * Plans the persons of a mapping a page at a time, from the mirrors alone: nobody is asked. With each page come those who
 * share an address with one of it, so that a page is planned as the whole would be; memory holds a page, not a tenant.
 */
export async function createPlanner(deps: Deps, mapping: MappingRow, api: PsaApi): Promise<Planner> {
  if (!api.contacts) throw new AppError('psa.unsupported')
  const rules = fieldRulesOf(api, mapping.fields)
  const assigner = await assignerFor(deps, mapping)
  const desk: Desk = { deps, mapping, rules, assigner, can: abilitiesOf(api) }
  return { rules, goneGroups: assigner.goneGroups, page: (after, size) => planPage(desk, after, size) }
}

interface Desk {
  deps: Deps
  mapping: MappingRow
  rules: FieldRules
  assigner: MappingAssigner
  can: PlanInput['can']
}

async function planPage(desk: Desk, after: string, size: number): Promise<PlannedPage> {
  const { deps, mapping, rules, can } = desk
  const persons = await personsOf(deps, mapping.tenantId).all(after, size)
  const isLast = persons.length < size
  const upTo = isLast ? beyond : (persons.at(-1)?.id ?? beyond)
  const links = await linksOf(deps, mapping).between(after, upTo)
  const { mine, leftOut, unsure } = judgeAll(desk, persons, links)
  const around = await aroundOf(desk, mine, links)
  const plan = planContacts({
    persons: [...mine, ...around.persons],
    only: new Set(mine.map(({ id }) => id)),
    contacts: around.contacts,
    links: unique([...links, ...around.links]),
    decisions: around.decisions,
    organisationName: mapping.organisationName,
    ...{ rules, can, leftOut, unsure },
  })
  return { plan, upTo, isLast }
}

const unique = (links: readonly Link[]) => [
  ...new Map(links.map((link) => [`${link.tenantId} ${link.personId}`, link])).values(),
]

/** Who belongs, and why those do not who are linked here. */
function judgeAll(desk: Desk, persons: readonly Person[], links: readonly Link[]) {
  const { assigner, mapping } = desk
  const linkedHere = new Map(links.filter((link) => !link.elsewhere).map((link) => [link.personId, link]))
  const mine: Person[] = []
  const leftOut: LeftOutPerson[] = []
  const unsure = new Map<string, string>()
  for (const person of persons) {
    const verdict = assigner.verdict(person, mapping.id)
    if (verdict.belongs) mine.push(person)
    else if (linkedHere.has(person.id)) leftOut.push(leaver(desk, person, verdict.reason))
    if (verdict.unsure !== undefined) unsure.set(person.id, verdict.unsure)
  }
  const known = new Set(persons.map(({ id }) => id))
  for (const { personId } of linkedHere.values()) {
    if (!known.has(personId))
      leftOut.push({ ...nameless(personId), kind: 'gone', reason: 'Deleted in Entra' })
  }
  return { mine, leftOut, unsure }
}

const nameless = (personId: string) => ({ personId, displayName: '', userPrincipalName: '' })

function leaver({ assigner, mapping }: Desk, person: Person, reason: string): LeftOutPerson {
  const { id: personId, displayName, userPrincipalName } = person
  const about = { personId, displayName, userPrincipalName }
  const to = assigner.others.get(assigner.assign(person).mappingId ?? '')
  if (to?.connectionId !== mapping.connectionId) return { ...about, kind: 'gone', reason }
  const held = to.sync === 'on' ? '' : `, whose sync is ${to.sync}`
  return { ...about, kind: 'moves', reason: `Moves to ${to.organisationName}${held}` }
}

/**
 * Everything that a page's matching depends on: persons who share one of its addresses, and those who share one of
 * theirs; the contacts under all these addresses and those that are linked or decided; whom these contacts stand for, and
 * for whom they were chosen.
 */
async function aroundOf(desk: Desk, mine: readonly Person[], links: readonly Link[]) {
  const { deps, mapping } = desk
  const linked = new Set(links.filter((link) => !link.elsewhere).map(({ personId }) => personId))
  const seekers = mine.filter(({ id }) => !linked.has(id))
  const near = await sharing(desk, seekers, mine)
  const far = await sharing(desk, near, [...mine, ...near])
  const known = [...mine, ...near, ...far]
  const decisions = await decisionsOf(deps, mapping, idsOf(known))
  const account = linksOf(deps, mapping)
  const theirs = await account.ofPersons(idsOf([...near, ...far]))
  // Of those who were decided about, too: a new contact for one of them is told from those that are there.
  const under = [...seekers, ...near, ...mine.filter(({ id }) => decisions.has(id))].flatMap(addressesOf)
  const contacts = await contactsFor(desk, [...links, ...theirs, ...decisions.values()], under)
  const holders = await account.ofContacts(idsOf(contacts))
  const others = await choosers(desk, contacts, known)
  return {
    persons: [...near, ...far, ...others.persons],
    decisions: new Map([...decisions, ...others.decisions]),
    contacts: [...contacts, ...others.contacts],
    links: [...holders, ...theirs, ...others.links],
  }
}

const idsOf = (items: readonly { id: string }[]) => [...new Set(items.map(({ id }) => id))]

/** Contacts of the organisation that are named, and those with one of these addresses. */
async function contactsFor(
  { deps, mapping, rules }: Desk,
  named: readonly { contactId: string | null }[],
  addresses: readonly string[],
): Promise<Contact[]> {
  const mirror = contactsOf(deps, mapping.id)
  const ids = new Set(named.flatMap(({ contactId }) => contactId ?? []))
  const keys = new Set(addresses.flatMap((address) => addressKey(rules, address) ?? []))
  return [...(await mirror.byIds([...ids])), ...(await mirror.byKeys([...keys]))]
}

/** Persons of the organisation beside `known` for whom one of these contacts was chosen, and the contacts that they have. */
async function choosers(desk: Desk, contacts: readonly Contact[], known: readonly Person[]) {
  const { deps, mapping, assigner } = desk
  const beside = new Set(idsOf(known))
  const ids = (await choosersOf(deps, mapping, idsOf(contacts))).filter((id) => !beside.has(id))
  const found = await personsOf(deps, mapping.tenantId).some(ids)
  const persons = found.filter((person) => assigner.verdict(person, mapping.id).belongs)
  const links = await linksOf(deps, mapping).ofPersons(idsOf(persons))
  return {
    persons,
    links,
    decisions: await decisionsOf(deps, mapping, idsOf(persons)),
    contacts: await contactsFor(desk, links, []),
  }
}

/** Persons of the organisation beside `known` who have an address of one of these. */
async function sharing(
  { deps, mapping, assigner }: Desk,
  persons: readonly Person[],
  known: readonly Person[],
): Promise<Person[]> {
  const ids = new Set(known.map(({ id }) => id))
  const found = await personsOf(deps, mapping.tenantId).sharing(persons.flatMap(addressesOf), ids)
  return found.filter((person) => assigner.verdict(person, mapping.id).belongs)
}
