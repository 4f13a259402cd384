import type { Person } from '../person.ts'
import type { Contact, ContactField } from '../psa/api.ts'
import {
  entraChanges,
  type FieldChange,
  type FieldRules,
  fieldLabels,
  fillBlanks,
  newFields,
  valuesOf,
  type Written,
} from './contact-fields.ts'
import { createMatcher, type Match } from './match.ts'

/** Which contact stands for which person. Persons of other tenants appear here where they hold one of the contacts. */
export interface Link {
  tenantId: string
  personId: string
  contactId: string
  written: Written
  /** The other organisation that the contact was linked in; absent = this one. */
  elsewhere?: string | null
}

export interface PlanInput {
  /** The persons of one tenant who belong to the organisation. */
  persons: readonly Person[]
  /** Every contact of the organisation. */
  contacts: readonly Contact[]
  /** Every link of the tenant in this PSA account, and every link of these contacts. */
  links: readonly Link[]
  rules: FieldRules
  /** Why a linked person who is not among `persons` is left out, by person id. */
  leftOut?: ReadonlyMap<string, string>
}

export interface PlanChange {
  kind: 'create' | 'link' | 'update' | 'review'
  personId: string
  displayName: string
  userPrincipalName: string
  contactId: string | null
  fields: FieldChange[]
  reason: string
}

/** A person for whom nothing is to be done, and why. */
interface Untouched {
  personId: string
  contactId: string
  reason: string
}

/** Every person of the input stands in exactly one of the two lists, by person id. */
export interface ContactPlan {
  changes: PlanChange[]
  unchanged: Untouched[]
}

const labels = (fields: readonly string[]) =>
  fields.map((field) => fieldLabels[field as ContactField]).join(', ')
const keptText = (kept: ContactField[], how: string) =>
  kept.length > 0 ? ` ${labels(kept)} ${how} and kept.` : ''
const inOrder = (a: { personId: string }, b: { personId: string }) => (a.personId < b.personId ? -1 : 1)

/**
 * Compares persons with contacts. Identity is tenant id + object id once linked, before that an e-mail address that
 * points to one contact alone; a name never links. Nothing here depends on the order of its input.
 */
export function planContacts({
  persons,
  contacts,
  links,
  rules,
  leftOut = new Map(),
}: PlanInput): ContactPlan {
  const match = createMatcher(persons, contacts, links, rules)
  const plan: ContactPlan = { changes: [], unchanged: [] }
  for (const person of persons) {
    const entry = entryFor(person, match(person), rules)
    if ('kind' in entry) plan.changes.push(entry)
    else plan.unchanged.push(entry)
  }
  plan.unchanged.push(...linkedButLeftOut(persons, links, leftOut))
  plan.changes.sort(inOrder)
  plan.unchanged.sort(inOrder)
  return plan
}

function entryFor(person: Person, match: Match, rules: FieldRules): PlanChange | Untouched {
  switch (match.kind) {
    case 'review':
      return changeOf(person, 'review', null, [], match.reason)
    case 'none':
      return changeOf(
        person,
        'create',
        null,
        newFields(rules, valuesOf(person)),
        'No contact has this e-mail address.',
      )
    case 'address':
      return firstLink(person, match.contact, match.address, rules)
    case 'link':
      return followEntra(person, match.contact, match.link.written, rules)
  }
}

function changeOf(
  person: Person,
  kind: PlanChange['kind'],
  contactId: string | null,
  fields: FieldChange[],
  reason: string,
): PlanChange {
  const { id, displayName, userPrincipalName } = person
  return { kind, personId: id, displayName, userPrincipalName, contactId, fields, reason }
}

function firstLink(person: Person, contact: Contact, address: string, rules: FieldRules): PlanChange {
  const { fields, kept } = fillBlanks(rules, valuesOf(person), contact)
  const filled =
    fields.length > 0 ? ` Blank in the contact and filled: ${labels(fields.map(({ field }) => field))}.` : ''
  const reason = `The contact has the address ${address}.${filled}${keptText(kept, 'entered by hand')}`
  return changeOf(person, 'link', contact.id, fields, reason)
}

function followEntra(
  person: Person,
  contact: Contact,
  written: Written,
  rules: FieldRules,
): PlanChange | Untouched {
  const { fields, kept } = entraChanges(rules, valuesOf(person), contact, written)
  const keptByHand = keptText(kept, 'edited by hand')
  if (fields.length === 0) {
    return { personId: person.id, contactId: contact.id, reason: `Nothing to change.${keptByHand}` }
  }
  const reason = `Changed in Entra: ${labels(fields.map(({ field }) => field))}.${keptByHand}`
  return changeOf(person, 'update', contact.id, fields, reason)
}

/** Their contacts stay as they are: deactivating is not planned here. */
function linkedButLeftOut(
  persons: readonly Person[],
  links: readonly Link[],
  leftOut: ReadonlyMap<string, string>,
): Untouched[] {
  const planned = new Set(persons.map(({ id }) => id))
  return links.flatMap(({ personId, contactId, elsewhere }) => {
    const reason = leftOut.get(personId)
    return reason === undefined || planned.has(personId) || elsewhere !== undefined
      ? []
      : [{ personId, contactId, reason: `${reason}; the contact stays as it is.` }]
  })
}
