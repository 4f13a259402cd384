import { type Embedded, embed } from '../embedded-psa.ts'
import { type AutotaskAccount, createAccount } from './account.ts'
import { createApi, createDirectory } from './api.ts'
import { refusal } from './refusal.ts'
import { seed } from './seed.ts'

export type Autotask = Embedded<AutotaskAccount>
export const autotaskAccess = {
  zone: 5,
  userName: 'sidelight@lamplight.example',
  secret: 'secret-of-the-embedded-autotask',
  integrationCode: 'EMBEDDEDTRACKINGIDENTIFIER1',
} as const

/** One account in zone 5; the user is unknown in the other zones. */
export function createAutotask(): Autotask {
  const { zone, ...key } = autotaskAccess
  const account = createAccount(zone, key)
  seed(account)
  const api = createApi(account)
  const directory = createDirectory(account)
  return embed({
    account,
    hosts: ['webservices.autotask.net', 'webservices5.autotask.net', 'webservices6.autotask.net'],
    throttleHeaders: {
      'x-ratelimit-limit': '10000',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '1800',
    },
    async fetch(request) {
      const { hostname } = new URL(request.url)
      if (hostname === 'webservices.autotask.net') return directory.fetch(request)
      if (hostname === `webservices${account.zone}.autotask.net`) return api.fetch(request)
      return refusal(['The credentials are not valid.'], 401)
    },
  })
}
