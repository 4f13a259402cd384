import type { Clock } from '../clock.ts'
import { msp, syncroAccount } from '../people.ts'
import { createAccount, permissions, type SyncroAccount } from './account.ts'
import { page } from './answers.ts'
import { createApi } from './api.ts'
import { createPages } from './pages.ts'
import { seedAccount } from './seed.ts'

/** The embedded Syncro: API and pages at <subdomain>.syncromsp.com, the pages at <subdomain>.shield.syncromsp.com too. */
export interface Syncro {
  fetch(request: Request): Promise<Response>
  /** An account by its subdomain; without one the seeded account. */
  account(subdomain?: string): SyncroAccount
}

interface Place {
  account: SyncroAccount
  api: { fetch(request: Request): Response | Promise<Response> }
  pages: { fetch(request: Request): Response | Promise<Response> }
}

export function createSyncro({ clock }: { clock: Clock }): Syncro {
  const { subdomain, apiKey } = syncroAccount
  const [first] = msp.technicians
  const account = createAccount({
    subdomain,
    name: msp.name,
    clock,
    key: {
      token: apiKey,
      permissions: new Set(permissions),
      user: { id: 1, name: first.name, email: first.upn },
    },
    technicians: msp.technicians.map(({ name, upn }) => ({ name, email: upn })),
  })
  seedAccount(account)
  const accounts = new Map<string, Place>([
    [subdomain, { account, api: createApi(account), pages: createPages(account) }],
  ])

  return {
    async fetch(request) {
      const url = new URL(request.url)
      const found = accounts.get(url.hostname.replace(/(\.shield)?\.syncromsp\.com$/, ''))
      if (url.protocol !== 'https:' || !found)
        return page(404, '<!doctype html><title>Not found</title><h1>This account does not exist.</h1>')
      if (found.account.down)
        return page(503, '<!doctype html><title>Maintenance</title><h1>We will be back soon.</h1>')
      const isApi = url.pathname.startsWith('/api/') && !url.hostname.includes('.shield.')
      return isApi ? found.api.fetch(request) : found.pages.fetch(request)
    },
    account(name: string = subdomain) {
      const found = accounts.get(name)
      if (!found) throw new Error(`The embedded Syncro has no account ${name}.`)
      return found.account
    },
  }
}
