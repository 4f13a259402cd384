import type { Clock } from '../clock.ts'
import { uuidOf } from '../psa-gate.ts'

export interface AlgaClient {
  id: string
  name: string
  email: string | null
  url: string | null
  inactive: boolean
}

export interface AlgaPhone {
  id: string
  number: string
  extension: string | null
  canonicalType: string | null
  customType: string | null
  isDefault: boolean
}

export interface AlgaContact {
  id: string
  clientId: string | null
  name: string
  email: string
  role: string | null
  notes: string | null
  inactive: boolean
  phones: AlgaPhone[]
  otherAddresses: string[]
}

interface AlgaComment {
  id: string
  text: string
  internal: boolean
}

export interface AlgaTicket {
  id: string
  number: string
  title: string
  clientId: string
  contactId: string | null
  comments: AlgaComment[]
}

export const permissions = [
  'client: read',
  'client: create',
  'contact: read',
  'contact: create',
  'contact: update',
  'ticket: read',
  'ticket: update',
] as const
export type Permission = (typeof permissions)[number]

/** One AlgaPSA. Tests read and change it directly, as people at the PSA would. */
export interface AlgaAccount {
  host: string
  key: { token: string; permissions: Set<Permission> }
  clients: Map<string, AlgaClient>
  contacts: Map<string, AlgaContact>
  tickets: Map<string, AlgaTicket>
  /** The bucket: what it holds at most, what comes back a minute, and what is in it. */
  bucket: { most: number; perMinute: number; left: number; at: number }
  /** Accepted writes, oldest first. */
  log: { method: string; path: string; body: Record<string, unknown> }[]
  clock: Clock
  nextId(): string
  addClient(name: string, more?: Partial<AlgaClient>): AlgaClient
  addContact(clientId: string | null, name: string, email: string, more?: Partial<AlgaContact>): AlgaContact
  addTicket(clientId: string, contactId: string | null, title: string): AlgaTicket
}

/** An AlgaPSA without records. */
export function createAccount(identity: Pick<AlgaAccount, 'host' | 'key' | 'clock'>): AlgaAccount {
  let serial = 4096
  const account: AlgaAccount = {
    ...identity,
    clients: new Map(),
    contacts: new Map(),
    tickets: new Map(),
    bucket: { most: 120, perMinute: 60, left: 120, at: identity.clock.now() },
    log: [],
    nextId() {
      serial += 1
      return uuidOf(serial)
    },
    addClient(name, more = {}) {
      const client = { id: account.nextId(), name, email: null, url: null, inactive: false, ...more }
      account.clients.set(client.id, client)
      return client
    },
    addContact(clientId, name, email, more = {}) {
      const own = { role: null, notes: null, inactive: false, phones: [], otherAddresses: [] }
      const contact = { id: account.nextId(), clientId, name, email: email.toLowerCase(), ...own, ...more }
      account.contacts.set(contact.id, contact)
      return contact
    },
    addTicket(clientId, contactId, title) {
      const number = `TIC${1001 + account.tickets.size}`
      const ticket = { id: account.nextId(), number, title, clientId, contactId, comments: [] }
      account.tickets.set(ticket.id, ticket)
      return ticket
    },
  }
  return account
}
