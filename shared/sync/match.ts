import { addressesOf, type Person } from '../person.ts'
import type { Contact } from '../psa/api.ts'
import { entraChanges, type FieldRules, normalised, valuesOf } from './contact-fields.ts'
import type { Link } from './plan.ts'

/** Which contact stands for a person, and how that is known. */
export type Match =
  | { kind: 'link'; contact: Contact; link: Link }
  | { kind: 'address'; contact: Contact; address: string }
  | { kind: 'none' }
  | { kind: 'review'; reason: string }

/** How an address is compared: in the PSA's form, without case. */
export function addressKey(rules: FieldRules, address: string | null): string | null {
  return normalised(rules, 'email', address)?.toLowerCase() ?? null
}

/** Contacts by e-mail address. */
export function contactsByAddress(rules: FieldRules, contacts: readonly Contact[]): Map<string, Contact[]> {
  return groupBy(contacts, (contact) => addressKey(rules, contact.email))
}

/** The contacts under the first of a person's addresses that any contact has: mail, then sign-in name, then aliases. */
export function foundByAddress(
  rules: FieldRules,
  byAddress: ReadonlyMap<string, Contact[]>,
  person: Person,
): { address: string; contacts: Contact[] } | null {
  for (const address of addressesOf(person)) {
    const contacts = byAddress.get(addressKey(rules, address) ?? '')
    if (contacts) return { address, contacts }
  }
  return null
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

export const named = (contact: Contact) => `${contact.name.trim() || 'without a name'} (${contact.id})`

/**
 * Prepares matching over all persons of an organisation, because what one person may claim depends on the others:
 * a contact claimed twice, or an address that another person's contact is about to get, is nobody's until decided.
 */
export function createMatcher(
  unordered: readonly Person[],
  contacts: readonly Contact[],
  links: readonly Link[],
  rules: FieldRules,
): (person: Person) => Match {
  // The other person that a reason names is always the same one.
  const persons = [...unordered].sort((a, b) => (a.id < b.id ? -1 : 1))
  // Paging a live list can show a contact twice.
  const contactById = new Map(contacts.map((contact) => [contact.id, contact]))
  const byAddress = contactsByAddress(rules, [...contactById.values()])
  const linkOf = new Map(links.map((link) => [`${link.tenantId} ${link.personId}`, link]))
  const linkByContact = new Map(links.map((link) => [link.contactId, link]))
  const linked = (person: Person) => linkOf.get(`${person.tenantId} ${person.id}`)
  const found = new Map(
    persons
      .filter((person) => !linked(person))
      .map((person) => [person, foundByAddress(rules, byAddress, person)]),
  )

  const claims = groupBy([...found.keys()], (person) => {
    const hit = found.get(person)
    return hit?.contacts.length === 1 ? (hit.contacts[0]?.id ?? null) : null
  })
  const futureOwners = groupBy(persons, (person) => futureAddress(person, linked(person)))

  function futureAddress(person: Person, link: Link | undefined): string | null {
    const wanted = valuesOf(person)
    if (!link) return found.get(person) ? null : addressKey(rules, wanted.email)
    const contact = contactById.get(link.contactId)
    const changed =
      contact &&
      entraChanges(rules, wanted, contact, link.written).fields.some(({ field }) => field === 'email')
    return changed ? addressKey(rules, wanted.email) : null
  }

  function byLink(link: Link): Match {
    const contact = contactById.get(link.contactId)
    if (contact) return { kind: 'link', contact, link }
    return {
      kind: 'review',
      reason: `The linked contact (${link.contactId}) is no longer in the organisation.`,
    }
  }

  function unclaimed(person: Person): Match {
    for (const address of addressesOf(person)) {
      const other = futureOwners.get(addressKey(rules, address) ?? '')?.find((owner) => owner !== person)
      if (other) return { kind: 'review', reason: `${address} is also an address of ${other.displayName}.` }
    }
    return { kind: 'none' }
  }

  function byFound(person: Person, address: string, contact: Contact): Match {
    if (linkByContact.has(contact.id)) {
      return {
        kind: 'review',
        reason: `${address} belongs to ${named(contact)}, who is linked to someone else.`,
      }
    }
    const rival = claims.get(contact.id)?.find((other) => other !== person)
    if (rival) return { kind: 'review', reason: `${named(contact)} is claimed by ${rival.displayName} too.` }
    return { kind: 'address', contact, address }
  }

  return (person) => {
    const link = linked(person)
    if (link) return byLink(link)
    const hit = found.get(person)
    if (!hit) return unclaimed(person)
    const [contact, second] = hit.contacts
    if (!contact || second) {
      const candidates = hit.contacts.map(named).sort().join(', ')
      return { kind: 'review', reason: `Several contacts have the address ${hit.address}: ${candidates}.` }
    }
    return byFound(person, hit.address, contact)
  }
}
