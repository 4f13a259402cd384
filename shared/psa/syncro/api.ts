import { AppError, type ErrorCode } from '../../errors.ts'
import type { Contact, ContactField, ContactFields, HttpPort, PsaApi, PsaApiDefinition } from '../api.ts'
import {
  CommentAnswer,
  ContactsAnswer,
  CustomerAnswer,
  CustomersAnswer,
  MeAnswer,
  read,
  refusalWords,
  SyncroContact,
  TicketAnswer,
} from './answers.ts'

type Written = Partial<ContactFields> & { name: string }

/**
 * Syncro's REST API v1. Not offered because Syncro has no such thing: deactivating a contact (there is no flag)
 * and finding one by e-mail (lists filter by customer and page alone).
 */
const definition: PsaApiDefinition = {
  baseUrl: (account) => `https://${account}.syncromsp.com/api/v1`,
  headers: ({ apiKey = '' }) => ({ Authorization: `Bearer ${apiKey.trim()}` }),
  // Documented as "180 requests per minute per IP address".
  limit: { requests: 180, perSeconds: 60 },
  refusal({ status, body }) {
    const words = refusalWords(body)
    // Documented: a missing permission is 401 "Not authorized. Please ask account admin to update your group
    // permissions."; every other 401 is about the key itself.
    const lacksPermission = status === 401 && /\bpermissions?\b/i.test(words ?? '')
    return { code: lacksPermission ? 'psa.permission' : null, words }
  },
  api,
}
export default definition

function api(http: HttpPort): PsaApi {
  return {
    check: () => check(http),

    async organisations(query, page) {
      const answer = await needing('Customers - List/Search', () =>
        http.get('/customers', { query: query || undefined, sort: 'business_name ASC', page: page ?? '1' }),
      )
      const { customers, meta } = read(CustomersAnswer, answer, 'customers')
      return { items: customers, next: nextPage(page, meta.total_pages) }
    },

    async organisation(id) {
      const answer = await needing('Customers - View Detail', () => http.get(`/customers/${idPath(id)}`))
      return read(CustomerAnswer, answer, 'a customer').customer
    },

    async contacts(organisationId, page) {
      const answer = await needing('Customers - View Detail', () =>
        http.get('/contacts', { customer_id: idPath(organisationId), page: page ?? '1' }),
      )
      const { contacts, meta } = read(ContactsAnswer, answer, 'contacts')
      // A filter that is not heeded must not mix two customers.
      const own = contacts.filter((contact) => contact.organisationId === organisationId)
      return { items: own, next: nextPage(page, meta.total_pages) }
    },

    async contact(id) {
      const answer = await needing('Customers - View Detail', () => http.get(`/contacts/${idPath(id)}`))
      return read(SyncroContact, answer, 'a contact')
    },

    async ticket(id) {
      const answer = await needing('Tickets - View Details', () => http.get(`/tickets/${idPath(id)}`))
      return read(TicketAnswer, answer, 'a ticket').ticket
    },

    writable: ['name', 'email', 'phone', 'mobile', 'title'],
    normal,
    createContact: (organisationId, fields) => createContact(http, organisationId, fields),
    updateContact: (id, fields) => updateContact(http, id, fields),

    async note(ticketId, subject, body) {
      const comment = { subject, body, hidden: true, do_not_email: true }
      const answer = await needing('Tickets - Edit', () =>
        http.post(`/tickets/${idPath(ticketId)}/comment`, comment),
      )
      read(CommentAnswer, answer, 'a comment', 'psa.unknownOutcome')
    },
  }
}

/** Who the key is, and one request for each reading permission that can be tried without changing anything. */
async function check(http: HttpPort): Promise<{ connectedAs: string }> {
  const answer = await http.get('/me').catch((error: unknown) => {
    throw isError(error, 'psa.notFound')
      ? new AppError('psa.address', {
          detail: 'There is no Syncro account with this subdomain.',
          cause: error,
        })
      : error
  })
  const { user_name, user_email } = read(MeAnswer, answer, 'the key’s user')
  await needing('Customers - List/Search', () => http.get('/customers', { page: '1' }))
  await needing('Customers - View Detail', () => http.get('/contacts', { page: '1' }))
  const name = user_name ?? user_email ?? 'a user without a name'
  return { connectedAs: user_name && user_email ? `${user_name} (${user_email})` : name }
}

/**
 * POST has no `title`, only PUT has: so a title is a second request. When that one fails the contact exists all the
 * same, and the answer says so (without a title): the next plan finds the title missing and writes it. Raising would
 * make the caller create the contact again.
 */
async function createContact(http: HttpPort, organisationId: string, fields: Written): Promise<Contact> {
  const { title, ...rest } = fields
  const body = { customer_id: Number(idPath(organisationId)), ...present(rest) }
  const answer = await needing('Customers - Edit', () => http.post('/contacts', body))
  const created = read(SyncroContact, answer, 'the new contact', 'psa.unknownOutcome')
  if (!title) return created
  return updateContact(http, created.id, { name: fields.name, title }).catch((error: unknown) => {
    if (error instanceof AppError) return created
    throw error
  })
}

/** PUT needs the name; fields that are not sent stay as they are, so a blank is left out and erases nothing. */
async function updateContact(http: HttpPort, id: string, fields: Written): Promise<Contact> {
  const answer = await needing('Customers - Edit', () => http.put(`/contacts/${idPath(id)}`, present(fields)))
  return read(SyncroContact, answer, 'the changed contact')
}

function present(fields: Partial<ContactFields>): Record<string, string> {
  const filled = Object.entries(fields).filter((entry): entry is [string, string] => !!entry[1])
  return Object.fromEntries(filled)
}

/** Two values that are the same to a reader: case of addresses, spaces, the punctuation of telephone numbers. */
function normal(field: ContactField, value: string): string {
  const text = value.normalize('NFC').replace(/\s+/gu, ' ').trim()
  if (field === 'email') return text.toLowerCase()
  if (field !== 'phone' && field !== 'mobile') return text
  // "ext. 330" is "x330"; what stands there without a digit is compared as text.
  const dialled = text
    .toLowerCase()
    .replace(/^00/, '+')
    .replace(/[^\d+x*#]/g, '')
  return /\d/.test(dialled) ? dialled : text
}

function nextPage(page: string | null, totalPages: number): string | null {
  const current = Number(page ?? 1)
  return current < totalPages ? String(current + 1) : null
}

/** Ids are numbers in Syncro; anything else is unknown to it and goes into no address. */
function idPath(id: string): string {
  if (!/^\d{1,15}$/.test(id)) throw new AppError('psa.notFound')
  return id
}

/** Names the permission that a refused request needs, in Syncro's words. */
async function needing<T>(permission: string, request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    if (!isError(error, 'psa.permission')) throw error
    throw new AppError('psa.permission', { detail: `Syncro asks for “${permission}”.`, cause: error })
  }
}

function isError(error: unknown, code: ErrorCode): error is AppError {
  return error instanceof AppError && error.code === code
}
