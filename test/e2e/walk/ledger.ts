import type { HistoryEntry } from '../../../shared/contract.ts'
import type { SyncroAccount, SyncroContact } from '../../world/syncro/account.ts'

/** A contact as people see it: the line that says inactive told apart from the notes that somebody wrote. */
export interface Held {
  organisationId: number
  values: Record<string, string>
  notes: string
  inactive: boolean
}

/** What somebody at the PSA types into a contact; a note goes below those that are there. */
export type Typed = Partial<Record<'name' | 'phone' | 'mobile', string>> & { note?: string }

/** The fields that Syncro has, by the product's names. */
export const valueFields = [
  ...['name', 'email', 'phone', 'mobile', 'title'],
  ...['street', 'city', 'state', 'postalCode'],
]

const stateLine = /^\[Sidelight\] Inactive since \d{4}-\d{2}-\d{2}: [^\n]+(?:\n|$)/

function heldOf(contact: SyncroContact): Held {
  const { name, email, phone, mobile, address1, city, state, zip, properties } = contact
  const values = { name, email, phone, mobile, title: properties.title }
  const place = { street: address1, city, state, postalCode: zip }
  const notes = contact.notes ?? ''
  return {
    organisationId: contact.customerId,
    values: Object.fromEntries(
      Object.entries({ ...values, ...place }).map(([field, value]) => [field, value ?? '']),
    ),
    notes: notes.replace(stateLine, ''),
    inactive: stateLine.test(notes),
  }
}

export const heldBy = ({ contacts }: SyncroAccount): Map<string, Held> =>
  new Map([...contacts.values()].map((contact) => [String(contact.id), heldOf(contact)]))

export type Ledger = ReturnType<typeof openLedger>

/** Keeps what Syncro held at first and what is typed there by hand; with the product's history it says what must be there. */
export function openLedger(account: SyncroAccount) {
  const first: ReadonlyMap<string, Held> = heldBy(account)
  const typed: { at: number; apply: (held: Map<string, Held>) => void }[] = []
  return {
    first,
    /** Types it into Syncro. */
    type(contactId: number, { note, ...values }: Typed): void {
      const contact = account.contacts.get(contactId)
      if (!contact) throw new Error(`Syncro has no contact ${contactId}.`)
      const below = (notes: string) => (note ? [notes, note].filter(Boolean).join('\n') : notes)
      Object.assign(contact, values, { notes: below(contact.notes ?? '') || null, updatedAt: Date.now() })
      const apply = (all: Map<string, Held>) => {
        const held = find(all, String(contactId))
        Object.assign(held.values, values)
        held.notes = below(held.notes)
      }
      typed.push({ at: Date.now(), apply })
    },
    /** What must stand in Syncro if history is complete and true. `organisationOf`: by mapping id. */
    expected(history: readonly HistoryEntry[], organisationOf: (mappingId: string) => number) {
      const done = history.filter(({ state }) => state === 'done')
      const written = done.map((entry) => ({
        at: Date.parse(entry.at),
        apply: (all: Map<string, Held>) => follow(all, entry, organisationOf(entry.mappingId)),
      }))
      const held = new Map([...first].map(([id, contact]) => [id, structuredClone(contact)]))
      for (const { apply } of [...typed, ...written].sort((a, b) => a.at - b.at)) apply(held)
      return held
    },
  }
}

/** What an entry of the history says was done. */
function follow(all: Map<string, Held>, entry: HistoryEntry, organisationId: number): void {
  const id = entry.contactId ?? ''
  if (entry.kind === 'create' && !all.has(id)) all.set(id, blank(organisationId))
  const held = find(all, id)
  for (const { field, new: value } of entry.fields) {
    if (field === 'active') held.inactive = value === 'No'
    else if (field === 'organisation') held.organisationId = organisationId
    else held.values[field] = value ?? ''
  }
}

function find(all: Map<string, Held>, id: string): Held {
  const held = all.get(id)
  if (!held) throw new Error(`History speaks of contact ${id}, which nobody has made.`)
  return held
}

function blank(organisationId: number): Held {
  const values = Object.fromEntries(valueFields.map((field) => [field, '']))
  return { organisationId, values, notes: '', inactive: false }
}
