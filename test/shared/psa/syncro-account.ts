import { vi } from 'vitest'
import type { PsaApi } from '#shared/psa/api.ts'
import syncroApi from '#shared/psa/syncro/api.ts'
import { createHttp } from '../../../worker/psa/http.ts'
import { createClock } from '../../world/clock.ts'
import { syncroAccount } from '../../world/people.ts'
import type { SyncroAccount } from '../../world/syncro/account.ts'
import { createSyncro } from '../../world/syncro/syncro.ts'

export interface Sent {
  method: string
  path: string
  queries: string[]
  body: Record<string, unknown> | null
}

export interface Opened {
  account: SyncroAccount
  api: PsaApi
  sent: Sent[]
  /** Answers instead of the embedded Syncro, where a test wants another answer. */
  instead: ((request: Request) => Response | null) | null
  /** A method that the interface leaves open. */
  can<K extends keyof PsaApi>(name: K): NonNullable<PsaApi[K]>
}

/** Syncro's adapter before the embedded Syncro. */
export function openSyncro(): Opened {
  const clock = createClock()
  const syncro = createSyncro({ clock })
  const credentials = { apiKey: syncroAccount.apiKey }
  const target = { api: syncroApi, account: 'lamplight', credentials, now: clock.now }
  const opened: Opened = {
    account: syncro.account(),
    api: syncroApi.api(createHttp(target), 'lamplight'),
    sent: [],
    instead: null,
    can(name) {
      const method = opened.api[name]
      if (method === undefined || method === null) throw new Error(`The adapter has no ${name}.`)
      return method
    },
  }
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init)
    const { pathname, searchParams } = new URL(request.url)
    const text = await request.clone().text()
    opened.sent.push({
      method: request.method,
      path: pathname.replace('/api/v1', ''),
      queries: [...searchParams.keys()],
      body: text ? JSON.parse(text) : null,
    })
    return opened.instead?.(request) ?? syncro.fetch(request)
  })
  return opened
}
