import { Hono } from 'hono'
import type { EmbeddedPsa } from '../../fixtures/psa/fixture.ts'
import type { Clock } from '../clock.ts'
import { behindGate } from '../psa-gate.ts'
import { json, page } from '../syncro/answers.ts'
import { createAccount, type HaloAccount, permissions } from './account.ts'
import { addClients } from './client-api.ts'
import { exception, refuse } from './request.ts'
import { addTickets } from './ticket-api.ts'
import { giveToken, isSignedIn } from './token.ts'
import { addUsers } from './user-api.ts'

export const haloAccount = {
  host: 'lamplight.halopsa.com',
  clientId: '6f0b7f3e-52d1-4f6f-9a3e-1f6f8f1c2d3e',
  secret: 'halo-secret-of-the-embedded-account',
  tenant: 'lamplight',
} as const

/** An embedded HaloPSA: the sign-in and the API of one account, as strict as programs that use it describe it. */
export function createHaloPsa(clock: Clock): { psa: EmbeddedPsa; account: HaloAccount } {
  const { host, clientId, secret, tenant } = haloAccount
  const account = createAccount({
    host,
    application: { clientId, secret, tenant, permissions: new Set(permissions) },
    agent: { name: 'Sidelight', email: 'sidelight@lamplight.example' },
    clock,
  })
  const api = createApi(account)
  const psa = behindGate([host], (request) => {
    const { pathname } = new URL(request.url)
    if (pathname === '/auth/token' && request.method === 'POST') return giveToken(account, request)
    if (!pathname.startsWith('/api/')) return page(404, '<!doctype html><title>Halo</title>')
    return isSignedIn(account, request) ? api.fetch(request) : json(401, { error: 'invalid_token' })
  })
  return { psa, account }
}

function createApi(account: HaloAccount): Hono {
  const api = new Hono().basePath('/api')
  addClients(api, account)
  addUsers(api, account)
  addTickets(api, account)
  api.get(
    '/Agent/me',
    (c) =>
      refuse(account, c, null, []) ??
      (account.agent ? json(200, { id: 3, ...account.agent }) : exception(403, 'Forbidden')),
  )
  api.notFound(() => exception(404, 'Not found'))
  return api
}
