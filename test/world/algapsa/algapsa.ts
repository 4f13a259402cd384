import { Hono } from 'hono'
import type { EmbeddedPsa } from '../../fixtures/psa/fixture.ts'
import type { Clock } from '../clock.ts'
import { behindGate } from '../psa-gate.ts'
import { json, page } from '../syncro/answers.ts'
import { type AlgaAccount, createAccount, permissions } from './account.ts'
import { addClients } from './client-api.ts'
import { addContacts } from './contact-api.ts'
import { refused } from './request.ts'
import { addTickets } from './ticket-api.ts'

export const algaAccount = {
  host: 'psa.lamplight.example',
  apiKey: 'alga-key-of-the-embedded-account',
} as const

/** An embedded AlgaPSA: the API of one server, as strict as its description has it. */
export function createAlgaPsa(clock: Clock): { psa: EmbeddedPsa; account: AlgaAccount } {
  const account = createAccount({
    host: algaAccount.host,
    key: { token: algaAccount.apiKey, permissions: new Set(permissions) },
    clock,
  })
  const api = new Hono().basePath('/api/v1')
  api.use(async (c, next) => {
    if (c.req.header('x-api-key') !== account.key.token)
      return refused(401, 'UNAUTHORIZED', 'Invalid API key')
    return emptyBucket(account) ?? next()
  })
  addClients(api, account)
  addContacts(api, account)
  addTickets(api, account)
  api.notFound(() => json(404, { error: 'Not found' }))
  const psa = behindGate([account.host], (request) =>
    new URL(request.url).pathname.startsWith('/api/')
      ? api.fetch(request)
      : page(404, '<!doctype html><title>AlgaPSA</title>'),
  )
  return { psa, account }
}

/** A token a request, filled again at a steady pace. */
function emptyBucket({ bucket, clock }: AlgaAccount): Response | null {
  const now = clock.now()
  bucket.left = Math.min(bucket.most, bucket.left + ((now - bucket.at) / 60_000) * bucket.perMinute)
  bucket.at = now
  if (bucket.left < 1) {
    const seconds = Math.max(1, Math.ceil(((1 - bucket.left) / bucket.perMinute) * 60))
    return json(
      429,
      { error: { code: 'RATE_LIMITED', message: 'Too many requests' } },
      { 'retry-after': String(seconds) },
    )
  }
  bucket.left -= 1
  return null
}
