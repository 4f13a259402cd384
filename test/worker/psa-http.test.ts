import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import type { HttpPort, PsaApiDefinition } from '../../shared/psa/api.ts'
import { psas } from '../../shared/psa/index.ts'
import type { PsaDefinition } from '../../shared/psa/psa.ts'
import syncroApi from '../../shared/psa/syncro/api.ts'
import syncro from '../../shared/psa/syncro/index.ts'
import { requestUrl } from '../../worker/psa/address.ts'
import { apis } from '../../worker/psa/apis.ts'
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
    psa: syncro,
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

describe('addresses', () => {
  const definition = (baseUrl: string): PsaApiDefinition => ({ ...syncroApi, baseUrl: () => baseUrl })
  const hostile: PsaDefinition = {
    ...syncro,
    hostsOf: (account) => [`${account}.syncromsp.com`, '127.0.0.1', 'lamplight.syncromsp.com.'],
  }

  it.each([
    'http://lamplight.syncromsp.com/api/v1',
    'https://lamplight.syncromsp.com:8443/api/v1',
    'https://user@lamplight.syncromsp.com/api/v1',
    'https://user:password@lamplight.syncromsp.com/api/v1',
    'https://lamplight.syncromsp.com@evil.example/api/v1',
    'https://other.syncromsp.com/api/v1',
    'https://lamplight.syncromsp.com./api/v1',
    'https://lamplight.syncromsp.com.evil.example/api/v1',
    'https://evil.example/.syncromsp.com/api/v1',
    'https://evil.example#.syncromsp.com/api/v1',
    'https://evil.example?.syncromsp.com/api/v1',
    'https://evil.example\\.syncromsp.com/api/v1',
    'https://evilsyncromsp.com/api/v1',
    'https://syncromsp.com/api/v1',
    'https://shield.syncromsp.com/api/v1',
    'https://127.0.0.1/api/v1',
    'https://127.1/api/v1',
    'https://2130706433/api/v1',
    'https://0x7f000001/api/v1',
    'https://0177.0.0.1/api/v1',
    'https://①②⑦.0.0.1/api/v1',
    'https://127.0.0.1/api/v1',
    'https://[::1]/api/v1',
    'https://[::ffff:127.0.0.1]/api/v1',
    'https://localhost/api/v1',
    'https://sidelight.internal/api/v1',
    'ftp://lamplight.syncromsp.com/api/v1',
    'javascript:alert(1)',
    'lamplight.syncromsp.com/api/v1',
    '',
  ])('never sends the key to %s', async (baseUrl) => {
    answer()
    const bad = createHttp({
      psa: hostile,
      api: definition(baseUrl),
      account: 'lamplight',
      credentials: { apiKey: 'k' },
      now: () => now,
    })
    for (const work of [
      () => bad.get('/me'),
      () => bad.post('/contacts', {}),
      () => bad.put('/contacts/1', {}),
    ]) {
      expect(await codeOf(work())).toBe('psa.address')
    }
    expect(requests).toEqual([])
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
  ])('never leaves the API’s base path by %s', (path) => {
    expect(() => requestUrl(syncro, 'lamplight', syncroApi.baseUrl('lamplight'), path)).toThrow(AppError)
  })

  it('writes full-width letters of the host the plain way, and query values escaped', () => {
    const url = requestUrl(syncro, 'lamplight', 'https://ｌamplight.syncromsp.com/api/v1', '/customers', {
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
    expect(() => port({ apiKey: 'line\nbreak' })).toThrow(new AppError('psa.keyRefused'))
    expect(() => port({ apiKey: 'schlüssel→' })).toThrow(new AppError('psa.keyRefused'))
    expect(requests).toEqual([])
  })
})

describe('answers', () => {
  it.each([
    ['HTML', new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['JSON by another name', new Response('{}', { headers: { 'content-type': 'text/plain' } })],
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

describe('the list of APIs', () => {
  it('has one for every PSA and for nothing else', () => {
    expect(Object.keys(apis).sort()).toEqual(psas.map(({ id }) => id).sort())
  })
})
