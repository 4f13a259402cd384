import { addressesOf, type Person } from '#shared/person.ts'
import type { PsaApi } from '#shared/psa/api.ts'
import { type Contact, emailOf } from '#shared/psa/contact.ts'
import { type FieldRules, fieldRulesOf } from '#shared/sync/contact-fields.ts'
import type { Verdict } from '#shared/sync/filter.ts'
import { addressKey } from '#shared/sync/match.ts'
import type { Decision, Link } from '#shared/sync/plan.ts'
import type { Deps } from '../env.ts'
import { contactsOf } from '../store/contacts.ts'
import { decisionsOf } from '../store/decisions.ts'
import { linksOf } from '../store/links.ts'
import type { Lease } from '../store/mapping-lease.ts'
import type { MappingRow } from '../store/mappings.ts'
import { personsOf } from '../store/persons.ts'
import type { ChangeRow } from '../store/plans.ts'
import { undoPlans } from '../store/undo.ts'
import { assignerFor } from './assigner-for.ts'
import { abilitiesOf } from './planner.ts'
import type { Desk } from './send.ts'

/** What is known of the persons of some changes. */
export interface Persons {
  get(personId: string): Person | undefined
  verdict(person: Person): Verdict
  /** The reason why somebody else decided about this person. */
  decision(personId: string): Decision | undefined
}

/** Reads at once what sending these changes needs: a handful of statements for all of them. */
export async function openDesk(
  deps: Deps,
  mapping: MappingRow,
  lease: Lease,
  api: PsaApi,
  entries: readonly ChangeRow[],
): Promise<Desk> {
  const rules = fieldRulesOf(api, mapping.fields)
  const ids = [...new Set(entries.map(({ personId }) => personId))]
  const persons = new Map(
    (await personsOf(deps, mapping.tenantId).some(ids)).map((person) => [person.id, person]),
  )
  const decisions = await decisionsOf(deps, mapping, ids)
  const assigner = await assignerFor(deps, mapping)
  const book = await openBook(deps, mapping, rules, entries, persons)
  const undoing = await undoPlans(deps, mapping.id)
  return {
    ...{ deps, mapping, lease, api, rules },
    can: abilitiesOf(api),
    persons: {
      get: (id) => persons.get(id),
      verdict: (person) => assigner.verdict(person, mapping.id),
      decision: (id) => decisions.get(id),
    },
    ...book,
    look: createLook(api, mapping.organisationId, rules, book.contacts),
    isUndo: ({ planId }) => undoing.has(planId),
  }
}

/** Links and contacts as this run knows them, kept up with what it writes. */
async function openBook(
  deps: Deps,
  mapping: MappingRow,
  rules: FieldRules,
  entries: readonly ChangeRow[],
  persons: ReadonlyMap<string, Person>,
) {
  const keys = new Set<string>()
  for (const { personId, fields } of entries) {
    const person = persons.get(personId)
    const planned = fields.find(({ field }) => field === 'email')?.new ?? null
    for (const address of [planned, ...(person ? addressesOf(person) : [])]) {
      const key = addressKey(rules, address)
      if (key !== null) keys.add(key)
    }
  }
  const contacts = await contactsOf(deps, mapping.id).byKeys([...keys])
  const account = linksOf(deps, mapping)
  const named = entries.flatMap(({ contactId }) => contactId ?? [])
  const links = [
    ...(await account.ofPersons(entries.map(({ personId }) => personId))),
    ...(await account.ofContacts([...new Set([...named, ...contacts.map(({ id }) => id)])])),
  ]
  const byPerson = new Map<string, Link>()
  const byContact = new Map<string, Link>()
  const seeLink = (link: Link) => {
    if (link.tenantId === mapping.tenantId) byPerson.set(link.personId, link)
    byContact.set(link.contactId, link)
  }
  links.forEach(seeLink)
  return {
    contacts,
    seeLink,
    linkOf: ({ personId }: { personId: string }) => byPerson.get(personId),
    linkOfContact: (contactId: string) => byContact.get(contactId),
  }
}

/** The PSA itself is asked where it can find by address; else the mirror, which push keeps fresh for this. */
function createLook(
  api: PsaApi,
  organisationId: string,
  rules: FieldRules,
  mirrored: readonly Contact[],
): Desk['look'] {
  const under = (contacts: readonly Contact[], key: string) =>
    contacts.filter((contact) => addressKey(rules, emailOf(contact)) === key)
  return async (addresses, except = new Set()) => {
    for (const address of new Set(addresses)) {
      const key = addressKey(rules, address)
      if (key === null) continue
      const found = api.findContacts ? await api.findContacts(organisationId, address) : mirrored
      const contacts = under(found, key).filter(
        (contact) => contact.organisationId === organisationId && !except.has(contact.id),
      )
      if (contacts.length > 0) return { address, contacts }
    }
    return null
  }
}
