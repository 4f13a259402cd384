import { afterEach, describe, expect, it, vi } from 'vitest'
import { createKeys } from '../../world/microsoft/keys.ts'
import { mint } from '../../world/microsoft/mint.ts'
import { tenants } from '../../world/people.ts'
import { type Bench, start } from '../harness.ts'

afterEach(() => vi.restoreAllMocks())

/** A worker whose MSP is another tenant: keys are kept per tenant, so each test starts without any. */
async function startAs(index: number) {
  const tenantId = tenants[index]?.id ?? ''
  const bench = await start({ MSP_TENANT_ID: tenantId })
  const claims = { tid: tenantId, iss: `https://login.microsoftonline.com/${tenantId}/v2.0` }
  return { bench, claims, url: `https://login.microsoftonline.com/${tenantId}/discovery/v2.0/keys` }
}
const statusOf = async (bench: Bench, token: string) =>
  (await bench.post('session.get', {}, { token })).status

describe('times', () => {
  it('are taken from the one clock and allow two minutes of difference', async () => {
    const bench = await start()
    const now = Math.floor(bench.world.clock.now() / 1000)
    const token = await bench.world.microsoft.technicianToken('viewer', { nbf: now + 100, exp: now + 600 })
    expect(await statusOf(bench, token)).toBe(200)
    bench.world.clock.advance(700_000)
    expect(await statusOf(bench, token)).toBe(200)
    bench.world.clock.advance(25_000)
    const late = await bench.post('session.get', {}, { token })
    expect([late.status, await late.json()]).toEqual([
      401,
      { error: expect.objectContaining({ code: 'auth.expired' }) },
    ])
    expect(late.headers.get('www-authenticate')).toBe('Bearer')
  })
})

describe('who calls', () => {
  it('is the object id, name and strongest role of the token', async () => {
    const bench = await start()
    const token = await bench.world.microsoft.technicianToken('viewer', {
      roles: ['viewer', 'technician', 'other'],
    })
    const answer = await bench.post('session.get', {}, { token })
    expect(await answer.json()).toEqual({
      id: expect.any(String),
      name: 'Wes Ockham',
      role: 'technician',
      limited: false,
    })
  })
})

describe('signing keys', () => {
  it('come from the MSP’s own tenant and are asked for once', async () => {
    const { bench, claims, url } = await startAs(0)
    const token = await bench.world.microsoft.technicianToken('admin', claims)
    for (const _ of [1, 2, 3]) expect(await statusOf(bench, token)).toBe(200)
    expect(bench.world.visits.map((visit) => visit.url)).toEqual([url])
  })

  it('out of reach say so, and are asked for again', async () => {
    const { bench, claims, url } = await startAs(1)
    const token = await bench.world.microsoft.technicianToken('admin', claims)
    const respond = () => new Response('down', { status: 503 })
    bench.world.faults.add({ match: (request) => request.url.href === url, respond })
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const refused = await bench.post('session.get', {}, { token })
    expect([refused.status, await refused.json()]).toEqual([
      503,
      { error: expect.objectContaining({ code: 'auth.unavailable' }) },
    ])
    expect(await statusOf(bench, token)).toBe(200)
  })

  it('that are unknown make Microsoft be asked once in 30 seconds, however many tokens name them', async () => {
    const { bench, claims } = await startAs(2)
    const { microsoft, visits } = bench.world
    expect(await statusOf(bench, await microsoft.technicianToken('admin', claims))).toBe(200)
    const foreign = await mint(createKeys(), claims, { kid: 'foreign' })
    for (const _ of [1, 2, 3, 4]) expect(await statusOf(bench, foreign)).toBe(401)
    expect(visits).toHaveLength(1)

    await microsoft.rotateKeys()
    const renewed = await microsoft.technicianToken('admin', claims)
    const later = Date.now() + 31_000
    vi.spyOn(Date, 'now').mockImplementation(() => later)
    expect(await statusOf(bench, renewed)).toBe(200)
    expect(visits).toHaveLength(2)
  })
})
