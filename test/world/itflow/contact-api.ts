import type { ItflowContact } from './account.ts'
import { changed, created, rows } from './answers.ts'
import { asInteger, asText, asTime, collated, digitsColumn, longColumn, textColumn } from './column.ts'
import { type ItflowCall, listed, type Operation, record } from './request.ts'

const flag = (value: boolean) => (value ? '1' : '0')

function contactRow(contact: ItflowContact) {
  return {
    contact_id: String(contact.id),
    contact_name: contact.name,
    contact_title: contact.title,
    contact_email: contact.email,
    contact_phone_country_code: contact.phoneCountryCode,
    contact_phone: contact.phone,
    contact_extension: '',
    contact_mobile_country_code: contact.mobileCountryCode,
    contact_mobile: contact.mobile,
    contact_photo: null,
    contact_pin: null,
    contact_notes: contact.notes,
    contact_primary: flag(contact.primary),
    contact_important: '0',
    contact_billing: '0',
    contact_technical: '0',
    contact_created_at: asTime(contact.createdAt),
    contact_updated_at: asTime(contact.updatedAt),
    contact_archived_at: asTime(contact.archivedAt),
    contact_location_id: '0',
    contact_vendor_id: '0',
    contact_department: contact.department,
    contact_user_id: '0',
    contact_client_id: String(contact.clientId),
  }
}

const writable = [
  'contact_name',
  'contact_title',
  'contact_department',
  'contact_email',
  'contact_phone',
  'contact_extension',
  'contact_mobile',
  'contact_notes',
  'contact_primary',
  'contact_important',
  'contact_billing',
  'contact_technical',
  'contact_location_id',
]

/** The fields of a body as the columns take them; raises SqlError. */
function columnsOf({ value }: ItflowCall): Partial<ItflowContact> {
  const set = <T>(name: string, as: (given: unknown) => T) =>
    value(name) === undefined ? undefined : as(value(name))
  const fields: Partial<ItflowContact> = {
    name: set('contact_name', textColumn),
    title: set('contact_title', textColumn),
    department: set('contact_department', textColumn),
    email: set('contact_email', textColumn),
    phone: set('contact_phone', digitsColumn),
    mobile: set('contact_mobile', digitsColumn),
    notes: set('contact_notes', longColumn),
    primary: set('contact_primary', (given) => asInteger(given) === 1),
  }
  return Object.fromEntries(Object.entries(fields).filter(([, given]) => given !== undefined))
}

/** The contact that a write names, by its id and its own client. */
function target({ account, value }: ItflowCall): ItflowContact | undefined {
  const contact = account.contacts.get(asInteger(value('contact_id')))
  return contact?.clientId === asInteger(value('client_id')) ? contact : undefined
}

function readContacts(call: ItflowCall): Response {
  const { account, value } = call
  const all = [...account.contacts.values()]
  const clientOf = ({ clientId }: ItflowContact) => clientId
  const found = (matches: (contact: ItflowContact) => boolean) =>
    rows(listed(call, all.filter(matches), clientOf, true).map(contactRow))
  if (value('contact_id') !== undefined) return found(({ id }) => id === asInteger(value('contact_id')))
  const email = value('contact_email')
  if (email !== undefined) return found((contact) => collated(contact.email) === collated(asText(email)))
  const number = value('contact_phone_or_mobile')
  if (number !== undefined) return found(({ phone, mobile }) => [phone, mobile].includes(asText(number)))
  return rows(listed(call, all, clientOf).map(contactRow))
}

function createContact(call: ItflowCall): Response {
  const { account, value } = call
  const clientId = asInteger(value('client_id'))
  const fields = columnsOf(call)
  const { name, email } = fields
  if (!name || !email || clientId === 0) return created(null)
  // Archived ones count; whether there is such a client is not asked.
  if (account.contactsOf(clientId).some((other) => collated(other.email) === collated(email)))
    return created(null)
  const contact = account.addContact({ ...fields, clientId, name })
  record(call)
  return created(contact.id)
}

function updateContact(call: ItflowCall): Response {
  const contact = target(call)
  const fields = columnsOf(call)
  if (!contact || !Object.entries(fields).some(([name, value]) => contact[name as 'name'] !== value))
    return changed(0)
  Object.assign(contact, fields, { updatedAt: call.account.clock.now() })
  record(call)
  return changed(1)
}

function archive(call: ItflowCall, isArchiving: boolean): Response {
  const contact = target(call)
  if (!contact || (contact.archivedAt !== null) === isArchiving) return changed(0)
  contact.archivedAt = isArchiving ? call.account.clock.now() : null
  record(call)
  return changed(1)
}

const of = (method: 'GET' | 'POST', reads: readonly string[], answer: Operation['answer']): Operation => ({
  method,
  module: 'module_client',
  level: method === 'GET' ? 1 : 2,
  reads,
  answer,
})

export const contactOperations: Record<string, Operation> = {
  'contacts/read': of('GET', ['contact_id', 'contact_email', 'contact_phone_or_mobile'], readContacts),
  'contacts/create': of('POST', writable, createContact),
  'contacts/update': of('POST', ['contact_id', ...writable], updateContact),
  'contacts/archive': of('POST', ['contact_id'], (call) => archive(call, true)),
  'contacts/unarchive': of('POST', ['contact_id'], (call) => archive(call, false)),
}
