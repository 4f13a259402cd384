import { type Embedded, embed } from '../embedded-psa.ts'
import { createAccount, type ZammadAccount } from './account.ts'
import { createApi } from './api.ts'
import { seed } from './seed.ts'

export type Zammad = Embedded<ZammadAccount>
export const zammadAccess = {
  host: 'helpdesk.lamplight.example',
  token: 'token-of-the-embedded-zammad',
} as const

export function createZammad(): Zammad {
  const account = createAccount(zammadAccess.token)
  seed(account)
  const api = createApi(account)
  return embed({ account, hosts: [zammadAccess.host], fetch: (request) => api.fetch(request) })
}
