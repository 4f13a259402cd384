import { AppError, type ErrorCode } from '../../errors.ts'
import type { FieldSpec, HttpPort, NewValues, PsaApi, PsaApiDefinition } from '../api.ts'
import type { Contact, ContactField, ContactValues } from '../contact.ts'
import { idPath } from '../id-path.ts'
import { needing } from '../needing.ts'
import { normal } from '../normal.ts'
import {
  CommentAnswer,
  CommentsAnswer,
  ContactsAnswer,
  CustomerAnswer,
  CustomersAnswer,
  MeAnswer,
  read,
  refusalWords,
  SyncroContact,
  TicketAnswer,
} from './answers.ts'
import { marked, unmarked } from './inactive-line.ts'

/**
 * Syncro's REST API v1 (api-docs.syncromsp.com/swagger.json). Not offered because Syncro has no such thing: finding a
 * contact by its address (lists filter by customer and page alone).
 */
const definition: PsaApiDefinition = {
  baseUrl: (account) => `https://${account}.syncromsp.com/api/v1`,
  sign: (request, { apiKey = '' }) => ({
    ...request,
    headers: { ...request.headers, Authorization: `Bearer ${apiKey.trim()}` },
  }),
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

const fields: readonly FieldSpec[] = [
  { id: 'name' },
  { id: 'email' },
  { id: 'phone' },
  { id: 'mobile' },
  { id: 'title' },
  { id: 'street' },
  { id: 'city' },
  { id: 'state' },
  { id: 'postalCode' },
]
/** Syncro's names where they are others. */
const bodyNames: Partial<Record<ContactField, string>> = { street: 'address1', postalCode: 'zip' }

function api(http: HttpPort): PsaApi {
  const edit = <T>(request: () => Promise<T>) => needing('Syncro', 'Customers - Edit', request)
  const detail = <T>(request: () => Promise<T>) => needing('Syncro', 'Customers - View Detail', request)
  const contact = async (id: string) =>
    read(SyncroContact, await detail(() => http.get(`/contacts/${idPath(id)}`)), 'a contact')
  /** PUT needs the name; fields that are not sent stay as they are. */
  const put = async ({ id, values }: Contact, body: object) => {
    const answer = await edit(() => http.put(`/contacts/${idPath(id)}`, { name: values.name ?? '', ...body }))
    return read(SyncroContact, answer, 'the changed contact')
  }

  return {
    check: () => check(http),

    async organisations(query, page) {
      const answer = await needing('Syncro', 'Customers - List/Search', () =>
        http.get('/customers', { query: query || undefined, sort: 'business_name ASC', page: page ?? '1' }),
      )
      const { customers, meta } = read(CustomersAnswer, answer, 'customers')
      return { items: customers, next: nextPage(page, meta.total_pages) }
    },

    async organisation(id) {
      const answer = await detail(() => http.get(`/customers/${idPath(id)}`))
      return read(CustomerAnswer, answer, 'a customer').customer
    },

    async createOrganisation(name) {
      const answer = await needing('Syncro', 'Customers - Create', () =>
        http.post('/customers', { business_name: name }),
      )
      return read(CustomerAnswer, answer, 'the new customer', 'psa.unknownOutcome').customer
    },

    async contacts(organisationId, page) {
      const { contacts, next } = await contactPage(http, { customer_id: idPath(organisationId) }, page)
      // A filter that is not heeded must not mix two customers.
      return { items: contacts.filter((found) => found.organisationId === organisationId), next }
    },

    async addresses(page) {
      const { contacts, next } = await contactPage(http, {}, page)
      const items = contacts.flatMap(({ organisationId, values }) =>
        values.email ? [{ organisationId, email: values.email }] : [],
      )
      return { items, next }
    },

    contact,

    async ticket(id) {
      const answer = await needing('Syncro', 'Tickets - View Details', () =>
        http.get(`/tickets/${idPath(id)}`),
      )
      return read(TicketAnswer, answer, 'a ticket').ticket
    },

    fields,
    normal,
    createContact: (organisationId, values) => createContact(http, organisationId, values, put),
    updateContact: (present, values) => put(present, bodyOf(values)),

    async deactivate(present, why, day) {
      const { notes } = await contact(present.id)
      return put(present, { notes: marked(notes, why, day) })
    },

    async reactivate(present) {
      const { notes } = await contact(present.id)
      const answer = await put(present, { notes: unmarked(notes) })
      if (answer.active) return answer
      throw new AppError('psa.rejected', { detail: 'Syncro did not take the line out of the notes.' })
    },

    moveContact: async (present, organisationId) =>
      put(present, { customer_id: Number(idPath(organisationId)) }),

    async note(ticketId, subject, body) {
      const comment = { subject, body, hidden: true, do_not_email: true }
      const answer = await needing('Syncro', 'Tickets - Edit', () =>
        http.post(`/tickets/${idPath(ticketId)}/comment`, comment),
      )
      read(CommentAnswer, answer, 'a comment', 'psa.unknownOutcome')
    },

    async hasNote(ticketId, line) {
      const answer = await needing('Syncro', 'Tickets - View Details', () =>
        http.get(`/tickets/${idPath(ticketId)}`),
      )
      const { comments } = read(CommentsAnswer, answer, 'the comments of a ticket').ticket
      return comments.some(({ body }) => body?.includes(line))
    },
  }
}

async function contactPage(http: HttpPort, query: { customer_id?: string }, page: string | null) {
  const answer = await needing('Syncro', 'Customers - View Detail', () =>
    http.get('/contacts', { ...query, page: page ?? '1' }),
  )
  const { contacts, meta } = read(ContactsAnswer, answer, 'contacts')
  return { contacts, next: nextPage(page, meta.total_pages) }
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
  await needing('Syncro', 'Customers - List/Search', () => http.get('/customers', { page: '1' }))
  await needing('Syncro', 'Customers - View Detail', () => http.get('/contacts', { page: '1' }))
  const name = user_name ?? user_email ?? 'a user without a name'
  return { connectedAs: user_name && user_email ? `${user_name} (${user_email})` : name }
}

/**
 * POST has no `title`, only PUT has: so a title is a second request. When that one fails the contact exists all the
 * same, and the answer says so (without a title): the next plan finds the title missing and writes it. Raising would
 * make the caller create the contact again.
 */
async function createContact(
  http: HttpPort,
  organisationId: string,
  { title, ...rest }: NewValues,
  put: (present: Contact, body: object) => Promise<Contact>,
): Promise<Contact> {
  const body = { customer_id: Number(idPath(organisationId)), ...bodyOf(rest) }
  const answer = await needing('Syncro', 'Customers - Edit', () => http.post('/contacts', body))
  const created = read(SyncroContact, answer, 'the new contact', 'psa.unknownOutcome')
  if (!title) return created
  return put(created, { name: rest.name, title }).catch((error: unknown) => {
    if (error instanceof AppError) return created
    throw error
  })
}

/** A blank is left out and erases nothing. */
function bodyOf(values: ContactValues): Record<string, string> {
  const filled = Object.entries(values).filter((entry): entry is [ContactField, string] => !!entry[1])
  return Object.fromEntries(filled.map(([field, value]) => [bodyNames[field] ?? field, value]))
}

function nextPage(page: string | null, totalPages: number): string | null {
  const current = Number(page ?? 1)
  return current < totalPages ? String(current + 1) : null
}

function isError(error: unknown, code: ErrorCode): error is AppError {
  return error instanceof AppError && error.code === code
}
