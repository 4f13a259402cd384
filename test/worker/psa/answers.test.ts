import { describe, expect, it } from 'vitest'
import { answer, json, port } from './scripted.ts'
import { codeOf, refusalOf } from './subject.ts'

const http = port()

describe('requests', () => {
  it('carry key and JSON, and follow no redirect', async () => {
    const requests = answer(json(200, { id: 1 }))
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
      const requests = answer(moved())
      expect(await codeOf(http.get('/me'))).toBe('psa.malformed')
      expect(requests).toHaveLength(1)
    }
  })

  it('take a key that no header can carry as refused, without sending anything', async () => {
    const requests = answer()
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
    const requests = answer(response.clone(), response.clone())
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
    const requests = answer(json(429, {}, headers))
    expect((await refusalOf(http.get('/me'))).retryAfterSeconds).toBe(seconds)
    expect(requests).toHaveLength(1)
  })
})
