import { vi } from 'vitest'
import type { PsaApi } from '#shared/psa/api.ts'
import type { Contact } from '#shared/psa/contact.ts'
import itflowApi from '#shared/psa/itflow/api.ts'
import { createHttp } from '../../../worker/psa/http.ts'
import { createClock } from '../../world/clock.ts'
import type { ItflowAccount } from '../../world/itflow/account.ts'
import { createItflow } from '../../world/itflow/itflow.ts'
import { contactIds } from '../../world/itflow/seed.ts'
import { itflowAccount } from '../../world/people.ts'

export interface Opened {
  account: ItflowAccount
  api: PsaApi
  sent: { method: string; path: string; query: Record<string, string> }[]
  /** Answers instead of the embedded ITFlow, where a test wants another answer. */
  instead: ((request: Request) => Response | null) | null
  /** A method that the interface leaves open. */
  can<K extends keyof PsaApi>(name: K): NonNullable<PsaApi[K]>
  mara(): Promise<Contact>
}

/** ITFlow's adapter before the embedded ITFlow; the key as people paste it. */
export function openItflow(): Opened {
  const clock = createClock()
  const itflow = createItflow({ clock })
  const { host, apiKey } = itflowAccount
  const target = { api: itflowApi, account: host, credentials: { apiKey: ` ${apiKey}\n` }, now: clock.now }
  const opened: Opened = {
    account: itflow.account(),
    api: itflowApi.api(createHttp(target), host),
    sent: [],
    instead: null,
    can(name) {
      const method = opened.api[name]
      if (method === undefined || method === null) throw new Error(`The adapter has no ${name}.`)
      return method
    },
    mara: () => opened.can('contact')(String(contactIds.mara)),
  }
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init)
    const { pathname, searchParams } = new URL(request.url)
    opened.sent.push({
      method: request.method,
      path: pathname.replace('/api/v1', ''),
      query: Object.fromEntries(searchParams),
    })
    return opened.instead?.(request) ?? itflow.fetch(request)
  })
  return opened
}
