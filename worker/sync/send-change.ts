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

/** The person, if they still belong here; otherwise why the change is left. */
function belonging({ persons }: Desk, { personId }: ChangeRow): Person | string {
  const person = persons.get(personId)
  if (!person) return 'Left out meanwhile: no longer in Entra.'
  const { belongs, reason, unsure } = persons.verdict(person)
  if (!belongs) return `Left out meanwhile: ${reason}.`
  return unsure !== undefined && !persons.decision(personId) ? `${unsure}.` : person
}

async function give(desk: Desk, entry: ChangeRow): Promise<Sent> {
  const person = belonging(desk, entry)
  if (typeof person === 'string') return skip(desk, entry, person)
  const link = desk.linkOf(entry)
  const isHeld = link && (link.elsewhere || (await present(desk, link.contactId)) !== null)
  if (isHeld) return skip(desk, entry, `Linked meanwhile to contact ${link.contactId}.`)
  return entry.kind === 'create' ? create(desk, entry, person) : linkPlanned(desk, entry, person)
}

/** Looks first: the contact may stand there already, made by hand meanwhile or by a run that broke off. */
async function create(desk: Desk, entry: ChangeRow, person: Person): Promise<Sent> {
  const isDecided = desk.persons.decision(entry.personId)?.choice === 'create'
  const mayStand = !isDecided || entry.state === 'sending'
  const found = mayStand ? await desk.look(addressesFor(entry, person)) : null
  const ours = found && isDecided ? made(desk, entry, found.contacts) : null
  if (ours) return linkTo(desk, entry, person, ours.id, ours)
  if (found && !isDecided) return adopt(desk, entry, person, found)
  if (!(await mark(desk, entry))) return 'withdrawn'
  const contact = await make(desk, entry)
  const written = afterWrite(desk.rules, entry.fields, contact)
  return record(desk, entry, { contact, written, fields: entry.fields, remark: null, inactive: false })
}

/** The one that a run which broke off has made, beside those that were decided against: it has what was sent. */
function made({ rules, linkOfContact }: Desk, { fields }: ChangeRow, contacts: readonly Contact[]) {
  const free = contacts.filter(({ id }) => !linkOfContact(id))
  const sent = fields.filter(({ field }) => isContactField(rules, field))
  const lacks = ({ values }: Contact, mayBeBlank: boolean) =>
    sent.some(({ field, new: value }) => {
      const now = normalised(rules, field as ContactField, values[field as ContactField])
      const isBlank = mayBeBlank && now === null && field !== 'name' && field !== 'email'
      return !isBlank && now !== normalised(rules, field as ContactField, value)
    })
  return free.find((contact) => !lacks(contact, false)) ?? free.find((contact) => !lacks(contact, true))
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
  if (!(await mark(desk, entry))) return 'withdrawn'
  const wakes = !contact.active && desk.can.reactivate
  const awake = wakes ? await wake(desk, contact) : contact
  const answer = await write(desk, awake, fields)
  const remarks = [
    entry.kind === 'create' ? 'The contact was there already and was linked.' : '',
    keptWords(rules, kept),
  ]
  return record(desk, entry, {
    contact: answer,
    written: { ...ours, ...afterWrite(rules, fields, answer) },
    fields: wakes ? [...fields, activated] : fields,
    remark: remarks.filter((words) => words !== '').join(' ') || null,
    inactive: false,
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
  if (isNothing) return skip(desk, entry, keptWords(rules, kept) || 'It is so already.')
  if (!(await mark(desk, entry))) return 'withdrawn'
  const awake = wakes ? await wake(desk, contact) : contact
  const answer = await write(desk, awake, fields)
  const done = [...fields, ...arrived]
  return record(desk, entry, {
    contact: answer,
    written: { ...link.written, ...afterWrite(rules, done, answer) },
    fields: [...done, ...entry.fields.filter(({ field }) => field === stateField.field)],
    remark: keptWords(rules, kept) || null,
    inactive: entry.kind === 'update' && !link.active,
  })
}

/** Against the contact's present values: what someone edited since the plan stays, unless Entra always wins. */
function stillToWrite(desk: Desk, entry: ChangeRow, contact: Contact, { written }: Link) {
  const { rules } = desk
  const fields: FieldChange[] = []
  const kept: string[] = []
  /** Written by a run that broke off before it could say so. */
  const arrived: FieldChange[] = []
  for (const change of entry.fields) {
    if (!isContactField(rules, change.field)) continue
    const field = change.field as ContactField
    const now = normalised(rules, field, contact.values[field])
    if (now === normalised(rules, field, change.new)) {
      if (entry.state === 'sending') arrived.push(change)
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
  if (!(await mark(desk, entry))) return 'withdrawn'
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
  const found = await desk.look(addressesFor(entry, person))
  const [target, second] = found?.contacts.filter(({ id }) => id !== contact?.id) ?? []
  if (found && second)
    return review(desk, entry, reviewReasons.several(found.address, found.contacts), found.contacts)
  if (contact && !target && desk.can.move) return carry(desk, entry, link, contact)
  return replace(desk, entry, person, contact, target ?? null)
}

/** The same contact in its new organisation. */
async function carry(desk: Desk, entry: ChangeRow, link: Link, contact: Contact): Promise<Sent> {
  const { api, mapping } = desk
  if (!api.moveContact) throw new AppError('psa.unsupported')
  if (!(await mark(desk, entry))) return 'withdrawn'
  const isThere = contact.organisationId === mapping.organisationId
  const moved = isThere ? contact : await api.moveContact(contact, mapping.organisationId)
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
  if (!(await mark(desk, entry))) return 'withdrawn'
  if (old?.active && old.organisationId !== mapping.organisationId) {
    await api.deactivate(old, `Moved to ${mapping.organisationName}`, today(desk))
  }
  if (target) return linkTo(desk, entry, person, target.id)
  const fields = entry.fields.filter(({ field }) => field !== organisationField.field)
  const contact = await make(desk, { ...entry, fields })
  const written = afterWrite(rules, fields, contact)
  return record(desk, entry, { contact, written, fields: entry.fields, remark: null, inactive: false })
}
