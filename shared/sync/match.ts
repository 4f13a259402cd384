import { addressesOf, type Person } from '../person.ts'
import { type Contact, emailOf, nameOf } from '../psa/contact.ts'
import { type FieldRules, normalised, valuesOf } from './contact-fields.ts'
import type { Decision, Link } from './plan.ts'

/** Which contact stands for a person, and how that is known. */
export type Match =
  | { kind: 'link'; contact: Contact; link: Link }
  | { kind: 'address'; contact: Contact; address: string }
  | { kind: 'decided'; contact: Contact; decision: Decision }
  /** `beside`: contacts that have an address of the person and were decided not to be theirs. */
  | { kind: 'none'; decision: Decision | null; beside: Contact[] }
  | { kind: 'left'; decision: Decision }
  | { kind: 'review'; reason: string; candidates: Contact[] }

/** How an address is compared: in the PSA's form, without case. */
export function addressKey(rules: Pick<FieldRules, 'normal'>, address: string | null): string | null {
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
  gone: (contactId: string) => `The linked contact (${contactId}) is no longer in the organisation.`,
}

const review = (reason: string, candidates: Contact[] = []): Match => ({ kind: 'review', reason, candidates })

const disputed = (contact: Contact, rival: Person) =>
  review(`${named(contact)} is claimed by ${rival.displayName} too.`, [contact])

const named = (contact: Contact) => `${nameOf(contact) || 'without a name'} (${contact.id})`
const keyOf = ({ tenantId, id }: Person) => `${tenantId} ${id}`

interface MatchInput {
  persons: readonly Person[]
  contacts: readonly Contact[]
  links: readonly Link[]
  /** By person id. */
  decisions: ReadonlyMap<string, Decision>
  rules: FieldRules
}

/**
 * Prepares matching over persons of an organisation, because what one person may claim depends on the others: a contact
 * claimed twice, or an address that is first of all another person's, is nobody's until decided. The others who matter
 * are those who share an address, directly or through one more: with them in `persons` a part is judged as the whole.
 * It does not depend on who is linked or created already, so a plan half done continues as it began.
 */
export function createMatcher({
  persons: unordered,
  contacts,
  links,
  decisions,
  rules,
}: MatchInput): (person: Person) => Match {
  // The other person that a reason names is always the same one.
  const persons = [...unordered].sort(byId)
  // Paging a live list can show a contact twice. In order, so that candidates are named in the same one every time.
  const ordered = [...contacts].sort(byId)
  const contactById = new Map(ordered.map((contact) => [contact.id, contact]))
  const byAddress = groupBy([...contactById.values()], (contact) => addressKey(rules, emailOf(contact)))
  const owners = groupBy(persons, (person) => addressKey(rules, valuesOf(person).email ?? null))
  const linkOf = new Map(links.map((link) => [`${link.tenantId} ${link.personId}`, link]))
  const linkByContact = new Map(links.map((link) => [link.contactId, link]))
  const linked = (person: Person) => linkOf.get(keyOf(person))
  const decided = (person: Person) => decisions.get(person.id) ?? null
  const seeking = persons.filter((person) => !isHere(linked(person)) && !decided(person))
  const found = new Map(seeking.map((person) => [person, find(person)]))
  // Who moves here has a contact and disputes nobody's.
  const claiming = seeking.filter((person) => !linked(person))
  const soleOf = (person: Person) => soleContact(found.get(person))?.id ?? null
  const claims = groupBy(claiming, soleOf)
  // Two who move here and could take the same one take neither: each brings their own.
  const arriving = groupBy(
    seeking.filter((person) => linked(person)),
    soleOf,
  )
  // What people decided comes before what addresses say, also where it is not done yet.
  const chosen = groupBy(persons, decidedContact)

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

  /** The contact that somebody chose for a person, until the person has one. */
  function decidedContact(person: Person): string | null {
    const link = linked(person)
    const hasOne = link && isHere(link) && contactById.has(link.contactId)
    return hasOne ? null : (decided(person)?.contactId ?? null)
  }

  /** A decision holds for ever, but for a contact that has gone or was linked to someone else since. */
  function byDecision(person: Person, decision: Decision): Match {
    if (decision.choice === 'leaveOut') return { kind: 'left', decision }
    if (decision.choice === 'create') return { kind: 'none', decision, beside: under(person) }
    const contact = contactById.get(decision.contactId ?? '')
    if (!contact) return review(reviewReasons.gone(decision.contactId ?? ''))
    const holder = linkByContact.get(contact.id)
    if (holder && holder !== linked(person)) {
      return review(reviewReasons.linked(addressKey(rules, emailOf(contact)) ?? contact.id, contact))
    }
    const rival = chosen.get(contact.id)?.find((other) => other !== person)
    return rival ? disputed(contact, rival) : { kind: 'decided', contact, decision }
  }

  function byFound(person: Person, hit: Found): Match {
    const { address, owner } = hit
    // Who moves here brings a contact, before the other one has theirs as after it.
    if (owner && linked(person)) return nothing
    if (owner) return review(`${address} is also the address of ${owner.displayName}.`)
    const contact = soleContact(hit)
    if (!contact) return review(reviewReasons.several(address, hit.contacts), hit.contacts)
    const others = [chosen, claims, ...(linked(person) ? [arriving] : [])]
    const rivals = others.flatMap((group) => group.get(contact.id) ?? [])
    const rival = rivals.find((other) => other !== person)
    const isTaken = linkByContact.has(contact.id)
    if ((isTaken || rival) && linked(person)) return nothing
    if (isTaken) return review(reviewReasons.linked(address, contact))
    if (rival) return disputed(contact, rival)
    return { kind: 'address', contact, address }
  }

  function under(person: Person): Contact[] {
    const all = addressesOf(person).flatMap(
      (address) => byAddress.get(addressKey(rules, address) ?? '') ?? [],
    )
    return [...new Set(all)].sort(byId)
  }

  return (person) => {
    const link = linked(person)
    const decision = decided(person)
    const contact = link && contactById.get(link.contactId)
    if (link && contact && isHere(link)) return { kind: 'link', contact, link }
    if (decision) return byDecision(person, decision)
    if (link && isHere(link)) return review(reviewReasons.gone(link.contactId))
    const hit = found.get(person)
    return hit ? byFound(person, hit) : nothing
  }
}

const nothing: Match = { kind: 'none', decision: null, beside: [] }
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
const isHere = (link: Link | undefined) => link !== undefined && link.elsewhere === undefined

function soleContact(found: Found | null | undefined): Contact | null {
  const [contact, second] = found?.contacts ?? []
  return contact && !second ? contact : null
}
