import type { PsaApi } from '#shared/psa/api.ts'
import type { Contact } from '#shared/psa/contact.ts'
import definition from '#shared/psa/itflow/api.ts'
import { createClock } from '../../world/clock.ts'
import { embed } from '../../world/embedded-psa.ts'
import type { ItflowAccount } from '../../world/itflow/account.ts'
import { createItflow } from '../../world/itflow/itflow.ts'
import { contactIds } from '../../world/itflow/seed.ts'
import { itflowAccount } from '../../world/people.ts'
import { can, createDesk, type Desk } from './desk.ts'

export interface Opened extends Desk {
  account: ItflowAccount
  can<K extends keyof PsaApi>(name: K): NonNullable<PsaApi[K]>
  mara(): Promise<Contact>
}

/** ITFlow's adapter before the embedded ITFlow; the key as people paste it. */
export function openItflow(): Opened {
  const clock = createClock()
  const itflow = createItflow({ clock })
  const { host, apiKey } = itflowAccount
  const credentials = { apiKey: ` ${apiKey}\n` }
  const psa = embed({ account: itflow.account(), hosts: itflow.hosts, fetch: itflow.fetch })
  const desk = createDesk({ psa, definition, account: host, credentials, clock })
  return Object.assign(desk, {
    account: itflow.account(),
    can: <K extends keyof PsaApi>(name: K) => can(desk.api, name),
    mara: () => can(desk.api, 'contact')(String(contactIds.mara)),
  })
}
