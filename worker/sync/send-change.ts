import { AppError } from '#shared/errors.ts'
import { addressesOf, type Person } from '#shared/person.ts'
import type { ContactField, ContactValues } from '#shared/psa/contact.ts'
import { type Contact, emailOf } from '#shared/psa/contact.ts'
import {
  activated,
  afterWrite,
  alreadyEqual,
  type FieldChange,
  fillBlanks,
  normalised,
  organisationField,
  stateField,
  valuesOf,
  type Written,
} from '#shared/sync/contact-fields.ts'
import { addressKey, reviewReasons } from '#shared/sync/match.ts'
import type { Link } from '#shared/sync/plan.ts'
import type { ChangeRow } from '../store/plans.ts'
import {
  type Desk,
  isContactField,
  keptWords,
  mark,
  noLonger,
  present,
  record,
  review,
  type Sent,
  skip,
  write,
} from './send.ts'
import { unlink } from './send-undo.ts'

/** Sends one change. Raises AppError psa.* and leaves the change as it then stands: approved or sending. */
export async function sendChange(desk: Desk, entry: ChangeRow): Promise<Sent> {
  switch (entry.kind) {
    case 'create':
    case 'link':
      return give(desk, entry)
    case 'move':
      return move(desk, entry)
    case 'update':
    case 'reactivate':
      return update(desk, entry)
    case 'deactivate':
      return deactivate(desk, entry)
    case 'unlink':
      return unlink(desk, entry)
    case 'review':
      return skip(desk, entry, 'A person must decide.')
  }
}

/** The person, if they still belong here; otherwise why the change is left. Who is linked is known to be a person. */
function belonging({ persons, linkOf }: Desk, entry: ChangeRow): Person | string {
  const person = persons.get(entry.personId)
  if (!person) return 'Left out meanwhile: no longer in Entra.'
  const { belongs, reason, unsure } = persons.verdict(person)
  if (!belongs) return `Left out meanwhile: ${reason}.`
  const isKnown = linkOf(entry) !== undefined || persons.decision(entry.personId) !== undefined
  return unsure !== undefined && !isKnown ? `${unsure}.` : person
}

async function give(desk: Desk, entry: ChangeRow): Promise<Sent> {
  const person = belonging(desk, entry)
  if (typeof person === 'string') return madeAlready(desk, entry, person)
  const link = desk.linkOf(entry)
  const isHeld = link && (link.elsewhere || (await present(desk, link.contactId)) !== null)
  if (isHeld) return skip(desk, entry, `Linked meanwhile to contact ${link.contactId}.`)
  return entry.kind === 'create' ? create(desk, entry, person) : linkPlanned(desk, entry, person)
}

/**
 * Who left while nobody knew whether their contact was made: if it was it is theirs all the same, so that the next plan makes
 * it inactive or moves it, and no other organisation makes a second one.
 */
async function madeAlready(desk: Desk, entry: ChangeRow, why: string): Promise<Sent> {
  const isOpen = entry.kind === 'create' && entry.state === 'sending' && !desk.linkOf(entry)
  const address = entry.fields.find(({ field }) => field === 'email')?.new
  const found = isOpen && address ? await desk.look([address], notMeant(entry)) : null
  const [contact, second] = found?.contacts ?? []
  if (!contact || second || desk.linkOfContact(contact.id)) return skip(desk, entry, why)
  const written = alreadyEqual(desk.rules, valuesIn(desk.rules, entry.fields), contact)
  return record(desk, entry, { contact, written, fields: entry.fields, remark: why, inactive: false })
}

/** Contacts that are there, of which somebody decided that they are not the person's. */
const notMeant = ({ candidates }: ChangeRow): ReadonlySet<string> => new Set(candidates.map(({ id }) => id))

/** Looks first: the contact may stand there already, made by hand meanwhile or by a run that broke off. */
async function create(desk: Desk, entry: ChangeRow, person: Person): Promise<Sent> {
  const found = await desk.look(addressesFor(entry, person), notMeant(entry))
  if (found) return adopt(desk, entry, person, found)
  const stop = await mark(desk, entry)
  if (stop) return stop
  const contact = await make(desk, entry)
  const written = afterWrite(desk.rules, entry.fields, contact)
  return record(desk, entry, { contact, written, fields: entry.fields, remark: null, inactive: false })
}

function addressesFor({ fields }: ChangeRow, person: Person): string[] {
  const planned = fields.find(({ field }) => field === 'email')?.new
  return planned ? [planned, ...addressesOf(person)] : addressesOf(person)
}

async function make({ api, mapping, rules }: Desk, { fields, displayName }: ChangeRow): Promise<Contact> {
  if (!api.createContact) throw new AppError('psa.unsupported')
  return api.createContact(mapping.organisationId, {
    ...valuesIn(rules, fields),
    name: nameIn(fields, displayName),
  })
}

const nameIn = (fields: readonly FieldChange[], otherwise: string) =>
  fields.find(({ field }) => field === 'name')?.new ?? otherwise

function valuesIn(rules: Desk['rules'], fields: readonly FieldChange[]): ContactValues {
  return Object.fromEntries(
    fields.filter(({ field }) => isContactField(rules, field)).map((entry) => [entry.field, entry.new]),
  )
}

function adopt(
  desk: Desk,
  entry: ChangeRow,
  person: Person,
  { address, contacts }: { address: string; contacts: Contact[] },
): Promise<Sent> {
  const [contact, second] = contacts
  if (!contact || second) return review(desk, entry, reviewReasons.several(address, contacts), contacts)
  return linkTo(desk, entry, person, contact.id)
}

async function linkPlanned(desk: Desk, entry: ChangeRow, person: Person): Promise<Sent> {
  const contact = await present(desk, entry.contactId ?? '')
  if (!contact) return skip(desk, entry, noLonger)
  const isDecided = desk.persons.decision(entry.personId)?.contactId === contact.id
  const key = addressKey(desk.rules, emailOf(contact))
  const isTheirs = addressesOf(person).some((address) => addressKey(desk.rules, address) === key)
  if (!isDecided && !isTheirs) return skip(desk, entry, 'The contact has another address now.')
  return linkTo(desk, entry, person, contact.id, contact)
}

/** Writes what the change wanted and what may be written still; the rest of the contact stays. */
async function linkTo(
  desk: Desk,
  entry: ChangeRow,
  person: Person,
  contactId: string,
  known: Contact | null = null,
): Promise<Sent> {
  const { rules } = desk
  const contact = known ?? (await present(desk, contactId))
  if (!contact) return skip(desk, entry, noLonger)
  const holder = desk.linkOfContact(contact.id)
  if (holder && holder.personId !== entry.personId) {
    return review(desk, entry, reviewReasons.linked(emailOf(contact) ?? contact.id, contact))
  }
  const wanted = wantedOf(desk, entry, person)
  const { fields, kept } = desk.can.update ? fillBlanks(rules, wanted, contact) : { fields: [], kept: [] }
  const ours = {
    ...alreadyEqual(rules, valuesOf(person, rules.specs), contact),
    ...alreadyEqual(rules, wanted, contact),
  }
  const wakes = !contact.active && desk.can.reactivate
  const done = [...fields, ...arrivedBefore(desk, entry, contact), ...(wakes ? [activated] : [])]
  const stop = await mark(desk, entry, entry.kind === 'link' ? done : entry.fields)
  if (stop) return stop
  const awake = wakes ? await wake(desk, contact) : contact
  const answer = await write(desk, awake, fields)
  const remarks = [
    entry.kind === 'create' ? 'The contact was there already and was linked.' : '',
    keptWords(rules, kept),
  ]
  return record(desk, entry, {
    contact: answer,
    written: { ...ours, ...afterWrite(rules, fields, answer) },
    fields: done,
    remark: remarks.filter((words) => words !== '').join(' ') || null,
    inactive: false,
  })
}

/** What a run that broke off has written into the contact before it could say so. */
function arrivedBefore({ rules }: Desk, { state, fields }: ChangeRow, contact: Contact): FieldChange[] {
  if (state !== 'sending') return []
  return fields.filter(({ field, new: value }) => {
    if (field === stateField.field) return contact.active
    const id = field as ContactField
    return (
      isContactField(rules, field) &&
      normalised(rules, id, contact.values[id]) === normalised(rules, id, value)
    )
  })
}

/** Exactly what was approved; where a contact is adopted in place of a new one, what the new one would have got. */
function wantedOf({ rules }: Desk, entry: ChangeRow, person: Person): ContactValues {
  const planned = valuesIn(rules, entry.fields)
  return Object.keys(planned).length > 0 || entry.kind !== 'move' ? planned : valuesOf(person, rules.specs)
}

async function wake({ api }: Desk, contact: Contact): Promise<Contact> {
  if (!api.reactivate) throw new AppError('psa.unsupported')
  return api.reactivate(contact)
}

async function update(desk: Desk, entry: ChangeRow): Promise<Sent> {
  const { rules } = desk
  if (!desk.isUndo(entry)) {
    const person = belonging(desk, entry)
    if (typeof person === 'string') return skip(desk, entry, person)
  }
  const link = desk.linkOf(entry)
  if (!link || link.contactId !== entry.contactId || link.elsewhere)
    return skip(desk, entry, 'The contact is not linked any more.')
  const contact = await present(desk, link.contactId)
  if (!contact) return skip(desk, entry, noLonger)
  const { fields, kept, arrived } = stillToWrite(desk, entry, contact, link)
  const wakes = entry.kind === 'reactivate' && !contact.active
  const isNothing = fields.length + arrived.length === 0 && entry.kind === 'update'
  if (isNothing) return skip(desk, entry, keptWords(rules, kept))
  const states = entry.fields.filter(({ field }) => field === stateField.field)
  const done = [...fields, ...arrived, ...states]
  const isSoAlready = fields.length === 0 && arrived.length > 0 ? 'It was so already.' : ''
  const stop = await mark(desk, entry, done)
  if (stop) return stop
  const awake = wakes ? await wake(desk, contact) : contact
  const answer = await write(desk, awake, fields)
  return record(desk, entry, {
    contact: answer,
    written: { ...link.written, ...afterWrite(rules, done, answer) },
    fields: done,
    remark: [isSoAlready, keptWords(rules, kept)].filter((words) => words !== '').join(' ') || null,
    inactive: entry.kind === 'update' && !link.active,
  })
}

/** Against the contact's present values: what someone edited since the plan stays, unless Entra always wins. */
function stillToWrite(desk: Desk, entry: ChangeRow, contact: Contact, { written }: Link) {
  const { rules } = desk
  const fields: FieldChange[] = []
  const kept: string[] = []
  /** There already: written by a run that broke off before it could say so, or with a new contact whose answer was lost. */
  const arrived: FieldChange[] = []
  for (const change of entry.fields) {
    if (!isContactField(rules, change.field)) continue
    const field = change.field as ContactField
    const now = normalised(rules, field, contact.values[field])
    if (now === normalised(rules, field, change.new)) {
      arrived.push(change)
    } else if (mayWrite(desk, entry, change, now, written)) {
      fields.push({ ...change, old: contact.values[field] ?? null })
    } else kept.push(field)
  }
  return { fields, kept, arrived }
}

function mayWrite(
  { rules, isUndo }: Desk,
  entry: ChangeRow,
  { field: name, old }: FieldChange,
  now: string | null,
  written: Written,
): boolean {
  const field = name as ContactField
  if (isUndo(entry)) return now === normalised(rules, field, old)
  return rules.policy(field) === 'always' || now === (written[field]?.kept ?? null)
}

async function deactivate(desk: Desk, entry: ChangeRow): Promise<Sent> {
  const { api, persons } = desk
  const person = persons.get(entry.personId)
  if (person && !desk.isUndo(entry) && persons.verdict(person).belongs)
    return skip(desk, entry, 'Belongs here again.')
  const link = desk.linkOf(entry)
  if (!link || link.contactId !== entry.contactId || link.elsewhere)
    return skip(desk, entry, 'The contact is not linked any more.')
  const contact = await present(desk, link.contactId)
  if (!contact) return skip(desk, entry, noLonger)
  if (!contact.active && entry.state !== 'sending')
    return skip(desk, entry, 'Made inactive by hand meanwhile.')
  if (!api.deactivate) throw new AppError('psa.unsupported')
  const stop = await mark(desk, entry)
  if (stop) return stop
  const answer = contact.active ? await api.deactivate(contact, reasonOf(entry), today(desk)) : contact
  const { written } = link
  return record(desk, entry, { contact: answer, written, fields: entry.fields, remark: null, inactive: true })
}

const reasonOf = ({ reason }: ChangeRow) => reason.replace(/\.$/, '')
const today = ({ deps }: Desk) => new Date(deps.now()).toISOString().slice(0, 10)

/** One change for the person; two requests where the PSA cannot move a contact. */
async function move(desk: Desk, entry: ChangeRow): Promise<Sent> {
  const person = belonging(desk, entry)
  if (typeof person === 'string') return skip(desk, entry, person)
  const link = desk.linkOf(entry)
  if (!link || link.contactId !== entry.contactId)
    return skip(desk, entry, 'The contact is not linked any more.')
  const contact = await present(desk, link.contactId, null)
  const found = await desk.look(addressesFor(entry, person), new Set([link.contactId]))
  const [first, second] = found?.contacts ?? []
  if (found && second)
    return review(desk, entry, reviewReasons.several(found.address, found.contacts), found.contacts)
  // One that stands for someone else is not taken over.
  const target = first && !desk.linkOfContact(first.id) ? first : null
  const isThere = contact?.organisationId === desk.mapping.organisationId
  if (contact && !target && (desk.can.move || isThere)) return carry(desk, entry, link, contact)
  return replace(desk, entry, person, contact, target)
}

/** The same contact in its new organisation. */
async function carry(desk: Desk, entry: ChangeRow, link: Link, contact: Contact): Promise<Sent> {
  const stop = await mark(desk, entry)
  if (stop) return stop
  const moved = await carried(desk, contact)
  const answer = moved.active || !desk.can.reactivate ? moved : await wake(desk, moved)
  const { written } = link
  return record(desk, entry, {
    contact: answer,
    written,
    fields: entry.fields,
    remark: null,
    inactive: false,
  })
}

async function carried({ api, mapping }: Desk, contact: Contact): Promise<Contact> {
  if (contact.organisationId === mapping.organisationId) return contact
  if (!api.moveContact) throw new AppError('psa.unsupported')
  return api.moveContact(contact, mapping.organisationId)
}

/** The old contact becomes inactive; the person gets the one that is there, or a new one. */
async function replace(
  desk: Desk,
  entry: ChangeRow,
  person: Person,
  old: Contact | null,
  target: Contact | null,
): Promise<Sent> {
  const { api, mapping, rules } = desk
  if (!api.deactivate) throw new AppError('psa.unsupported')
  const stop = await mark(desk, entry)
  if (stop) return stop
  if (old?.active && old.organisationId !== mapping.organisationId) {
    await api.deactivate(old, `Moved to ${mapping.organisationName}`, today(desk))
  }
  if (target) return linkTo(desk, entry, person, target.id)
  const fields = entry.fields.filter(({ field }) => field !== organisationField.field)
  const contact = await make(desk, { ...entry, fields })
  const written = afterWrite(rules, fields, contact)
  return record(desk, entry, { contact, written, fields: entry.fields, remark: null, inactive: false })
}
