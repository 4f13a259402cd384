import type { PsaApi } from '#shared/psa/api.ts'
import definition from '#shared/psa/syncro/api.ts'
import { createClock } from '../../world/clock.ts'
import { embed } from '../../world/embedded-psa.ts'
import { syncroAccount } from '../../world/people.ts'
import type { SyncroAccount } from '../../world/syncro/account.ts'
import { createSyncro } from '../../world/syncro/syncro.ts'
import { can, createDesk, type Desk } from './desk.ts'

export interface Opened extends Desk {
  account: SyncroAccount
  can<K extends keyof PsaApi>(name: K): NonNullable<PsaApi[K]>
}

/** Syncro's adapter before the embedded Syncro. */
export function openSyncro(): Opened {
  const clock = createClock()
  const syncro = createSyncro({ clock })
  const { subdomain, apiKey } = syncroAccount
  const hosts = [`${subdomain}.syncromsp.com`]
  const psa = embed({ account: syncro.account(), hosts, fetch: syncro.fetch })
  const desk = createDesk({ psa, definition, account: subdomain, credentials: { apiKey }, clock })
  return Object.assign(desk, {
    account: syncro.account(),
    can: <K extends keyof PsaApi>(name: K) => can(desk.api, name),
  })
}
