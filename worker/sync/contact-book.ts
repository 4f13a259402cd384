import { addressesOf, type Person } from '#shared/person.ts'
import type { Contact } from '#shared/psa/api.ts'
import type { FieldRules } from '#shared/sync/contact-fields.ts'
import { addressKey } from '#shared/sync/match.ts'
import type { Link } from '#shared/sync/plan.ts'

/** The organisation's contacts and links as a run knows them: listed at its start, kept up with what it writes. */
export function createContactBook(rules: FieldRules, contacts: readonly Contact[], links: readonly Link[]) {
  const byId = new Map<string, Contact>()
  const byAddress = new Map<string, Set<string>>()
  const linkByPerson = new Map<string, Link>()
  const linkByContact = new Map<string, Link>()
  const keyOf = (contact: Contact | undefined) => addressKey(rules, contact?.email ?? null) ?? ''

  function see(contact: Contact): void {
    byAddress.get(keyOf(byId.get(contact.id)))?.delete(contact.id)
    byId.set(contact.id, contact)
    const key = keyOf(contact)
    const group = byAddress.get(key) ?? new Set()
    byAddress.set(key, group.add(contact.id))
  }

  function seeLink(link: Link): void {
    linkByPerson.set(`${link.tenantId} ${link.personId}`, link)
    linkByContact.set(link.contactId, link)
  }

  contacts.forEach(see)
  links.forEach(seeLink)
  return {
    see,
    seeLink,
    get: (contactId: string) => byId.get(contactId),
    linkOf: ({ tenantId, personId }: { tenantId: string; personId: string }) =>
      linkByPerson.get(`${tenantId} ${personId}`),
    linkOfContact: (contactId: string) => linkByContact.get(contactId),
    /** Every contact that has one of these addresses, under the first address that any has. */
    underAddress(addresses: readonly string[]): { address: string; contacts: Contact[] } | null {
      for (const address of addresses) {
        const key = addressKey(rules, address)
        const ids = key === null ? undefined : byAddress.get(key)
        if (ids?.size) return { address, contacts: [...ids].flatMap((id) => byId.get(id) ?? []) }
      }
      return null
    },
    hasAddressOf(contact: Contact, person: Person): boolean {
      return addressesOf(person).some((address) => addressKey(rules, address) === keyOf(contact))
    },
  }
}
export type ContactBook = ReturnType<typeof createContactBook>
