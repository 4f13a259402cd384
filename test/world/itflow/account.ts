import type { Clock } from '../clock.ts'

export interface ItflowClient {
  id: number
  name: string
  website: string
  isLead: boolean
  archivedAt: number | null
}

export interface ItflowContact {
  id: number
  clientId: number
  name: string
  email: string
  title: string
  department: string
  phone: string
  /** Typed by hand in the pages; no request writes it. */
  phoneCountryCode: string | null
  mobile: string
  mobileCountryCode: string | null
  notes: string
  /** The client's main contact; there is one. */
  primary: boolean
  createdAt: number
  updatedAt: number | null
  archivedAt: number | null
}

interface ItflowReply {
  id: number
  /** HTML. */
  reply: string
  type: 'Internal' | 'Public' | 'Client'
  by: string
  createdAt: number
}

export interface ItflowTicket {
  id: number
  /** With the prefix what people see; never equal to the id. */
  number: number
  subject: string
  /** HTML. */
  details: string
  /** 0 = no client, nobody. */
  clientId: number
  contactId: number
  /** A vendor in the "Linked" card. */
  vendor: { name: string; email: string } | null
  status: 'New' | 'Open' | 'On Hold' | 'Resolved'
  createdAt: number
  replies: ItflowReply[]
}

/** 0 none, 1 read, 2 create and update, 3 delete. */
export type Level = 0 | 1 | 2 | 3

interface ItflowKey {
  secret: string
  expiresAt: number
  user: { name: string; active: boolean; deniedClients: Set<number> }
  levels: { module_client: Level; module_support: Level }
}

/** One ITFlow of an MSP. Tests read and change it directly, as people at its pages would. */
export interface ItflowAccount {
  host: string
  name: string
  ticketPrefix: string
  key: ItflowKey
  agents: readonly { name: string; email: string }[]
  clients: Map<number, ItflowClient>
  contacts: Map<number, ItflowContact>
  tickets: Map<number, ItflowTicket>
  /** Versions differ: that of August 2026 ignores `client_id` on reads, others heed it. */
  heedsClientFilter: boolean
  /** No more rows than this in one answer, whatever `limit` says: what a proxy or a later version may do. */
  mostRows: number
  /** Every accepted write through the API, oldest first, without the key. */
  log: { path: string; body: Record<string, unknown>; at: number }[]
  /** Parameters that were sent and that ITFlow does not read, as path and name. */
  unread: string[]
  /** Maintenance: every answer is an HTML 503. */
  down: boolean
  clock: Clock
  contactsOf(clientId: number): ItflowContact[]
  addClient(fields: Partial<ItflowClient> & { name: string }): ItflowClient
  addContact(fields: Partial<ItflowContact> & { clientId: number; name: string }): ItflowContact
  addTicket(fields: Partial<ItflowTicket> & { subject: string }): ItflowTicket
  reply(ticketId: number, fields: Omit<ItflowReply, 'id' | 'createdAt'> & { createdAt?: number }): ItflowReply
}

type Identity = Pick<ItflowAccount, 'host' | 'name' | 'key' | 'agents' | 'clock'>

/** An ITFlow without records. */
export function createAccount(identity: Identity): ItflowAccount {
  const { clock } = identity
  const account: ItflowAccount = {
    ...identity,
    ticketPrefix: 'TCK-',
    clients: new Map(),
    contacts: new Map(),
    tickets: new Map(),
    heedsClientFilter: false,
    mostRows: Number.POSITIVE_INFINITY,
    log: [],
    unread: [],
    down: false,
    contactsOf: (clientId) =>
      [...account.contacts.values()].filter((contact) => contact.clientId === clientId),
    addClient: (fields) => keep(account.clients, { website: '', isLead: false, archivedAt: null, ...fields }),
    addContact: (fields) => keep(account.contacts, { ...blankContact(clock.now()), ...fields }),
    addTicket: (fields) =>
      keep(account.tickets, { ...blankTicket(clock.now(), account.tickets.size), ...fields }),
    reply(ticketId, fields) {
      const replies = account.tickets.get(ticketId)?.replies ?? []
      const reply = { id: 7000 + ticketId * 100 + replies.length, createdAt: clock.now(), ...fields }
      replies.push(reply)
      return reply
    },
  }
  return account
}

/** Ids of a table go up by one. */
function keep<T extends { id: number }>(records: Map<number, T>, fields: Omit<T, 'id'> & { id?: number }): T {
  const record = { id: Math.max(0, ...records.keys()) + 1, ...fields } as T
  records.set(record.id, record)
  return record
}

const blankContact = (now: number): Omit<ItflowContact, 'id' | 'clientId' | 'name'> => ({
  email: '',
  title: '',
  department: '',
  phone: '',
  phoneCountryCode: null,
  mobile: '',
  mobileCountryCode: null,
  notes: '',
  primary: false,
  createdAt: now,
  updatedAt: null,
  archivedAt: null,
})

const blankTicket = (now: number, tickets: number): Omit<ItflowTicket, 'id' | 'subject'> => ({
  number: 3100 + tickets,
  details: '',
  clientId: 0,
  contactId: 0,
  vendor: null,
  status: 'New',
  createdAt: now,
  replies: [],
})
