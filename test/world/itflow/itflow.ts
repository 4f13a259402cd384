import type { Clock } from '../clock.ts'
import { itflowAccount, msp } from '../people.ts'
import { createAccount, type ItflowAccount } from './account.ts'
import { page, silent } from './answers.ts'
import { clientOperations } from './client-api.ts'
import { SqlError } from './column.ts'
import { contactOperations } from './contact-api.ts'
import { createPages } from './pages.ts'
import { enter, type Operation } from './request.ts'
import { seedAccount } from './seed.ts'
import { ticketOperations } from './ticket-api.ts'

/** The embedded ITFlow: API and pages at a host of the MSP's own. */
export interface Itflow {
  hosts: readonly string[]
  fetch(request: Request): Promise<Response>
  account(): ItflowAccount
}

const operations: Record<string, Operation> = {
  ...contactOperations,
  ...clientOperations,
  ...ticketOperations,
}

export function createItflow({ clock }: { clock: Clock }): Itflow {
  const [first] = msp.technicians
  const { host, apiKey } = itflowAccount
  const account = createAccount({
    host,
    name: msp.name,
    clock,
    key: {
      secret: apiKey,
      expiresAt: clock.now() + 365 * 24 * 3_600_000,
      user: { name: first.name, active: true, deniedClients: new Set() },
      levels: { module_client: 2, module_support: 2 },
    },
    agents: msp.technicians.map(({ name, upn }) => ({ name, email: upn })),
  })
  seedAccount(account)
  const pages = createPages(account)
  return {
    hosts: [host],
    account: () => account,
    async fetch(request) {
      const { protocol, hostname, pathname } = new URL(request.url)
      if (protocol !== 'https:' || hostname !== host) return page(404, '<!doctype html><title>404</title>')
      if (account.down) return page(503, '<!doctype html><title>Maintenance</title><h1>Back soon.</h1>')
      if (!pathname.startsWith('/api/')) return pages(request)
      const name = /^\/api\/v1\/(\w+\/\w+)\.php$/.exec(pathname)?.[1] ?? ''
      const operation = Object.hasOwn(operations, name) ? operations[name] : undefined
      if (!operation) return page(404, '<!doctype html><title>404 Not Found</title>')
      return enter(account, request, operation).catch(wordless)
    },
  }
}

/** An SQL error ends the script before it has said anything. */
function wordless(error: unknown): Response {
  if (error instanceof SqlError) return silent(500)
  throw error
}
