import { decodeJwt } from 'jose'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { partnerEndpoints } from '../../../shared/contract/partner.ts'
import { customerGraph } from '../../../worker/partner/session.ts'
import { followSignIn } from '../../world/microsoft/partner/follow-sign-in.ts'
import { technicianOf } from '../../world/microsoft/technician.ts'
import { seededPartner } from '../../world/partner-seed.ts'
import { apps, msp, partnerAccount } from '../../world/people.ts'
import { samples } from '../api/samples.ts'
import { codeOf, type PartnerBench, startPartner } from './bench.ts'

const [first, second] = seededPartner.good
if (!first || !second) throw new Error('The seed has customers.')

let bench: PartnerBench
beforeEach(async () => {
  bench = await startPartner()
})

const connections = async () =>
  (await bench.db.prepare('SELECT COUNT(*) AS n FROM partner').first<{ n: number }>())?.n

/** The sign-in's own answer, with other claims in the id token. */
async function signInAs(claims: Record<string, unknown>): Promise<Response> {
  const { url } = await bench.call('partner.begin', {})
  const location = await followSignIn(bench.world.fetch, url)
  const good = {
    ...{ iss: `https://login.microsoftonline.com/${msp.id}/v2.0`, aud: apps.partner.id, tid: msp.id },
    ...{ oid: partnerAccount.id, nonce: new URL(url).searchParams.get('nonce'), exp: 4_000_000_000 },
  }
  bench.world.faults.add({
    match: ({ url: at }) => at.pathname.endsWith('/oauth2/v2.0/token'),
    async after(response) {
      const body = (await response.json()) as Record<string, unknown>
      return Response.json({ ...body, id_token: await bench.world.microsoft.mint({ ...good, ...claims }) })
    },
  })
  return bench.request(location)
}

describe('a sign-in', () => {
  it.each([
    ['of a customer’s tenant', { tid: first.id, iss: `https://login.microsoftonline.com/${first.id}/v2.0` }],
    ['that only says it is of the own tenant', { iss: `https://login.microsoftonline.com/${first.id}/v2.0` }],
    ['for another application', { aud: apps.reader.id }],
    ['that is over', { exp: 1 }],
    ['with another nonce', { nonce: 'another' }],
    ['without a nonce', { nonce: undefined }],
  ])('%s connects nothing', async (_name, claims) => {
    expect((await signInAs(claims)).status).toBe(400)
    expect(await connections()).toBe(0)
  })

  it('shows a name that came from outside as text', async () => {
    const page = await signInAs({ preferred_username: '<script>alert(1)</script>"&' })
    const html = await page.text()
    expect(page.status).toBe(200)
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toContain('<script')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it('shows nothing of what the address says went wrong', async () => {
    const { url } = await bench.call('partner.begin', {})
    const state = new URL(url).searchParams.get('state')
    const text = encodeURIComponent('<img src=x onerror=alert(1)> call 555-0100')
    const page = await bench.request(
      `/partner/callback?state=${state}&error=evil%3Cb%3E&error_description=${text}`,
    )
    const html = await page.text()
    expect(page.status).toBe(400)
    for (const word of ['<img', 'onerror', '555-0100', 'evil']) expect(html).not.toContain(word)
  })

  it('asks Microsoft nothing for a state that was never given, or that was used', async () => {
    const { url } = await bench.call('partner.begin', {})
    const location = await followSignIn(bench.world.fetch, url)
    const visits = bench.world.visits.length
    for (const state of ['', 'x', new URL(url).searchParams.get('nonce') ?? '', 'A'.repeat(10_000)])
      expect((await bench.request(`/partner/callback?code=abc&state=${state}`)).status).toBe(400)
    expect(bench.world.visits.length).toBe(visits)
    await bench.request(location)
    const after = bench.world.visits.length
    expect((await bench.request(location)).status).toBe(400)
    expect(bench.world.visits.length - after).toBe(0)
  })

  it('is used by one of two who come at once', async () => {
    const { url } = await bench.call('partner.begin', {})
    const location = await followSignIn(bench.world.fetch, url)
    const pages = await Promise.all([bench.request(location), bench.request(location)])
    expect(pages.map(({ status }) => status).sort()).toEqual([200, 400])
  })

  it('is no good with the code of another one: the verifier is its own', async () => {
    const one = await followSignIn(bench.world.fetch, (await bench.call('partner.begin', {})).url)
    const two = new URL((await bench.call('partner.begin', {})).url)
    const mixed = new URL(one)
    mixed.searchParams.set('state', two.searchParams.get('state') ?? '')
    expect((await bench.request(mixed.href)).status).toBe(400)
    expect(await connections()).toBe(0)
  })
})

it('writes no token, code, verifier, secret or name into the log, whatever fails', async () => {
  const lines: string[] = []
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...parts) => void lines.push(parts.join(' ')))
  await bench.connect()
  bench.world.faults.add({
    match: ({ url }) => /microsoft/.test(url.hostname),
    times: 30,
    respond: (request) => new Response(`<html>${request.headers.get('authorization')}`, { status: 500 }),
  })
  await bench.call('partner.refresh', {})
  await bench.call('partner.onboard', { tenantIds: [first.id, second.id] })
  await bench.drain()
  await signInAs({ tid: first.id })
  bench.world.clock.advance(30 * 3_600_000)
  await bench.hours(2)
  const log = lines.join('\n')
  const secrets = [...bench.partner.refreshTokens.keys(), ...bench.partner.codes.keys()]
  for (const secret of [
    ...secrets,
    bench.env.PARTNER_CLIENT_SECRET ?? 'none',
    partnerAccount.upn,
    'Bearer ',
    'eyJ',
  ])
    expect(log.includes(secret), secret.slice(0, 12)).toBe(false)
})

it('sends a token that was given for one customer to no other, and none of Graph’s to Partner Center', async () => {
  await bench.connect()
  await bench.call('partner.onboard', { tenantIds: [first.id, second.id] })
  const seen: { host: string; path: string; tid: string; aud: string }[] = []
  const answer = bench.world.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const request = new Request(input as RequestInfo, init)
    const token = request.headers.get('authorization')?.split(' ')[1]
    const { hostname: host, pathname: path } = new URL(request.url)
    if (token) seen.push({ host, path, ...(decodeJwt(token) as { tid: string; aud: string }) })
    return answer(request)
  })
  await bench.drain()
  const deps = { env: bench.env, now: bench.world.clock.now }
  await customerGraph(deps, first.id).get(`/servicePrincipals?$filter=appId eq '${apps.reader.id}'`)
  await customerGraph(deps, second.id).get(`/servicePrincipals?$filter=appId eq '${apps.reader.id}'`)
  expect(seen.length).toBeGreaterThan(10)
  for (const { host, aud } of seen) expect(new URL(aud).hostname).toBe(host)
  // What is the partner's own is asked with the own tenant's token, and nothing in a customer's.
  for (const { path, tid } of seen)
    expect(tid === msp.id).toBe(/^\/v1\.0\/(tenantRelationships|contracts|me)|^\/v1\/customers/.test(path))
  expect(new Set(seen.slice(-2).map(({ tid }) => tid))).toEqual(new Set([first.id, second.id]))
})

describe('who may do it', () => {
  const names = Object.keys(partnerEndpoints) as (keyof typeof partnerEndpoints)[]

  it.each(names)('%s is an administrator’s alone', async (name) => {
    for (const as of ['technician', 'viewer'] as const) {
      const answer = await bench.post(name, samples[name].input, as)
      expect([answer.status, await codeOf(answer)]).toEqual([403, 'access.role'])
    }
    expect((await bench.post(name, samples[name].input, null)).status).toBe(401)
  })

  it('tells a limited technician nothing of other customers: no tenant, no alert, no job', async () => {
    await bench.connect()
    await bench.call('partner.onboard', { tenantIds: [first.id, second.id] })
    await bench.drain()
    const { id, name } = technicianOf('technician')
    const subject = { kind: 'person' as const, id, name }
    await bench.call('access.set', { subject, tenantIds: [first.id] })
    for (const one of bench.partner.relationships.values())
      if (one.tenantId === second.id) one.status = 'terminated'
    await bench.hours(1)
    await bench.call('partner.disconnect', {})
    await bench.hours(1)
    const { tenants } = await bench.call('tenants.list', {}, 'technician')
    expect(tenants.map((tenant) => tenant.id)).toEqual([first.id])
    expect((await bench.post('tenants.get', { tenantId: second.id }, 'technician')).status).toBe(404)
    const { alerts, open } = await bench.call('alerts.list', {}, 'technician')
    expect([alerts, open]).toEqual([[], 0])
    // An administrator sees both: that of the tenant, and that nobody watches any more.
    const all = (await bench.call('alerts.list', {})).alerts.filter(({ endedAt }) => !endedAt)
    expect(all.map(({ tenantId }) => tenantId).sort()).toEqual([second.id, null].sort())
  })

  it('begins no job for the own tenant or one that is no customer, and none of the others asked for with it', async () => {
    await bench.connect()
    for (const stranger of [msp.id, '99999999-9999-4999-8999-999999999999'])
      for (const name of ['partner.onboard', 'partner.offboard'] as const)
        expect((await bench.post(name, { tenantIds: [first.id, stranger] })).status).toBe(404)
    expect((await bench.call('partner.jobs', {})).jobs).toEqual([])
    for (const tenantIds of [[], ['x'], [`${first.id}/../..`], Array.from({ length: 201 }, () => first.id)])
      expect((await bench.post('partner.onboard', { tenantIds })).status).toBe(400)
  })
})
