import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import type { Deps, Env } from '../../../worker/env.ts'
import { operatorGraph, readerGraph } from '../../../worker/graph/client.ts'
import { createMeter } from '../../../worker/graph/meter.ts'
import { retryAfterSeconds } from '../../../worker/graph/retry-after.ts'
import { worldEnv } from '../../world/env.ts'

const tenantId = 'c0000000-0000-4000-8000-00000000c009'
const root = 'https://graph.microsoft.com/v1.0'

type Answer = () => Response | Promise<Response>

/** A scripted Graph: each request takes the next answer; one more than expected fails. */
function scripted(...answers: Answer[]) {
  const requests: Request[] = []
  let tokens = 0
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input as RequestInfo, init)
    if (request.url.startsWith('https://login.microsoftonline.com/')) {
      tokens += 1
      return Response.json({ token_type: 'Bearer', expires_in: 3600, access_token: `token-${tokens}` })
    }
    // The body can be read once: a copy is kept.
    requests.push(request.clone() as Request)
    const answer = answers.shift()
    if (!answer) throw new Error(`Unexpected request: ${request.method} ${request.url}`)
    return answer()
  })
  return { requests, tokens: () => tokens, left: () => answers.length }
}

const ok =
  (body: unknown): Answer =>
  () =>
    Response.json(body)
const refuse =
  (status: number, code = 'x', headers: Record<string, string> = {}): Answer =>
  () =>
    Response.json({ error: { code, message: 'No.' } }, { status, headers })
const broken: Answer = () => {
  throw new TypeError('Network connection lost.')
}

let deps: Deps
let waits: number[]
beforeEach(() => {
  waits = []
  // A new environment, so that no token of another test is kept.
  const env = { ...worldEnv } as unknown as Env
  deps = { env, now: () => 1_800_000_000_000, sleep: async (ms) => void waits.push(ms) }
})

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => new Error('It should have failed.'),
    (cause: unknown) => cause,
  )
  if (error instanceof AppError) return error.code
  throw error
}

describe('requests', () => {
  it('carry the tenant’s token, an id, the priority, and go to v1.0', async () => {
    const graph = scripted(ok({ id: 'u' }), ok({ value: true }))
    await readerGraph(deps, tenantId).get('/users/u?$select=id')
    await operatorGraph(deps, tenantId).post('/users/u/revokeSignInSessions')
    const [read, write] = graph.requests
    expect(read?.url).toBe(`${root}/users/u?$select=id`)
    expect(read?.headers.get('authorization')).toBe('Bearer token-1')
    expect(read?.headers.get('x-ms-throttle-priority')).toBe('low')
    expect(read?.headers.get('client-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect(write?.headers.get('authorization')).toBe('Bearer token-2')
    expect(write?.headers.get('x-ms-throttle-priority')).toBe('high')
    expect(await write?.text()).toBe('')
  })

  it('send a body as JSON', async () => {
    const graph = scripted(() => new Response(null, { status: 204 }))
    await operatorGraph(deps, tenantId).patch('/users/u', { accountEnabled: false })
    const [request] = graph.requests
    expect([request?.method, await request?.text()]).toEqual(['PATCH', '{"accountEnabled":false}'])
    expect(request?.headers.get('content-type')).toBe('application/json')
  })

  it('follow a link byte for byte, though the library would write its query anew', async () => {
    const link = `${root}/users/delta?$skiptoken=a_b-c%2Fd%3D%3D&$filter=x&$filter=y&$select=id,mail&z=1&$top=5`
    const graph = scripted(
      ok({ value: [], '@odata.deltaLink': link }),
      ok({ value: [1], '@odata.deltaLink': link }),
    )
    const reader = readerGraph(deps, tenantId)
    const page = await reader.page('/users/delta?$select=id')
    expect(await reader.page(page.deltaLink ?? '')).toEqual({ items: [1], nextLink: null, deltaLink: link })
    expect(graph.requests[1]?.url).toBe(link)
  })

  it.each([
    'https://evil.example/v1.0/users',
    'http://graph.microsoft.com/v1.0/users',
    'https://graph.microsoft.com.evil.example/v1.0/users',
    'https://graph.microsoft.com@evil.example/',
    'https://user:pass@graph.microsoft.com/v1.0/users',
    'https://graph.microsoft.com:8443/v1.0/users',
    'javascript:alert(1)',
  ])('never take a token to another host: %s', async (link) => {
    const graph = scripted()
    expect(await codeOf(readerGraph(deps, tenantId).page(link))).toBe('graph.malformed')
    expect([graph.requests.length, graph.tokens()]).toEqual([0, 0])
  })

  it('do not follow a redirect', async () => {
    const graph = scripted(
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }),
    )
    expect(await codeOf(readerGraph(deps, tenantId).get('/organization'))).toBe('graph.malformed')
    expect(graph.requests).toHaveLength(1)
  })
})

describe('cost', () => {
  const answerWith =
    (headers: Record<string, string>): Answer =>
    () =>
      Response.json({}, { headers })

  it('goes on from what was spent, counts every sending, and keeps the highest load', async () => {
    scripted(
      refuse(429, 'x', { 'retry-after': '1', 'x-ms-throttle-limit-percentage': '1.20' }),
      answerWith({ 'x-ms-resource-unit': '3', 'x-ms-throttle-limit-percentage': '0.85' }),
      broken,
      answerWith({ 'x-ms-resource-unit': '2' }),
    )
    const meter = createMeter({ requests: 10, units: 20 })
    const reader = readerGraph(deps, tenantId, { meter })
    await reader.get('/a')
    await reader.get('/b')
    expect(meter).toEqual({ requests: 14, units: 25, load: 1.2 })
    expect(reader.meter).toBe(meter)
  })

  it.each(['', 'many', '-4', '1.5', 'Infinity', '99999999999'])('takes %j for nothing', async (text) => {
    scripted(answerWith({ 'x-ms-resource-unit': text, 'x-ms-throttle-limit-percentage': 'high' }))
    const reader = readerGraph(deps, tenantId)
    await reader.get('/a')
    expect(reader.meter).toEqual({ requests: 1, units: 0, load: 0 })
  })
})

describe('tokens', () => {
  it('are asked for once, also by requests at the same time', async () => {
    const graph = scripted(ok({}), ok({}), ok({}))
    const reader = readerGraph(deps, tenantId)
    await Promise.all([reader.get('/a'), reader.get('/b')])
    await reader.get('/c')
    expect(graph.tokens()).toBe(1)
  })

  it('are renewed two minutes before their end', async () => {
    const graph = scripted(ok({}), ok({}))
    await readerGraph(deps, tenantId).get('/a')
    await readerGraph({ ...deps, now: () => 1_800_000_000_000 + 3_481_000 }, tenantId).get('/b')
    expect(graph.tokens()).toBe(2)
  })

  it('are forgotten on 401, and the request goes out once more, writes too', async () => {
    const graph = scripted(
      refuse(401, 'InvalidAuthenticationToken'),
      () => new Response(null, { status: 204 }),
    )
    await operatorGraph(deps, tenantId).patch('/users/u', { accountEnabled: true })
    expect(graph.requests.map((request) => request.headers.get('authorization'))).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ])
    expect(await graph.requests[1]?.text()).toBe('{"accountEnabled":true}')
  })

  it('are tried twice, not for ever', async () => {
    const graph = scripted(refuse(401), refuse(401))
    expect(await codeOf(readerGraph(deps, tenantId).get('/a'))).toBe('graph.denied')
    expect(graph.left()).toBe(0)
  })

  it.each([
    ['reader', 700016, 'tenant.consentMissing'],
    ['operator', 700016, 'tenant.noOperator'],
    ['reader', 65001, 'tenant.consentMissing'],
    ['reader', 7000215, 'tenant.secretInvalid'],
    ['operator', 7000222, 'tenant.secretExpired'],
    ['reader', 90002, 'tenant.gone'],
    ['reader', 53003, 'tenant.blocked'],
    ['reader', 700027, 'tenant.certificateUnknown'],
  ] as const)('say in our words why Microsoft refuses the %s: AADSTS%i', async (app, number, code) => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(async () =>
      Response.json(
        { error: 'invalid_client', error_description: `AADSTS${number}: No. Trace ID: x` },
        { status: 400 },
      ),
    )
    const graph = app === 'reader' ? readerGraph(deps, tenantId) : operatorGraph(deps, tenantId)
    expect(await codeOf(graph.get('/organization'))).toBe(code)
  })
})

describe('reading', () => {
  it.each([
    ['a broken connection', broken],
    ['429', refuse(429, 'TooManyRequests', { 'retry-after': '0.249' })],
    ['502', refuse(502)],
    ['503', refuse(503, 'x', { 'retry-after': '1' })],
    ['504', refuse(504)],
  ])('is tried again after a short wait: %s', async (_name, fault) => {
    const graph = scripted(fault, fault, ok({ id: 'u' }))
    expect(await readerGraph(deps, tenantId).get('/users/u')).toEqual({ id: 'u' })
    expect([graph.left(), waits.length]).toEqual([0, 2])
  })

  it('waits at most five seconds in all, then says how long Microsoft asked for', async () => {
    const graph = scripted(
      refuse(503, 'x', { 'retry-after': '3' }),
      refuse(429, 'x', { 'retry-after': '2.128' }),
    )
    const error = await readerGraph(deps, tenantId)
      .get('/users')
      .catch((cause: unknown) => cause)
    expect(error).toMatchObject({ code: 'graph.throttled', retryAfterSeconds: 2.128 })
    expect([graph.left(), waits]).toEqual([0, [3000]])
  })

  it('that never succeeds ends as unavailable', async () => {
    scripted(...Array.from({ length: 10 }, () => broken))
    expect(await codeOf(readerGraph(deps, tenantId).get('/users'))).toBe('graph.unavailable')
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(5000)
  })

  it.each([
    ['text that is not JSON', () => new Response('<html>')],
    ['no list', ok({ value: { id: 1 } })],
    ['nothing', () => new Response(null, { status: 200 })],
    ['a link to another host', ok({ value: [], '@odata.nextLink': 'https://evil.example/' })],
  ])('refuses a page that is not one: %s', async (_name, answer: Answer) => {
    scripted(answer)
    expect(await codeOf(readerGraph(deps, tenantId).page('/users'))).toBe('graph.malformed')
  })

  it('stops at answers larger than any that we ask for', async () => {
    const piece = new Uint8Array(1024 * 1024).fill(32)
    let sent = 0
    scripted(
      () =>
        new Response(
          new ReadableStream({
            pull(controller) {
              sent += 1
              if (sent > 200) controller.close()
              else controller.enqueue(piece)
            },
          }),
        ),
    )
    expect(await codeOf(readerGraph(deps, tenantId).get('/users'))).toBe('graph.unavailable')
    expect(sent).toBeLessThan(40)
  })
})

describe('a write', () => {
  it.each([
    ['a broken connection', broken],
    ['502', refuse(502)],
    ['503', refuse(503, 'x', { 'retry-after': '1' })],
    ['504', refuse(504)],
    ['an unreadable answer', () => new Response('<html>')],
  ])(
    'whose answer is lost is never repeated, and nobody claims to know: %s',
    async (_name, fault: Answer) => {
      const graph = scripted(fault)
      expect(await codeOf(operatorGraph(deps, tenantId).post('/users/u/revokeSignInSessions'))).toBe(
        'graph.unknownOutcome',
      )
      expect([graph.requests.length, waits]).toEqual([1, []])
    },
  )

  it('that Graph did not take (429) goes out again after a short wait', async () => {
    const graph = scripted(
      refuse(429, 'x', { 'retry-after': '1' }),
      () => new Response(null, { status: 204 }),
    )
    await operatorGraph(deps, tenantId).patch('/users/u', { accountEnabled: false })
    expect([graph.requests.length, waits]).toEqual([2, [1000]])
  })

  it('that Graph refuses is refused', async () => {
    scripted(refuse(403, 'Authorization_RequestDenied'))
    expect(await codeOf(operatorGraph(deps, tenantId).patch('/users/u', {}))).toBe('graph.denied')
  })
})

describe('Graph’s refusals in our words', () => {
  it.each([
    [410, 'x', 'graph.resync'],
    [400, 'syncStateNotFound', 'graph.resync'],
    [400, 'SyncStateNotFound', 'graph.resync'],
    [400, 'resyncRequired', 'graph.resync'],
    [400, 'Directory_ExpiredPageToken', 'graph.resync'],
    [400, 'Request_UnsupportedQuery', 'tenant.unsupported'],
    [400, 'BadRequest', 'graph.invalid'],
    [403, 'Authorization_RequestDenied', 'graph.denied'],
    [403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant', 'graph.noLicence'],
    [404, 'Request_ResourceNotFound', 'graph.notFound'],
    [500, 'generalException', 'graph.unavailable'],
  ])('%i %s is %s', async (status, code, ours) => {
    scripted(refuse(status, code))
    expect(await codeOf(readerGraph(deps, tenantId).get('/users/delta'))).toBe(ours)
  })

  it('keep one plain line of what Microsoft said', async () => {
    scripted(() =>
      Response.json({ error: { code: 'Bad\u0000<b>', message: `a\nb${'x'.repeat(500)}` } }, { status: 400 }),
    )
    const error = await readerGraph(deps, tenantId)
      .get('/x')
      .catch((cause: unknown) => cause)
    const { detail } = error as AppError
    expect(detail).toMatch(/^\(400 Badb: a bx+\)$/)
    expect(detail?.length).toBeLessThan(230)
  })
})

describe('Retry-After', () => {
  const now = Date.parse('2026-11-20T10:00:00Z')
  it.each([
    ['2.128', 2.128],
    ['0.249', 0.249],
    ['120', 120],
    ['Fri, 20 Nov 2026 10:02:00 GMT', 120],
    ['Fri, 20 Nov 2026 09:00:00 GMT', 0],
    ['999999999', 86_400],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%s is %s seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, now)).toBe(seconds)
  })
})
