import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { HttpPort, PsaApiDefinition } from '../../../shared/psa/api.ts'
import { createHttp } from '../../../worker/psa/http.ts'
import { allTextOf, codeOf, refusalOf } from './subject.ts'

const definition: PsaApiDefinition = {
  baseUrl: () => 'https://psa.example.com/api',
  sign: (request, _credentials, token) => ({ ...request, headers: { Authorization: `Bearer ${token}` } }),
  token: {
    url: () => 'https://sign-in.example.com/token',
    form: (_account, { id = '', secret = '' }) => ({ client_id: id, client_secret: secret, scope: 'all' }),
    read: (answer) =>
      answer !== null && typeof answer === 'object' && 'token' in answer ? String(answer.token) : null,
  },
  limit: { requests: 1, perSeconds: 1 },
  api: () => {
    throw new Error('Not asked for here.')
  },
}

/** How many tokens were given, which ones are good, and what was asked. */
let given: number
let isGood: (token: string) => boolean
let asked: string[]
let port: HttpPort

beforeEach(() => {
  given = 0
  isGood = () => true
  asked = []
  const credentials = { id: 'an-id', secret: 'the-secret' }
  port = createHttp({ api: definition, account: 'a', credentials, now: () => 0 })
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input as RequestInfo, init)
    const { host } = new URL(request.url)
    if (host === 'sign-in.example.com') {
      given += 1
      asked.push(`token with ${new TextDecoder().decode(await request.arrayBuffer())}`)
      return Response.json({ token: `t${given}` })
    }
    const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? ''
    asked.push(`${request.method} as ${token}`)
    return isGood(token) ? Response.json({ ok: true }) : Response.json({}, { status: 401 })
  })
})

describe('a token', () => {
  it('is asked for once, as a form, and serves many requests', async () => {
    await Promise.all([port.get('/a'), port.get('/b'), port.post('/c', {})])
    expect(asked[0]).toBe('token with client_id=an-id&client_secret=the-secret&scope=all')
    expect(asked.slice(1).sort()).toEqual(['GET as t1', 'GET as t1', 'POST as t1'])
  })

  it('that has run out is asked for anew, once for all who waited, and each request is sent again', async () => {
    await port.get('/a')
    isGood = (token) => token !== 't1'
    await Promise.all([port.get('/b'), port.post('/c', {})])
    expect(given).toBe(2)
    expect(asked.filter((line) => line.endsWith('as t2')).sort()).toEqual(['GET as t2', 'POST as t2'])
  })

  it('that is refused even when new means that the key will not do', async () => {
    isGood = () => false
    expect(await codeOf(port.get('/a'))).toBe('psa.keyRefused')
    expect(asked.filter((line) => line.startsWith('GET'))).toEqual(['GET as t1', 'GET as t2'])
  })

  it('that is not in the answer is no token, and is asked for again next time', async () => {
    vi.mocked(globalThis.fetch).mockResolvedValueOnce(Response.json({ error: 'no' }))
    expect(await codeOf(port.get('/a'))).toBe('psa.malformed')
    expect(await port.get('/a')).toEqual({ ok: true })
  })

  it('is never told, nor what it was asked for with', async () => {
    vi.mocked(globalThis.fetch).mockResolvedValueOnce(
      Response.json({ secret: 'the-secret' }, { status: 401 }),
    )
    const refused = await refusalOf(port.get('/a'))
    expect(refused.code).toBe('psa.keyRefused')
    expect(allTextOf(refused)).not.toContain('the-secret')
  })
})
