import { type Embedded, embed } from '../embedded-psa.ts'
import { type ConnectwiseAccount, createAccount } from './account.ts'
import { createApi } from './api.ts'
import { seed } from './seed.ts'

export type Connectwise = Embedded<ConnectwiseAccount>
export const connectwiseAccess = {
  address: 'https://na.myconnectwise.net',
  companyId: 'lamplight',
  publicKey: 'public-of-the-embedded-world',
  privateKey: 'private-of-the-embedded-world',
  clientId: '3d4b0c1e-0000-4000-8000-0000000000c1',
} as const

/** ConnectWise's cloud: nothing of the API answers at the host of the pages. */
export function createConnectwise(): Connectwise {
  const { address: _address, ...key } = connectwiseAccess
  const account = createAccount(key)
  seed(account)
  const api = createApi(account)
  return embed({
    account,
    hosts: ['na.myconnectwise.net', 'api-na.myconnectwise.net'],
    throttleHeaders: { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '0' },
    fetch: (request) =>
      new URL(request.url).hostname === 'api-na.myconnectwise.net'
        ? api.fetch(request)
        : new Response('<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } }),
  })
}
