import { addressesOf, type Person } from '../person.ts'
import type { Contact } from '../psa/api.ts'
import { type FieldRules, normalised, valuesOf } from './contact-fields.ts'
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

interface Found {
  address: string
  contacts: Contact[]
  /** Someone else whose first address this is, where no contact has it. */
  owner: Person | null
}

/** Why a person must decide; the same words wherever it is found. */
export const reviewReasons = {
  several: (address: string, contacts: readonly Contact[]) =>
    `Several contacts have the address ${address}: ${contacts.map(named).sort().join(', ')}.`,
  linked: (address: string, contact: Contact) =>
    `${address} belongs to ${named(contact)}, who is linked to someone else.`,
  elsewhere: ({ contactId, elsewhere }: Link) =>
    `Linked to a contact of ${elsewhere?.trim() || 'another organisation'} (${contactId}), which stays there: nobody becomes two contacts.`,
}

const review = (reason: string): Match => ({ kind: 'review', reason })

const named = (contact: Contact) => `${contact.name.trim() || 'without a name'} (${contact.id})`

/**
 * Prepares matching over all persons of an organisation, because what one person may claim depends on the others:
 * a contact claimed twice, or an address that is first of all another person's, is nobody's until decided.
 * It does not depend on who is linked or created already, so a plan half done continues as it began.
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
  const byAddress = groupBy([...contactById.values()], (contact) => addressKey(rules, contact.email))
  const owners = groupBy(persons, (person) => addressKey(rules, valuesOf(person).email))
  const linkOf = new Map(links.map((link) => [`${link.tenantId} ${link.personId}`, link]))
  const linkByContact = new Map(links.map((link) => [link.contactId, link]))
  const linked = (person: Person) => linkOf.get(`${person.tenantId} ${person.id}`)
  const found = new Map(persons.filter((person) => !linked(person)).map((person) => [person, find(person)]))
  const claims = groupBy([...found.keys()], (person) => soleContact(found.get(person))?.id ?? null)

  /** What stands under the first of a person's addresses that means anything: mail, then sign-in name, then aliases. */
  function find(person: Person): Found | null {
    for (const address of addressesOf(person)) {
      const key = addressKey(rules, address) ?? ''
      const hits = byAddress.get(key)
      if (hits) return { address, contacts: hits, owner: null }
      const owner = owners.get(key)?.find((other) => other !== person)
      if (owner) return { address, contacts: [], owner }
    }
    return null
  }

  function byLink(link: Link): Match {
    const contact = contactById.get(link.contactId)
    if (contact) return { kind: 'link', contact, link }
    if (link.elsewhere !== undefined) return review(reviewReasons.elsewhere(link))
    return review(`The linked contact (${link.contactId}) is no longer in the organisation.`)
  }

  function byFound(person: Person, hit: Found): Match {
    const { address, owner } = hit
    if (owner) return review(`${address} is also the address of ${owner.displayName}.`)
    const contact = soleContact(hit)
    if (!contact) return review(reviewReasons.several(address, hit.contacts))
    if (linkByContact.has(contact.id)) return review(reviewReasons.linked(address, contact))
    const rival = claims.get(contact.id)?.find((other) => other !== person)
    if (rival) return review(`${named(contact)} is claimed by ${rival.displayName} too.`)
    return { kind: 'address', contact, address }
  }

  return (person) => {
    const link = linked(person)
    if (link) return byLink(link)
    const hit = found.get(person)
    return hit ? byFound(person, hit) : { kind: 'none' }
  }
}

function soleContact(found: Found | null | undefined): Contact | null {
  const [contact, second] = found?.contacts ?? []
  return contact && !second ? contact : null
}
