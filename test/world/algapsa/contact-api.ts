import type { Hono } from 'hono'
import { json } from '../syncro/answers.ts'
import type { AlgaAccount, AlgaContact } from './account.ts'
import { phoneJson, phonesFrom } from './phones.ts'
import { bodyOf, invalid, keep, list, notFound, paging, refuse, refused } from './request.ts'

const kinds = {
  full_name: 'string',
  client_id: 'string',
  phone_numbers: 'list',
  email: 'string',
  role: 'string',
  notes: 'string',
  is_inactive: 'boolean',
} as const

export function addContacts(api: Hono, account: AlgaAccount): void {
  api.get('/contacts', (c) => {
    const refusal = refuse(account, c, 'contact: read', [
      ...paging,
      'client_id',
      'email',
      'is_inactive',
      'has_client',
    ])
    if (refusal) return refusal
    const { client_id: clientId, email, is_inactive: inactive, has_client: hasClient } = c.req.query()
    const found = [...account.contacts.values()].filter(
      (contact) =>
        (clientId === undefined || contact.clientId === clientId) &&
        // Contains, whatever the case; other addresses of a contact are not looked at.
        (email === undefined || contact.email.includes(email.toLowerCase())) &&
        (inactive === undefined || String(contact.inactive) === inactive) &&
        (hasClient === undefined || String(contact.clientId !== null) === hasClient),
    )
    return list(c, found, contactJson)
  })
  api.get('/contacts/:id', (c) => {
    const contact = account.contacts.get(c.req.param('id'))
    return (
      refuse(account, c, 'contact: read', []) ??
      (contact ? json(200, { data: contactJson(contact) }) : notFound('contact'))
    )
  })
  api.post('/contacts', async (c) => {
    const refusal = refuse(account, c, 'contact: create', [])
    if (refusal) return refusal
    const body = await bodyOf(c, kinds, ['full_name', 'email'])
    if (body instanceof Response) return body
    const fields = fieldsFrom(account, body, null)
    if (fields instanceof Response) return fields
    const contact = account.addContact(null, '', '', fields)
    keep(account, c, body)
    return json(201, { data: contactJson(contact) })
  })
  api.put('/contacts/:id', async (c) => {
    const refusal = refuse(account, c, 'contact: update', [])
    if (refusal) return refusal
    const contact = account.contacts.get(c.req.param('id'))
    if (!contact) return notFound('contact')
    const body = await bodyOf(c, kinds, [])
    if (body instanceof Response) return body
    const fields = fieldsFrom(account, body, contact)
    if (fields instanceof Response) return fields
    Object.assign(contact, fields)
    keep(account, c, body)
    return json(200, { data: contactJson(contact) })
  })
}

/** The fields of a body; an address stands once in the whole of AlgaPSA, other addresses included. */
function fieldsFrom(
  account: AlgaAccount,
  body: Record<string, unknown>,
  present: AlgaContact | null,
): Partial<AlgaContact> | Response {
  const email = typeof body.email === 'string' ? body.email.trim().toLowerCase() : undefined
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    return invalid('email', 'Please enter a valid email address')
  const others = [...account.contacts.values()].filter((other) => other !== present)
  if (email !== undefined && others.some((other) => [other.email, ...other.otherAddresses].includes(email)))
    return refused(
      409,
      'CONFLICT',
      'EMAIL_EXISTS: A contact with this email address already exists in the system',
    )
  if (body.client_id !== undefined && !account.clients.has(String(body.client_id)))
    return refused(400, 'BAD_REQUEST', 'Invalid reference')
  const phones = Array.isArray(body.phone_numbers) ? phonesFrom(account, body.phone_numbers) : undefined
  if (typeof phones === 'string') return invalid('phone_numbers', phones)
  const sent = {
    name: body.full_name,
    email,
    role: body.role,
    notes: body.notes,
    clientId: body.client_id,
    inactive: body.is_inactive,
    phones,
  }
  return Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined))
}

function contactJson(contact: AlgaContact) {
  const { id, clientId, name, email, role, notes, inactive, phones, otherAddresses } = contact
  return {
    contact_name_id: id,
    full_name: name,
    client_id: clientId,
    email,
    role,
    notes,
    is_inactive: inactive,
    phone_numbers: phones.map(phoneJson),
    additional_email_addresses: otherAddresses.map((email_address) => ({ email_address })),
    default_phone_number: phones.find(({ isDefault }) => isDefault)?.number ?? null,
  }
}
