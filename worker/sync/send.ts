import { AppError } from '#shared/errors.ts'
import { addressesOf, type Person } from '#shared/person.ts'
import type { Contact, ContactFields, PsaApi } from '#shared/psa/api.ts'
import {
  afterWrite,
  alreadyEqual,
  type FieldChange,
  type FieldRules,
  type FieldValues,
  fieldLabels,
  fillBlanks,
  normalised,
  valuesOf,
  type Written,
} from '#shared/sync/contact-fields.ts'
import type { Judge } from '#shared/sync/filter.ts'
import { addressKey, reviewReasons } from '#shared/sync/match.ts'
import type { Deps } from '../env.ts'
import type { Lease } from '../store/mapping-lease.ts'
import type { MappingRow } from '../store/mappings.ts'
import { markSending, recordDone, sendToReview, settle } from '../store/outbox.ts'
import { personsOf } from '../store/persons.ts'
import type { ChangeRow } from '../store/plans.ts'
import type { ContactBook } from './contact-book.ts'

/** What sending a change needs. */
export interface Desk {
  deps: Deps
  mapping: MappingRow
  lease: Lease
  api: PsaApi
  rules: FieldRules
  book: ContactBook
  /** Whether a person belongs here as the rules are now. */
  verdict: Judge
}

/** settled: this change needs nothing more · withdrawn: it was taken back, or another run took over */
export type Sent = 'settled' | 'withdrawn'

/** Sends one change. Raises AppError psa.* and leaves the change as it then stands: approved or sending. */
export async function sendChange(desk: Desk, entry: ChangeRow): Promise<Sent> {
  if (entry.kind === 'update') return update(desk, entry)
  const found = await personsOf(desk.deps, entry.tenantId).get(entry.personId)
  const verdict = found ? desk.verdict(found.person) : null
  if (!found || !verdict?.belongs) {
    return skip(desk, entry, `Left out meanwhile: ${verdict?.reason ?? 'no longer in Entra'}.`)
  }
  const link = desk.book.linkOf(entry)
  if (link) return skip(desk, entry, `Linked meanwhile to contact ${link.contactId}.`)
  return entry.kind === 'create' ? create(desk, entry, found.person) : linkPlanned(desk, entry, found.person)
}

async function skip({ deps, lease }: Desk, entry: ChangeRow, why: string): Promise<Sent> {
  await settle(deps, lease, entry, 'skipped', why)
  return 'settled'
}

async function review({ deps, lease }: Desk, entry: ChangeRow, why: string): Promise<Sent> {
  await sendToReview(deps, lease, entry, why)
  return 'settled'
}

/** Looks first: the contact may stand there already, made by hand meanwhile or by a run that broke off. */
async function create(desk: Desk, entry: ChangeRow, person: Person): Promise<Sent> {
  const { api, book, deps, lease, mapping, rules } = desk
  const planned = entry.fields.find(({ field }) => field === 'email')?.new ?? null
  const addresses = planned ? [planned, ...addressesOf(person)] : addressesOf(person)
  const present = book.underAddress(addresses)
  if (present) return adopt(desk, entry, person, present)
  if (!api.createContact) throw new AppError('psa.unsupported')
  if (!(await markSending(deps, lease, mapping, entry))) return 'withdrawn'
  const contact = await api.createContact(mapping.organisationId, fieldsOf(entry.fields, entry.displayName))
  book.see(contact)
  return record(desk, entry, contact, afterWrite(rules, entry.fields, contact), null)
}

type Present = NonNullable<ReturnType<ContactBook['underAddress']>>

function adopt(desk: Desk, entry: ChangeRow, person: Person, { address, contacts }: Present): Promise<Sent> {
  const [contact, second] = contacts
  if (!contact || second) return review(desk, entry, reviewReasons.several(address, contacts))
  return linkTo(desk, entry, person, contact)
}

async function linkPlanned(desk: Desk, entry: ChangeRow, person: Person): Promise<Sent> {
  const contact = desk.book.get(entry.contactId ?? '')
  if (!contact) return skip(desk, entry, 'The contact is no longer in the organisation.')
  if (!desk.book.hasAddressOf(contact, person))
    return skip(desk, entry, 'The contact has another address now.')
  return linkTo(desk, entry, person, contact)
}

/** Fills what the change wanted to write and what is still blank; the rest of the contact stays. */
async function linkTo(desk: Desk, entry: ChangeRow, person: Person, listed: Contact): Promise<Sent> {
  const { api, book, deps, lease, mapping, rules } = desk
  if (book.linkOfContact(listed.id)) {
    return review(desk, entry, reviewReasons.linked(addressKey(rules, listed.email) ?? '', listed))
  }
  const wanted = wantedOf(entry.fields)
  const mayFill = fillBlanks(rules, wanted, listed).fields.length > 0
  const contact = mayFill ? await api.contact(listed.id) : listed
  const { fields, kept } = fillBlanks(rules, wanted, contact)
  const ours = {
    ...alreadyEqual(rules, valuesOf(person), contact),
    ...alreadyEqual(rules, wanted, contact),
  }
  if (!(await markSending(deps, lease, mapping, entry))) return 'withdrawn'
  const answer = fields.length > 0 ? await write(desk, contact, fields) : contact
  const remarks = [
    entry.kind === 'create' ? 'The contact was there already and was linked.' : '',
    keptWords(kept),
  ]
  const remark = remarks.filter((words) => words !== '').join(' ') || null
  return record(desk, entry, answer, { ...ours, ...afterWrite(rules, fields, answer) }, remark)
}

async function update(desk: Desk, entry: ChangeRow): Promise<Sent> {
  const { api, book, deps, lease, mapping, rules } = desk
  const link = book.linkOf(entry)
  if (!link || link.contactId !== entry.contactId)
    return skip(desk, entry, 'The contact is not linked any more.')
  if (!book.get(link.contactId)) return skip(desk, entry, 'The contact is no longer in the organisation.')
  const contact = await api.contact(link.contactId)
  if (contact.organisationId !== mapping.organisationId) {
    return skip(desk, entry, 'The contact is in another organisation now.')
  }
  const { fields, kept, arrived } = stillToWrite(rules, entry, contact, link.written)
  if (fields.length === 0 && arrived.length === 0) return skip(desk, entry, keptWords(kept))
  if (!(await markSending(deps, lease, mapping, entry))) return 'withdrawn'
  const answer = fields.length > 0 ? await write(desk, contact, fields) : contact
  const written = { ...link.written, ...afterWrite(rules, [...fields, ...arrived], answer) }
  return record(desk, entry, answer, written, keptWords(kept) || null)
}

/** Against the contact's present values: what someone edited since the plan stays. */
function stillToWrite(rules: FieldRules, entry: ChangeRow, contact: Contact, written: Written) {
  const fields: FieldChange[] = []
  const kept: (keyof ContactFields)[] = []
  /** Written by a run that broke off before it could say so. */
  const arrived: FieldChange[] = []
  for (const change of entry.fields) {
    const field = change.field as keyof ContactFields
    const present = normalised(rules, field, contact[field])
    if (present === normalised(rules, field, change.new)) {
      if (entry.state === 'sending') arrived.push(change)
    } else if (present === (written[field]?.kept ?? null)) fields.push(change)
    else kept.push(field)
  }
  return { fields, kept, arrived }
}

const keptWords = (kept: readonly (keyof ContactFields)[]) =>
  kept.length > 0 ? `${kept.map((field) => fieldLabels[field]).join(', ')} edited by hand and kept.` : ''

/** The name goes with every write because a PSA may ask for it: unchanged, as it was read a moment ago. */
async function write(
  { api, book }: Desk,
  contact: Contact,
  fields: readonly FieldChange[],
): Promise<Contact> {
  if (!api.updateContact) throw new AppError('psa.unsupported')
  const answer = await api.updateContact(contact.id, fieldsOf(fields, contact.name))
  book.see(answer)
  return answer
}

function fieldsOf(fields: readonly FieldChange[], name: string): Partial<ContactFields> & { name: string } {
  return { name, ...Object.fromEntries(fields.map((change) => [change.field, change.new])) }
}

function wantedOf(fields: readonly FieldChange[]): FieldValues {
  const blank: FieldValues = { name: null, email: null, phone: null, mobile: null, title: null }
  return { ...blank, ...Object.fromEntries(fields.map((change) => [change.field, change.new])) }
}

async function record(
  { deps, lease, mapping, book }: Desk,
  entry: ChangeRow,
  contact: Contact,
  written: Written,
  remark: string | null,
): Promise<Sent> {
  const contactId = contact.id
  if (!(await recordDone(deps, lease, mapping, entry, { contactId, written, remark }))) {
    // Nothing was recorded: the next run looks, finds the contact, and decides with what it then knows.
    return 'withdrawn'
  }
  book.seeLink({ tenantId: entry.tenantId, personId: entry.personId, contactId, written })
  return 'settled'
}
