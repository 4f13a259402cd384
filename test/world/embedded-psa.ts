import type { EmbeddedPsa } from '../fixtures/psa/fixture.ts'

/** An embedded PSA with its records, which tests read and change directly. */
export interface Embedded<Account> extends EmbeddedPsa {
  account: Account
}

interface Service<Account> {
  account: Account
  hosts: readonly string[]
  /** What stands in the headers of a 429, beside Retry-After. */
  throttleHeaders?: Record<string, string>
  fetch(request: Request): Response | Promise<Response>
}

/** Puts maintenance and throttling before a service: neither looks at anything else. */
export function embed<Account>(service: Service<Account>): Embedded<Account> {
  let left = 0
  let headers: Record<string, string> = {}
  const embedded: Embedded<Account> = {
    account: service.account,
    hosts: service.hosts,
    down: false,
    throttle(times, retryAfter) {
      left = times
      headers = {
        ...service.throttleHeaders,
        ...(retryAfter === null ? {} : { 'retry-after': retryAfter }),
      }
    },
    async fetch(request) {
      if (embedded.down) {
        const page = '<!doctype html><title>Maintenance</title><h1>We will be back soon.</h1>'
        return new Response(page, { status: 503, headers: { 'content-type': 'text/html' } })
      }
      if (left === 0) return service.fetch(request)
      left -= 1
      return Response.json({ message: 'Too many requests' }, { status: 429, headers })
    },
  }
  return embedded
}

/** The records of the accounts, by id; ids go on from the first. */
export function createRecords<T extends { id: number }>(first: number) {
  const records = new Map<number, T>()
  return {
    all: () => [...records.values()],
    get: (id: string | undefined) => records.get(Number(id)),
    add(fields: Omit<T, 'id'> & { id?: number }): T {
      const record = { id: first + records.size, ...fields } as T
      records.set(record.id, record)
      return record
    },
  }
}
export type Records<T extends { id: number }> = ReturnType<typeof createRecords<T>>

/** Names of a request's query that are not among the documented ones. */
export function undocumented(request: Request, names: readonly string[]): string[] {
  return [...new URL(request.url).searchParams.keys()].filter((name) => !names.includes(name))
}
/** Fields of a body that are not documented, or of another type than documented. */
export function unfit(body: Record<string, unknown>, shape: Record<string, string>): string[] {
  return Object.keys(body).filter((name) => typeof body[name] !== shape[name])
}

/** The JSON object of a body; null when it is none, or not called JSON. */
export async function jsonBody(request: Request): Promise<Record<string, unknown> | null> {
  if (!request.headers.get('content-type')?.startsWith('application/json')) return null
  const body: unknown = await request.json().catch(() => null)
  return body !== null && typeof body === 'object' && !Array.isArray(body) ? { ...body } : null
}
