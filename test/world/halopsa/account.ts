import type { Clock } from '../clock.ts'

export interface HaloClient {
  id: number
  name: string
  inactive: boolean
  /** New users go there; null where somebody deleted it. */
  mainSiteId: number | null
  website: string | null
  accountsEmail: string | null
}

export interface HaloUser {
  id: number
  clientId: number
  siteId: number
  name: string
  email: string | null
  phone: string | null
  mobile: string | null
  login: string | null
  azureId: string | null
  inactive: boolean
}

interface HaloAction {
  id: number
  outcomeId: number
  hidden: boolean
  noteHtml: string
}

export interface HaloTicket {
  id: number
  summary: string
  clientId: number
  /** 0: nobody. */
  userId: number
  actions: HaloAction[]
}

export const permissions = ['read:customers', 'edit:customers', 'read:tickets', 'edit:tickets'] as const
export type Permission = (typeof permissions)[number]

/** One account of HaloPSA. Tests read and change it directly, as people at the PSA would. */
export interface HaloAccount {
  host: string
  application: { clientId: string; secret: string; tenant: string; permissions: Set<Permission> }
  /** Null: the key may not ask who it is. */
  agent: { name: string; email: string } | null
  clients: Map<number, HaloClient>
  users: Map<number, HaloUser>
  tickets: Map<number, HaloTicket>
  /** The Microsoft integration; null: the key may not read it. */
  connections: { id: number; mappings: { clientId: number; tenantId: string }[] }[] | null
  /** The actions that the agent may use; 7 is the private note. */
  outcomes: Set<number>
  longestPage: number
  /** Tokens and until when they are good. */
  tokens: Map<string, number>
  /** Accepted writes, oldest first. */
  log: { path: string; record: Record<string, unknown> }[]
  clock: Clock
  nextId(): number
  addClient(name: string, more?: Partial<HaloClient>): HaloClient
  addUser(clientId: number, name: string, more?: Partial<HaloUser>): HaloUser
  addTicket(clientId: number, userId: number, summary: string): HaloTicket
}

type Identity = Pick<HaloAccount, 'host' | 'application' | 'agent' | 'clock'>

/** An account without records. */
export function createAccount(identity: Identity): HaloAccount {
  let serial = 200
  const account: HaloAccount = {
    ...identity,
    clients: new Map(),
    users: new Map(),
    tickets: new Map(),
    connections: [],
    outcomes: new Set([7]),
    longestPage: 100,
    tokens: new Map(),
    log: [],
    nextId() {
      serial += 1
      return serial
    },
    addClient(name, more = {}) {
      const own = { inactive: false, website: null, accountsEmail: null }
      const client = { id: account.nextId(), name, mainSiteId: account.nextId(), ...own, ...more }
      account.clients.set(client.id, client)
      account.addUser(client.id, 'General User')
      return client
    },
    addUser(clientId, name, more = {}) {
      const siteId = account.clients.get(clientId)?.mainSiteId ?? 0
      const user = { id: account.nextId(), clientId, siteId, name, ...blank, ...more }
      account.users.set(user.id, user)
      return user
    },
    addTicket(clientId, userId, summary) {
      const ticket = { id: account.nextId(), clientId, userId, summary, actions: [] }
      account.tickets.set(ticket.id, ticket)
      return ticket
    },
  }
  return account
}

const blank = { email: null, phone: null, mobile: null, login: null, azureId: null, inactive: false }
