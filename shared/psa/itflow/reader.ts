import type * as v from 'valibot'
import { AppError } from '../../errors.ts'
import type { HttpPort, PsaOrganisation, PsaPageOf, Query } from '../api.ts'
import type { Contact } from '../contact.ts'
import { needing } from '../needing.ts'
import { ClientRow, ContactRow, rowsOf, TicketRow } from './answers.ts'

/** ITFlow gives as many rows as it is asked for (50 unasked), ordered by id. */
const pageSize = 500

type TicketOfItflow = v.InferOutput<typeof TicketRow>

/** Reads of the API. Rows of other clients come along: nobody who reads may trust the filter. */
export interface Reader {
  contacts(query: Query, page: string | null): Promise<PsaPageOf<Contact>>
  contactsWith(email: string): Promise<Contact[]>
  /** Raises psa.notFound. */
  contact(id: string): Promise<Contact>
  clients(query: Query, page: string | null): Promise<PsaPageOf<PsaOrganisation>>
  /** Raises psa.notFound. */
  client(id: string): Promise<PsaOrganisation>
  /** Raises psa.notFound. */
  ticket(id: string): Promise<TicketOfItflow>
}

export const mayReadClients = <T>(request: () => Promise<T>): Promise<T> =>
  needing('ITFlow', 'module_client, level 1', request)
export const mayReadTickets = <T>(request: () => Promise<T>): Promise<T> =>
  needing('ITFlow', 'module_support, level 1', request)

export function createReader(http: HttpPort): Reader {
  const contactRows = async (query: Query) =>
    rowsOf(ContactRow, await mayReadClients(() => http.get('/contacts/read.php', query)), 'contacts')
  const clientRows = async (query: Query) =>
    rowsOf(ClientRow, await mayReadClients(() => http.get('/clients/read.php', query)), 'clients')
  const clients = (query: Query, page: string | null) => pageOf(clientRows, query, page)
  return {
    contacts: (query, page) => pageOf(contactRows, query, page),
    contactsWith: (email) => contactRows({ contact_email: email }),
    contact: async (id) => one(await contactRows({ contact_id: checkedId(id) }), id),
    clients,
    client: (id) => findClient(clients, id),
    async ticket(id) {
      const query = { ticket_id: checkedId(id) }
      const answer = await mayReadTickets(() => http.get('/tickets/read.php', query))
      return one(rowsOf(TicketRow, answer, 'a ticket'), id)
    },
  }
}

/** The end is what ITFlow says by an empty page alone: a server that gives fewer rows than asked for loses nobody. */
async function pageOf<T>(
  rows: (query: Query) => Promise<T[]>,
  query: Query,
  page: string | null,
): Promise<PsaPageOf<T>> {
  const offset = Number(page ?? 0)
  if (!Number.isSafeInteger(offset) || offset < 0) throw new AppError('psa.notFound')
  const items = await rows({ ...query, limit: pageSize, offset })
  return { items, next: items.length === 0 ? null : String(offset + items.length) }
}

/**
 * There is no read by id for clients. Older and newer versions filter by `client_id`, others ignore it, among them the
 * one of August 2026: so it is asked for, and looked for in whatever comes.
 */
async function findClient(clients: Reader['clients'], id: string): Promise<PsaOrganisation> {
  const query = { client_id: checkedId(id) }
  let page: string | null = null
  do {
    const { items, next }: PsaPageOf<PsaOrganisation> = await clients(query, page)
    const found = items.find((client) => client.id === id)
    if (found) return found
    page = next
  } while (page !== null)
  throw new AppError('psa.notFound')
}

function one<T extends { id: string }>(rows: T[], id: string): T {
  const found = rows.find((row) => row.id === id)
  if (!found) throw new AppError('psa.notFound')
  return found
}

/** Ids are numbers in ITFlow; it would read `12abc` as 12. */
export function checkedId(id: string): string {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new AppError('psa.notFound')
  return id
}
