import { vi } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { HttpPort, PsaApi, PsaApiDefinition, PsaPageOf } from '#shared/psa/api.ts'
import { createHttp } from '../../../worker/psa/http.ts'
import type { EmbeddedPsa } from '../../fixtures/psa/fixture.ts'
import type { Clock } from '../../world/clock.ts'

/** One request as it left, the sign-in left out. */
export interface Sent {
  method: string
  path: string
  query: Record<string, string>
  body: unknown
}

/** An adapter at an embedded PSA, and everything that it sends there. */
export interface Desk {
  api: PsaApi
  sent: Sent[]
  /** Answers instead of the embedded PSA, where a test wants another answer. */
  instead: ((request: Request, path: string) => Response | null) | null
}

interface Place {
  psa: EmbeddedPsa
  definition: PsaApiDefinition
  account: string
  credentials: Record<string, string>
  clock: Clock
}

export function createDesk({ psa, definition, account, credentials, clock }: Place): Desk {
  const base = new URL(definition.baseUrl(account)).pathname
  const http: HttpPort = createHttp({ api: definition, account, credentials, now: clock.now })
  const desk: Desk = { api: definition.api(http, account), sent: [], instead: null }
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init)
    const { pathname, searchParams } = new URL(request.url)
    const text = await request.clone().text()
    const path = pathname.startsWith(base) ? pathname.slice(base.length) : pathname
    if (pathname.startsWith(base))
      desk.sent.push({
        method: request.method,
        path,
        query: Object.fromEntries(searchParams),
        body: text ? JSON.parse(text) : null,
      })
    return desk.instead?.(request, path) ?? psa.fetch(request)
  })
  return desk
}

/** A method of the interface that this adapter has. */
export function can<K extends keyof PsaApi>(api: PsaApi, name: K): NonNullable<PsaApi[K]> {
  const method = api[name]
  if (method === undefined) throw new Error(`The adapter has no ${name}.`)
  return method
}

export async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AppError)) throw new Error(`Expected a refusal, got ${error}`)
  return error
}

export async function all<T>(read: (page: string | null) => Promise<PsaPageOf<T>>): Promise<T[]> {
  const found: T[] = []
  let page: string | null = null
  do {
    const { items, next } = await read(page)
    found.push(...items)
    page = next
  } while (page !== null)
  return found
}

export const answerOf = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
