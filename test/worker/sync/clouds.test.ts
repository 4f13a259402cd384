import { importX509 } from 'jose'
import { describe, expect, it } from 'vitest'
import { currentCertificate, nextCertificate } from '../../fixtures/certificates/key-pairs.ts'
import { followConsent } from '../../world/microsoft/login/follow-consent.ts'
import { tenants } from '../../world/people.ts'
import { start } from '../harness.ts'

const [contoso] = tenants
if (!contoso) throw new Error('The embedded world has tenants.')
const tenantId = contoso.id

/** From the link to the end of the first sync, all through the front door. */
async function startConnected(variables: Parameters<typeof start>[0]) {
  const bench = await start(variables)
  const { url } = await bench.call('tenants.connect', { apps: 'reader' })
  await bench.request(await followConsent(bench.world.fetch, url, { tenantId, accept: true }))
  await bench.drain()
  return { ...bench, url, tenant: () => bench.call('tenants.get', { tenantId }) }
}

describe.each([
  ['public', 'login.microsoftonline.com', 'graph.microsoft.com'],
  ['usgov', 'login.microsoftonline.us', 'graph.microsoft.us'],
  ['china', 'login.partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn'],
])('tenants in the cloud %s', (cloud, login, graph) => {
  it('sign in, consent and are read at its own addresses and nowhere else', async () => {
    const bench = await startConnected({ CLOUD: cloud })
    const link = new URL(bench.url)
    expect([link.host, link.searchParams.get('scope')]).toEqual([login, `https://${graph}/.default`])
    const config = (await (await bench.request('/v1/config')).json()) as { authority: string }
    expect(new URL(config.authority).host).toBe(login)
    const { state, problem, persons } = await bench.tenant()
    expect({ state, problem }).toEqual({ state: 'connected', problem: null })
    expect(persons).toBe(bench.world.microsoft.tenant(tenantId).users.size)
    const hosts = new Set(bench.world.visits.map(({ url }) => new URL(url).host))
    const microsofts = [...hosts].filter((host) => /microsoft|chinacloud/.test(host))
    expect(microsofts.filter((host) => ![login, graph, 'download.microsoft.com'].includes(host))).toEqual([])
    expect(microsofts).toContain(graph)
  })
})

it('names the variable when there is no such cloud', async () => {
  const bench = await start()
  Object.assign(bench.env, { CLOUD: 'moon' })
  const response = await bench.request('/v1/config')
  expect([response.status, JSON.stringify(await response.json())]).toEqual([
    503,
    expect.stringContaining('CLOUD must be one of public, usgov, china.'),
  ])
})

describe('a tenant reached with a certificate', () => {
  const certificateOf = async (pair: string) => {
    const pem = pair.slice(pair.indexOf('-----BEGIN CERTIFICATE'))
    const der = Uint8Array.from(atob(pem.replace(/-----[A-Z ]+-----|\s/g, '')), (c) => c.charCodeAt(0))
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', der))
    const base64 = btoa(String.fromCharCode(...digest))
    const thumbprint = base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
    return { thumbprint, publicKey: await importX509(pem, 'PS256') }
  }

  it('is read on while one certificate is replaced by another', async () => {
    const bench = await start({ READER_CLIENT_SECRET: '', READER_CERTIFICATE: currentCertificate })
    const { microsoft } = bench.world
    const [current, next] = [await certificateOf(currentCertificate), await certificateOf(nextCertificate)]
    microsoft.registerCertificate('reader', current)
    const { url } = await bench.call('tenants.connect', { apps: 'reader' })
    await bench.request(await followConsent(bench.world.fetch, url, { tenantId, accept: true }))
    await bench.drain()
    const problemNow = async () => {
      // Two hours: no token of before is left.
      bench.world.clock.advance(2 * 3_600_000)
      await bench.tick()
      await bench.drain()
      return (await bench.call('tenants.get', { tenantId })).problem?.code ?? null
    }
    expect(await problemNow()).toBeNull()
    Object.assign(bench.env, { READER_CERTIFICATE_NEXT: nextCertificate })
    expect(await problemNow()).toBeNull()
    microsoft.registerCertificate('reader', next)
    microsoft.removeCertificate('reader', current.thumbprint)
    expect(await problemNow()).toBeNull()
    microsoft.removeCertificate('reader', next.thumbprint)
    expect(await problemNow()).toBe('tenant.certificateUnknown')
    microsoft.registerCertificate('reader', next)
    bench.world.clock.advance(24 * 3_600_000)
    expect(await problemNow()).toBeNull()
  })
})
