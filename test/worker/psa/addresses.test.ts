import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { addressProblem, hostProblem } from '../../../shared/psa/address.ts'
import type { PsaApiDefinition } from '../../../shared/psa/api.ts'
import syncroApi from '../../../shared/psa/syncro/api.ts'
import { requestUrl, tokenUrl, typedAddress } from '../../../worker/psa/address.ts'
import { createHttp } from '../../../worker/psa/http.ts'
import { codeOf } from './subject.ts'

/** Every spelling of an address that no request may go to; parsing turns many of them into another one. */
const hostileHosts = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '0x7f000001',
  '0x7f.0.0.1',
  '2130706433',
  '0177.0.0.1',
  '017700000001',
  '0',
  '0.0.0.0',
  '10.0.0.5',
  '172.16.0.1',
  '192.168.1.10',
  '169.254.169.254',
  '100.64.0.1',
  '8.8.8.8',
  '１２７.０.０.１',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '%31%32%37.0.0.1',
  '127.0.0.1.',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[fe80::1]',
  '[fd00::1]',
  '[64:ff9b::7f00:1]',
  '[2606:4700:4700::1111]',
  'localhost',
  'LOCALHOST',
  'ｌｏｃａｌｈｏｓｔ',
  'localhost.',
  'a.localhost',
  'psa',
  'psa.',
  'psa.local',
  'psa.LOCAL',
  'psa.internal',
  'metadata.google.internal',
  'psa.intranet',
  'psa.lan',
  'psa.home',
  'psa.corp',
  'psa.private',
  'psa.localdomain',
  'router.home.arpa',
  'home.arpa',
  'sidelight.someone.workers.dev',
  'workers.dev',
  'itflow.example.com.',
  'itflow..example.com',
  '-itflow.example.com',
  'it flow.example.com',
  `${'a'.repeat(64)}.example.com`,
  `${'a.'.repeat(130)}example.com`,
  '',
]
const hostileAddresses = [
  ...hostileHosts.map((host) => `https://${host}`),
  'http://itflow.example.com',
  'ftp://itflow.example.com',
  'ws://itflow.example.com',
  'file:///etc/passwd',
  'javascript://itflow.example.com/%0aalert(1)',
  'https://itflow.example.com:8443',
  'https://itflow.example.com:80',
  'https://user@itflow.example.com',
  'https://user:password@itflow.example.com',
  'https://:password@itflow.example.com',
  'https://itflow.example.com@127.0.0.1',
  'https://127.0.0.1#.example.com',
  'https://127.0.0.1?.example.com',
  'https://127.0.0.1\\.example.com',
]

const portOf = (api: PsaApiDefinition) =>
  createHttp({ api, account: 'lamplight', credentials: { apiKey: 'k' }, now: () => 0 })
afterEach(() => {
  vi.restoreAllMocks()
})

describe('addresses', () => {
  const at = (baseUrl: string): PsaApiDefinition => ({ ...syncroApi, baseUrl: () => baseUrl })

  it.each(hostileAddresses)('takes %s from nobody, and never sends the key there', async (address) => {
    expect(typedAddress(address)).toBeNull()
    expect(typedAddress(address.replace(/^https:\/\//, ''))).toBeNull()
    const sent = vi.spyOn(globalThis, 'fetch')
    const bad = portOf(at(`${address}/api/v1`))
    for (const work of [
      () => bad.get('/me'),
      () => bad.post('/contacts', {}),
      () => bad.put('/contacts/1', {}),
    ])
      expect(await codeOf(work())).toBe('psa.address')
    // The next page as a hostile answer may name it.
    expect(await codeOf(portOf(syncroApi).get(`${address}/api/v1/contacts`))).toBe('psa.address')
    expect(() => tokenUrl(`${address}/auth/token`)).toThrow(AppError)
    expect(sent).not.toHaveBeenCalled()
  })

  it.each(hostileHosts)('says in words what is wrong with %j as a host', (host) => {
    const parsed = URL.parse(`https://${host}`)
    const problem = parsed ? addressProblem(parsed) : hostProblem(host)
    expect(problem).toMatch(/^(It|Its|There) .+\.$/)
  })

  it.each([
    ['itflow.example.com', 'itflow.example.com'],
    [' https://ITFlow.Example.com/agent/ticket.php?ticket_id=1 ', 'itflow.example.com'],
    ['https://itflow.example.com:443/', 'itflow.example.com'],
    ['ｉtflow.example.com', 'itflow.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['10-0-0-5.example.com', '10-0-0-5.example.com'],
    ['127.0.0.1.example.com', '127.0.0.1.example.com'],
    ['workers.dev.example.com', 'workers.dev.example.com'],
    ['mylocal.example', 'mylocal.example'],
  ])('takes %j as %s', (typed, host) => expect(typedAddress(typed)?.host).toBe(host))

  it.each([
    '/../../admin',
    '/%2e%2e/%2E%2e/admin',
    '/..\\..\\admin',
    '@evil.example/',
    '.evil.example/',
    ':8443/me',
    '/me?api_key=1',
    '/me#x',
    'x/me',
    '',
    'https://evil.example/api/v1/me',
    'https://lamplight.syncromsp.com.evil.example/api/v1/me',
    'https://lamplight.syncromsp.com@evil.example/api/v1/me',
    'https://other.syncromsp.com/api/v1/me',
    'https://lamplight.syncromsp.com/admin',
    'https://lamplight.syncromsp.com/api/v1/../../admin',
    'https://lamplight.syncromsp.com/api/v10/me',
    'http://lamplight.syncromsp.com/api/v1/me',
  ])('never leaves the API’s base path by %s', (path) => {
    expect(() => requestUrl(syncroApi, 'lamplight', path, {})).toThrow(AppError)
  })

  it('follows the next page that the PSA names, within the account’s own API', () => {
    const next = 'https://lamplight.syncromsp.com/api/v1/contacts?page=2'
    expect(requestUrl(syncroApi, 'lamplight', next, {}).href).toBe(next)
    const zoned: PsaApiDefinition = { ...syncroApi, otherOrigins: ['https://zone.example.com'] }
    expect(requestUrl(zoned, 'lamplight', 'https://zone.example.com/detect', {}).host).toBe(
      'zone.example.com',
    )
    for (const elsewhere of [
      'https://zone.example.com.evil.example/detect',
      'https://a.zone.example.com/detect',
    ])
      expect(() => requestUrl(zoned, 'lamplight', elsewhere, {})).toThrow(AppError)
  })

  it('writes full-width letters of the host the plain way, and query values escaped', () => {
    const url = requestUrl(at('https://ｌamplight.syncromsp.com/api/v1'), 'lamplight', '/customers', {
      query: 'a&b=c#d',
      page: 2,
      sort: undefined,
    })
    expect(url.href).toBe('https://lamplight.syncromsp.com/api/v1/customers?query=a%26b%3Dc%23d&page=2')
  })
})
