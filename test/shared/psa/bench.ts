import { vi } from 'vitest'
import type { PsaApi, PsaApiDefinition } from '#shared/psa/api.ts'
import { createHttp } from '../../../worker/psa/http.ts'
import type { PsaFixture } from '../../fixtures/psa/fixture.ts'
import { createClock } from '../../world/clock.ts'
import type { Embedded } from '../../world/embedded-psa.ts'
import { refusalOf } from './desk.ts'

export { can, refusalOf } from './desk.ts'

interface Sent {
  method: string
  /** Without the query. */
  address: string
  query: Record<string, string>
  headers: Headers
  body: unknown
}

/** An adapter before its embedded PSA, through the worker's own requests. */
export interface Bench<Account> {
  api: PsaApi
  psa: Embedded<Account>
  sent: Sent[]
  /** Answers instead of the embedded PSA, where a test wants another answer; null = the PSA's own. */
  instead(answer: (request: Request) => Response | null): void
  /** The adapter with other credentials. */
  with(credentials: Record<string, string>, account?: string): PsaApi
}

export function createBench<Account>(fixture: PsaFixture, api: PsaApiDefinition): Bench<Account> {
  const clock = createClock()
  const psa = fixture.create(clock).psa as Embedded<Account>
  const sent: Sent[] = []
  let other: (request: Request) => Response | null = () => null
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init)
    sent.push(await noted(request.clone() as Request))
    const { hostname } = new URL(request.url)
    if (!psa.hosts.includes(hostname)) throw new Error(`Nothing answers at ${hostname}.`)
    return other(request) ?? psa.fetch(request)
  })
  const open = (credentials: Record<string, string>, account = fixture.account) =>
    api.api(createHttp({ api, account, credentials, now: clock.now }), account)
  return {
    api: open(fixture.credentials),
    psa,
    sent,
    instead: (answer) => {
      other = answer
    },
    with: open,
  }
}

async function noted(request: Request): Promise<Sent> {
  const { origin, pathname, searchParams } = new URL(request.url)
  const text = await request.text()
  return {
    method: request.method,
    address: origin + pathname,
    query: Object.fromEntries(searchParams),
    headers: request.headers,
    body: text === '' ? null : JSON.parse(text),
  }
}

/** Code and words of a refusal. */
export async function refused(work: Promise<unknown>): Promise<[code: string, words: string | undefined]> {
  const { code, detail } = await refusalOf(work)
  return [code, detail]
}

/** Names of all organisations, by pages. */
export async function allOrganisations(api: PsaApi, query = ''): Promise<string[]> {
  const names: string[] = []
  for (let page: string | null = null; ; ) {
    const { items, next } = await api.organisations(query, page)
    names.push(...items.map(({ name }) => name))
    if (next === null) return names
    page = next
  }
}
