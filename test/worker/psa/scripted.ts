import { vi } from 'vitest'
import type { HttpPort } from '../../../shared/psa/api.ts'
import syncroApi from '../../../shared/psa/syncro/api.ts'
import { createHttp } from '../../../worker/psa/http.ts'

const now = Date.UTC(2026, 10, 2, 12, 0, 0)

/** Answers in this order, and keeps what was asked; a request without an answer fails the test. */
export function answer(...answers: (Response | Error | Promise<Response>)[]): Request[] {
  const requests: Request[] = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    requests.push(new Request(input as RequestInfo, init))
    const next = answers[requests.length - 1]
    if (next === undefined) throw new Error('One request too many.')
    if (next instanceof Error) throw next
    return next
  })
  return requests
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })

/** Requests to an account of Syncro. */
export function port(
  credentials: Record<string, string> = { apiKey: 'secret-key' },
  timeoutSeconds?: number,
): HttpPort {
  return createHttp({ api: syncroApi, account: 'lamplight', credentials, now: () => now, timeoutSeconds })
}
