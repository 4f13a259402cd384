import { createExecutionContext } from 'cloudflare:test'
import { Hono } from 'hono'
import { requestId } from 'hono/request-id'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest'
import { contract, ErrorBody, PublicConfig } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Handlers } from '../../../worker/api/handlers.ts'
import { type AppEnv, refuse, serve } from '../../../worker/api/serve.ts'
import { worldEnv } from '../../world/env.ts'
import { apps, msp } from '../../world/people.ts'
import { type Bench, start } from '../harness.ts'

let bench: Bench
let log: MockInstance<typeof console.error>
beforeEach(async () => {
  bench = await start()
  log = vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => log.mockRestore())

async function refusal(response: Response) {
  const { error } = v.parse(ErrorBody, await response.json())
  return { status: response.status, ...error }
}

async function send(path: string, init: RequestInit & { headers?: Record<string, string> } = {}) {
  const token = await bench.world.microsoft.technicianToken('admin')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...init.headers }
  return bench.request(path, { method: 'POST', body: '{}', ...init, headers })
}

describe('requests', () => {
  it('that name no endpoint are told so, whoever sends them', async () => {
    for (const name of ['nothing.here', 'toString', '__proto__', 'session.get/']) {
      expect(await refusal(await bench.post(name, {}, null))).toMatchObject({
        status: 404,
        code: 'request.unknownEndpoint',
      })
    }
    expect(await refusal(await bench.request('/v1/session.get'))).toMatchObject({ status: 404 })
    expect(await refusal(await bench.request('/'))).toMatchObject({ code: 'request.unknownEndpoint' })
  })

  it('must be JSON', async () => {
    for (const body of ['', 'state=1', '{"a":']) {
      expect(await refusal(await send('/v1/session.get', { body }))).toMatchObject({
        status: 400,
        code: 'request.invalid',
      })
    }
    const form = await send('/v1/session.get', { headers: { 'content-type': 'text/plain' } })
    expect(await refusal(form)).toMatchObject({
      code: 'request.invalid',
      text: expect.stringContaining('application/json'),
    })
  })

  it('are told which field is wrong and how', async () => {
    const { code, text } = await refusal(await bench.post('tenants.get', { tenantId: 'contoso' }))
    expect(code).toBe('request.invalid')
    expect(text).toContain('tenantId: This is not a GUID.')
  })

  it('of more than 64 KB are refused, announced or not', async () => {
    const body = JSON.stringify({ filler: 'x'.repeat(65_536) })
    expect(await refusal(await send('/v1/session.get', { body }))).toMatchObject({
      status: 413,
      code: 'request.tooLarge',
    })
    const stream = new Response(body).body
    const headers = { 'transfer-encoding': 'chunked' }
    const streamed = await send('/v1/session.get', {
      body: stream,
      headers,
      duplex: 'half',
    } as RequestInit as never)
    expect(await refusal(streamed)).toMatchObject({ status: 413, code: 'request.tooLarge' })
    const fits = await send('/v1/session.get', { body: JSON.stringify({ filler: 'x'.repeat(60_000) }) })
    expect(fits.status).toBe(200)
  })

  it('get a request id of ours, never their own', async () => {
    const { requestId: id } = await refusal(
      await bench.request('/v1/x', { headers: { 'x-request-id': 'mine' } }),
    )
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('failures of our own', () => {
  it('say nothing but the request id, and log no message', async () => {
    bench = await start({
      DB: {
        prepare: () => {
          throw new Error('secret of the database')
        },
      } as never,
    })
    log.mockClear()
    const answer = await refusal(await bench.post('tenants.list', {}))
    expect(answer).toMatchObject({ status: 500, code: 'internal' })
    expect(JSON.stringify(answer)).not.toContain('secret')
    const lines = log.mock.calls.map(([line]) => String(line))
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      at: 'request',
      endpoint: 'tenants.list',
      requestId: answer.requestId,
    })
    expect(lines[0]).not.toContain('secret')
    expect(lines[0]).not.toContain('Bearer')
  })

  it('are not sent when an answer breaks the contract', async () => {
    const response = await through({
      'session.get': async () => ({ id: 1, name: 'x', role: 'owner' }) as never,
    })
    expect(await refusal(response)).toMatchObject({ status: 500, code: 'internal' })
  })

  it('never send a field that the contract does not have', async () => {
    const more = { id: 'a', name: 'x', role: 'admin' as const, limited: false, secret: 'y' }
    expect(await (await through({ 'session.get': async () => more })).json()).toEqual({
      id: 'a',
      name: 'x',
      role: 'admin',
      limited: false,
    })
  })

  it('say when to try again, in whole seconds', async () => {
    const response = await through({
      'session.get': async () => {
        throw new AppError('graph.throttled', { retryAfterSeconds: 1.2 })
      },
    })
    expect(response.headers.get('retry-after')).toBe('2')
    expect(await refusal(response)).toMatchObject({
      status: 503,
      code: 'graph.throttled',
      retryAfterSeconds: 1.2,
    })
  })

  async function through(handlers: Partial<Handlers>) {
    const app = new Hono<AppEnv>().use(requestId({ headerName: '' }))
    serve(app, { env: bench.env, now: bench.world.clock.now }, handlers as Handlers)
    app.onError((error, c) => refuse(c, error))
    const token = await bench.world.microsoft.technicianToken('viewer')
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return app.request(
      '/v1/session.get',
      { method: 'POST', headers, body: '{}' },
      bench.env,
      createExecutionContext(),
    )
  }
})

describe('headers', () => {
  it.each(['/health', '/v1/config', '/nowhere', '/consent/callback'])(
    'keep %s out of caches and frames',
    async (path) => {
      const { headers } = await bench.request(path)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    },
  )

  const preflight = (origin: string) =>
    bench.request('/v1/session.get', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    })

  it.each([worldEnv.EXTENSION_ORIGINS, 'moz-extension://0f9c7a1e-6d5b-4a3c-9e2f-1b0a9c8d7e6f'])(
    'let the extension at %s read answers, without cookies',
    async (origin) => {
      const { headers, status } = await preflight(origin)
      expect(status).toBe(204)
      expect(headers.get('access-control-allow-origin')).toBe(origin)
      expect(headers.get('access-control-allow-headers')).toContain('authorization')
      expect(headers.get('access-control-allow-credentials')).toBeNull()
      expect(Number(headers.get('access-control-max-age'))).toBeGreaterThan(0)
      expect(headers.get('vary')).toContain('Origin')
      const refused = await bench.request('/v1/session.get', { method: 'POST', headers: { origin } })
      expect(refused.headers.get('access-control-allow-origin')).toBe(origin)
      expect(refused.headers.get('vary')).toContain('Origin')
    },
  )

  it.each([
    'https://lamplight.syncromsp.com',
    'null',
    'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    `${worldEnv.EXTENSION_ORIGINS}.evil.example`,
    'moz-extension://evil.example',
    'https://moz-extension://0f9c7a1e-6d5b-4a3c-9e2f-1b0a9c8d7e6f',
  ])('let no page at %s read anything', async (origin) => {
    expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull()
    const config = await bench.request('/v1/config', { headers: { origin } })
    expect(config.headers.get('access-control-allow-origin')).toBeNull()
    expect(config.headers.get('vary')).toContain('Origin')
  })
})

describe('what needs no token', () => {
  it('says that it is there', async () => {
    expect(await (await bench.request('/health')).json()).toMatchObject({
      status: 'ok',
      version: expect.any(String),
    })
  })

  it('tells the extension how to sign in', async () => {
    expect(v.parse(PublicConfig, await (await bench.request('/v1/config')).json())).toMatchObject({
      tenantId: msp.id,
      clientId: apps.extension,
      scope: `api://${apps.api}/access`,
      authority: `https://login.microsoftonline.com/${msp.id}`,
    })
  })

  it.each(['MSP_TENANT_ID', 'API_CLIENT_ID', 'EXTENSION_CLIENT_ID'] as const)(
    'names %s when it is missing',
    async (name) => {
      bench = await start({ [name]: '' })
      const answer = await refusal(await bench.request('/v1/config'))
      expect(answer).toMatchObject({
        status: 503,
        code: 'config.missing',
        text: expect.stringContaining(name),
      })
      expect(await refusal(await bench.post('session.get', {}))).toMatchObject({ code: 'config.missing' })
    },
  )

  it('describes every endpoint of the contract', async () => {
    const document = (await (await bench.request('/openapi.json')).json()) as OpenApi
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(document.servers).toEqual([{ url: worldEnv.PUBLIC_URL }])
    const described = Object.keys(document.paths).filter((path) => path !== '/v1/config')
    expect(described.sort()).toEqual(
      Object.keys(contract)
        .map((name) => `/v1/${name}`)
        .sort(),
    )
    for (const name of Object.keys(contract)) {
      const { post } = document.paths[`/v1/${name}`] ?? {}
      expect(post?.operationId).toBe(name)
      expect(post?.requestBody?.content['application/json']?.schema).toMatchObject({ type: 'object' })
      expect(Object.keys(post?.responses ?? {})).toEqual(['200', 'default'])
    }
  })

  it('refers to nothing that the description lacks', async () => {
    const text = await (await bench.request('/openapi.json')).text()
    const document = JSON.parse(text)
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path)
    expect(references.length).toBeGreaterThan(0)
    for (const path of references) {
      const target = path.split('/').reduce((node, key) => node?.[key], document)
      expect([path, target]).toEqual([path, expect.any(Object)])
    }
    expect(text).not.toContain('"$schema"')
  })
})

interface OpenApi {
  openapi: string
  servers: unknown
  paths: Record<
    string,
    {
      post?: {
        operationId: string
        requestBody?: { content: Record<string, { schema: unknown }> }
        responses: object
      }
    }
  >
}
