import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { addressProblem, hostProblem } from '../../shared/psa/address.ts'
import type { HttpPort, PsaApiDefinition } from '../../shared/psa/api.ts'
import syncroApi from '../../shared/psa/syncro/api.ts'
import { requestUrl, tokenUrl, typedAddress } from '../../worker/psa/address.ts'
import { createHttp } from '../../worker/psa/http.ts'

const now = Date.UTC(2026, 10, 2, 12, 0, 0)
let requests: Request[]
let http: HttpPort

/** Answers in this order; a request without an answer fails the test. */
function answer(...answers: (Response | Error | Promise<Response>)[]) {
  requests = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    requests.push(new Request(input as RequestInfo, init))
    const next = answers[requests.length - 1]
    if (next === undefined) throw new Error('One request too many.')
    if (next instanceof Error) throw next
    return next
  })
}
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
const lost = () => new TypeError('Network connection lost.')

function port(
  credentials: Record<string, string> = { apiKey: 'secret-key' },
  timeoutSeconds?: number,
): HttpPort {
  return createHttp({
    api: syncroApi,
    account: 'lamplight',
    credentials,
    now: () => now,
    timeoutSeconds,
  })
}
async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AppError)) throw new Error(`Expected a refusal, got ${error}`)
  return error
}
const codeOf = async (work: Promise<unknown>) => (await refusalOf(work)).code

beforeEach(() => {
  http = port()
})

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

describe('addresses', () => {
  const at = (baseUrl: string): PsaApiDefinition => ({ ...syncroApi, baseUrl: () => baseUrl })

  it.each(hostileAddresses)('takes %s from nobody, and never sends the key there', async (address) => {
    expect(typedAddress(address)).toBeNull()
    expect(typedAddress(address.replace(/^https:\/\//, ''))).toBeNull()
    answer()
    const [api, account, credentials] = [at(`${address}/api/v1`), 'lamplight', { apiKey: 'k' }]
    const bad = createHttp({ api, account, credentials, now: () => now })
    for (const work of [
      () => bad.get('/me'),
      () => bad.post('/contacts', {}),
      () => bad.put('/contacts/1', {}),
    ])
      expect(await codeOf(work())).toBe('psa.address')
    // The next page as a hostile answer may name it.
    expect(await codeOf(http.get(`${address}/api/v1/contacts`))).toBe('psa.address')
    expect(() => tokenUrl(`${address}/auth/token`)).toThrow(AppError)
    expect(requests).toEqual([])
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

  it('takes the deployment’s own address from nobody', () => {
    const own = 'https://sidelight.example'
    for (const typed of ['sidelight.example', 'https://SIDELIGHT.example/v1', 'https://ｓidelight.example'])
      expect(typedAddress(typed, own)).toBeNull()
    expect(typedAddress('itflow.sidelight.example', own)?.host).toBe('itflow.sidelight.example')
  })

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

describe('requests', () => {
  it('carry key and JSON, and follow no redirect', async () => {
    answer(json(200, { id: 1 }))
    expect(await http.post('/contacts', { name: 'Zoë' })).toEqual({ id: 1 })
    const [request] = requests
    expect(request?.headers.get('authorization')).toBe('Bearer secret-key')
    expect(request?.headers.get('content-type')).toBe('application/json')
    expect(await request?.json()).toEqual({ name: 'Zoë' })
    expect(request?.redirect).toBe('manual')
  })

  it('never forward the key to where a redirect points', async () => {
    for (const status of [301, 302, 303, 307, 308]) {
      const moved = () => new Response(null, { status, headers: { location: 'https://evil.example/' } })
      answer(moved())
      expect(await codeOf(http.get('/me'))).toBe('psa.malformed')
      expect(requests).toHaveLength(1)
    }
  })

  it('take a key that no header can carry as refused, without sending anything', async () => {
    answer()
    for (const apiKey of ['line\nbreak', 'schlüssel→'])
      for (const work of [port({ apiKey }).get('/me'), port({ apiKey }).post('/contacts', {})])
        expect(await codeOf(work)).toBe('psa.keyRefused')
    expect(requests).toEqual([])
  })
})

describe('answers', () => {
  it.each([
    ['HTML', new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['half of it', new Response('{"a":', { headers: { 'content-type': 'application/json' } })],
    ['nothing', new Response(null, { status: 204 })],
    [
      'more than 5 MB',
      new Response(`"${'x'.repeat(5 * 1024 * 1024)}"`, { headers: { 'content-type': 'application/json' } }),
    ],
  ])('that cannot be read are errors: %s', async (_what, response) => {
    answer(response.clone(), response.clone())
    expect(await codeOf(http.get('/me'))).toBe('psa.malformed')
    expect(requests).toHaveLength(1)
    // It was accepted: whether the record stands there has to be looked up.
    expect(await codeOf(http.post('/contacts', {}))).toBe('psa.unknownOutcome')
  })

  it('are JSON by whatever name, as long as they are no page', async () => {
    const named = (type: string) => new Response('{"id":1}', { headers: { 'content-type': type } })
    for (const type of ['text/plain', 'application/octet-stream', 'application/problem+json', 'text/json']) {
      answer(named(type))
      expect(await http.get('/me')).toEqual({ id: 1 })
    }
    for (const type of ['text/html', 'TEXT/HTML; charset=utf-8', 'application/xhtml+xml']) {
      answer(named(type))
      expect(await codeOf(http.get('/me'))).toBe('psa.malformed')
    }
  })

  it('stop being read at the limit', async () => {
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(64 * 1024))
      },
    })
    answer(new Response(endless, { headers: { 'content-type': 'application/json' } }))
    expect(await codeOf(http.get('/me'))).toBe('psa.malformed')
    expect(pulled).toBeLessThan(100)
  })

  it.each([
    [401, {}, 'psa.keyRefused'],
    [
      401,
      { error: 'Not authorized. Please ask account admin to update your group permissions.' },
      'psa.permission',
    ],
    [403, {}, 'psa.permission'],
    [404, { message: 'Not found' }, 'psa.notFound'],
    [422, { errors: 'x' }, 'psa.rejected'],
    [400, null, 'psa.rejected'],
    [429, {}, 'psa.throttled'],
  ] as const)('of status %i %j are %s, for reading and writing alike', async (status, body, code) => {
    answer(json(status, body), json(status, body), json(status, body))
    expect(await codeOf(http.get('/me'))).toBe(code)
    expect(await codeOf(http.post('/contacts', {}))).toBe(code)
    expect(await codeOf(http.put('/contacts/1', {}))).toBe(code)
  })

  it('quote the PSA on one line and of bearable length', async () => {
    const hostile = `Name\u0000 is\n\n  bad\u202e ${'<b>'.repeat(300)}`
    answer(json(422, { message: [hostile] }))
    const { detail = '' } = await refusalOf(http.post('/contacts', {}))
    expect(detail).toMatch(/^It said: Name is bad <b><b>/)
    expect([...detail.replace('It said: ', '')]).toHaveLength(300)
  })

  it.each([
    [{}, 30],
    [{ 'retry-after': '12.2' }, 13],
    [{ 'retry-after': '0' }, 1],
    [{ 'retry-after': 'Mon, 02 Nov 2026 12:01:30 GMT' }, 90],
    [{ 'retry-after': 'Mon, 02 Nov 2026 11:00:00 GMT' }, 1],
    [{ 'retry-after': 'soon' }, 30],
    [{ 'retry-after': '999999' }, 3600],
  ] as const)('that ask to wait %j mean %i seconds', async (headers, seconds) => {
    answer(json(429, {}, headers))
    expect((await refusalOf(http.get('/me'))).retryAfterSeconds).toBe(seconds)
    expect(requests).toHaveLength(1)
  })
})

describe('when nothing comes back', () => {
  it('repeats reading once, and no more', async () => {
    answer(lost(), json(200, { id: 1 }))
    expect(await http.get('/me')).toEqual({ id: 1 })
    answer(json(503, {}), json(502, {}), json(200, {}))
    expect(await codeOf(http.get('/me'))).toBe('psa.unavailable')
    expect(requests).toHaveLength(2)
  })

  it.each([
    ['a lost connection', () => lost(), 'psa.unknownOutcome', 'psa.unavailable'],
    ['502', () => json(502, {}), 'psa.unknownOutcome', 'psa.unavailable'],
    ['500', () => json(500, {}), 'psa.unknownOutcome', 'psa.unavailable'],
    ['503, said before any work', () => json(503, {}), 'psa.unavailable', 'psa.unavailable'],
  ] as const)('never repeats a write: %s', async (_what, failure, afterPost, afterPut) => {
    answer(failure())
    expect(await codeOf(http.post('/contacts', {}))).toBe(afterPost)
    expect(requests).toHaveLength(1)
    answer(failure())
    expect(await codeOf(http.put('/contacts/1', {}))).toBe(afterPut)
    expect(requests).toHaveLength(1)
  })

  it('gives up after the time limit, also in the middle of an answer', async () => {
    const impatient = port(undefined, 0.05)
    answer(new Promise<Response>(() => undefined))
    expect(await codeOf(impatient.post('/contacts', {}))).toBe('psa.unknownOutcome')
    const stalled = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"id":')),
    })
    answer(new Response(stalled, { headers: { 'content-type': 'application/json' } }))
    expect(await codeOf(impatient.put('/contacts/1', {}))).toBe('psa.unavailable')
  })

  it('keeps the key out of the error', async () => {
    answer(lost(), lost())
    const error = await refusalOf(http.get('/me'))
    expect(JSON.stringify([error, error.message, error.stack, String(error.cause)])).not.toContain(
      'secret-key',
    )
  })
})
