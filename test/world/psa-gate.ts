import type { EmbeddedPsa } from '../fixtures/psa/fixture.ts'
import { json, page } from './syncro/answers.ts'

/** An embedded PSA behind its door: maintenance and "too many requests" come before anything else is looked at. */
export function behindGate(
  hosts: readonly string[],
  answer: (request: Request) => Response | Promise<Response>,
): EmbeddedPsa {
  let refused = { times: 0, retryAfter: null as string | null }
  const psa: EmbeddedPsa = {
    hosts,
    down: false,
    async fetch(request) {
      const { protocol, hostname } = new URL(request.url)
      if (protocol !== 'https:' || !hosts.includes(hostname))
        return page(404, '<!doctype html><title>Not found</title><h1>Nobody is here.</h1>')
      if (psa.down)
        return page(503, '<!doctype html><title>Maintenance</title><h1>We will be back soon.</h1>')
      if (refused.times === 0) return answer(request)
      refused.times -= 1
      const { retryAfter } = refused
      const headers: Record<string, string> = retryAfter === null ? {} : { 'retry-after': retryAfter }
      return json(429, { error: 'Too many requests' }, headers)
    },
    throttle(times, retryAfter) {
      refused = { times, retryAfter }
    },
  }
  return psa
}

/** An id in the form of a UUID that says which number it has. */
export function uuidOf(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
}
