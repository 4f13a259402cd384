import type { Clock } from '../clock.ts'

export interface SyncroCustomer {
  id: number
  /** Null for a private person. */
  businessName: string | null
  firstname: string
  lastname: string
  email: string | null
  phone: string | null
  disabled: boolean
  createdAt: number
}

export interface SyncroContact {
  id: number
  customerId: number
  name: string
  email: string | null
  phone: string | null
  mobile: string | null
  address1: string | null
  address2: string | null
  city: string | null
  state: string | null
  zip: string | null
  notes: string | null
  /** `title` of a PUT ends up here, as `properties.title`. */
  properties: Record<string, string>
  createdAt: number
  updatedAt: number
}

export interface SyncroComment {
  id: number
  ticketId: number
  subject: string
  body: string
  /** Private: not shown to the customer. */
  hidden: boolean
  /** Whether the customer got it by e-mail. */
  emailed: boolean
  tech: string | null
  createdAt: number
}

export interface SyncroTicket {
  id: number
  /** What people see; never equal to the id. */
  number: number
  subject: string
  customerId: number
  contactId: number | null
  status: string
  problemType: string
  priority: string
  assignee: string | null
  createdAt: number
  comments: SyncroComment[]
}

/** A write that the API accepted. */
interface Write {
  method: string
  path: string
  body: Record<string, unknown>
  at: number
}

export const permissions = [
  'Customers - List/Search',
  'Customers - View Detail',
  'Customers - Create',
  'Customers - Edit',
  'Customers - Create',
  'Tickets - List/Search',
  'Tickets - View Details',
  'Tickets - Edit',
] as const
export type Permission = (typeof permissions)[number]

/** One Syncro account. Tests read and change it directly, as people at the PSA would. */
export interface SyncroAccount {
  subdomain: string
  name: string
  key: { token: string; permissions: Set<Permission>; user: { id: number; name: string; email: string } }
  customers: Map<number, SyncroCustomer>
  contacts: Map<number, SyncroContact>
  tickets: Map<number, SyncroTicket>
  technicians: readonly { name: string; email: string }[]
  perPage: { customers: number; contacts: number; tickets: number }
  /** Requests a minute; what a refused one says in Retry-After (null: nothing). */
  limit: { perMinute: number; retryAfter: string | null }
  /** Every accepted write through the API, oldest first. */
  log: Write[]
  /** Maintenance: every answer is an HTML 503. */
  down: boolean
  clock: Clock
  /** Times of the API requests of the last minute. */
  requests: number[]
  nextId(): number
  contactsOf(customerId: number): SyncroContact[]
  addCustomer(fields: Partial<SyncroCustomer>): SyncroCustomer
  addContact(fields: Partial<SyncroContact> & { customerId: number; name: string }): SyncroContact
  addTicket(fields: Partial<SyncroTicket> & { customerId: number; subject: string }): SyncroTicket
  comment(ticketId: number, fields: Partial<SyncroComment> & { subject: string; body: string }): SyncroComment
}

type Identity = Pick<SyncroAccount, 'subdomain' | 'name' | 'key' | 'technicians' | 'clock'>

/** An account without records. */
export function createAccount(identity: Identity): SyncroAccount {
  let serial = 90_000
  const account: SyncroAccount = {
    ...identity,
    customers: new Map(),
    contacts: new Map(),
    tickets: new Map(),
    perPage: { customers: 25, contacts: 50, tickets: 50 },
    limit: { perMinute: 180, retryAfter: null },
    log: [],
    down: false,
    requests: [],
    nextId() {
      serial += 1
      return serial
    },
    contactsOf: (customerId) =>
      [...account.contacts.values()].filter((contact) => contact.customerId === customerId),
    addCustomer: (fields) => keep(account.customers, newCustomer(account, fields)),
    addContact: (fields) => keep(account.contacts, newContact(account, fields)),
    addTicket: (fields) => keep(account.tickets, newTicket(account, fields)),
    comment(ticketId, fields) {
      const comment = newComment(account, ticketId, fields)
      account.tickets.get(ticketId)?.comments.push(comment)
      return comment
    },
  }
  return account
}

function keep<T extends { id: number }>(records: Map<number, T>, record: T): T {
  records.set(record.id, record)
  return record
}

function newCustomer(account: SyncroAccount, fields: Partial<SyncroCustomer>): SyncroCustomer {
  return {
    id: account.nextId(),
    businessName: null,
    firstname: '',
    lastname: '',
    email: null,
    phone: null,
    disabled: false,
    createdAt: account.clock.now(),
    ...fields,
  }
}

function newContact(
  account: SyncroAccount,
  fields: Partial<SyncroContact> & { customerId: number; name: string },
): SyncroContact {
  const now = account.clock.now()
  return {
    id: account.nextId(),
    email: null,
    phone: null,
    mobile: null,
    address1: null,
    address2: null,
    city: null,
    state: null,
    zip: null,
    notes: null,
    properties: {},
    createdAt: now,
    updatedAt: now,
    ...fields,
  }
}

function newTicket(
  account: SyncroAccount,
  fields: Partial<SyncroTicket> & { customerId: number; subject: string },
): SyncroTicket {
  const numbers = [...account.tickets.values()].map(({ number }) => number)
  return {
    id: account.nextId(),
    number: Math.max(4100, ...numbers) + 1,
    contactId: null,
    status: 'New',
    problemType: 'Other',
    priority: '2 Normal',
    assignee: null,
    createdAt: account.clock.now(),
    comments: [],
    ...fields,
  }
}

function newComment(
  account: SyncroAccount,
  ticketId: number,
  fields: Partial<SyncroComment> & { subject: string; body: string },
): SyncroComment {
  return {
    id: account.nextId(),
    ticketId,
    hidden: false,
    emailed: false,
    tech: null,
    createdAt: account.clock.now(),
    ...fields,
  }
}
