import { describe, expect, it } from 'vitest'
import { answer, json, port } from './scripted.ts'
import { allTextOf, codeOf, refusalOf } from './subject.ts'

const http = port()
const lost = () => new TypeError('Network connection lost.')

describe('when nothing comes back', () => {
  it('repeats reading once, and no more', async () => {
    let requests = answer(lost(), json(200, { id: 1 }))
    expect(await http.get('/me')).toEqual({ id: 1 })
    requests = answer(json(503, {}), json(502, {}), json(200, {}))
    expect(await codeOf(http.get('/me'))).toBe('psa.unavailable')
    expect(requests).toHaveLength(2)
  })

  it('repeats a POST that only reads, as it repeats a GET', async () => {
    let requests = answer(lost(), json(200, { id: 1 }))
    expect(await http.query('/search', { name: 'A' })).toEqual({ id: 1 })
    expect(await Promise.all(requests.map((request) => request.json()))).toEqual([
      { name: 'A' },
      { name: 'A' },
    ])
    requests = answer(json(500, {}), json(500, {}))
    expect(await codeOf(http.query('/search', {}))).toBe('psa.unavailable')
  })

  it.each([
    ['a lost connection', () => lost(), 'psa.unknownOutcome', 'psa.unavailable'],
    ['502', () => json(502, {}), 'psa.unknownOutcome', 'psa.unavailable'],
    ['500', () => json(500, {}), 'psa.unknownOutcome', 'psa.unavailable'],
    ['503, said before any work', () => json(503, {}), 'psa.unavailable', 'psa.unavailable'],
  ] as const)('never repeats a write: %s', async (_what, failure, afterPost, afterPut) => {
    let requests = answer(failure())
    expect(await codeOf(http.post('/contacts', {}))).toBe(afterPost)
    expect(requests).toHaveLength(1)
    for (const write of [() => http.put('/contacts/1', {}), () => http.patch('/contacts/1', {})]) {
      requests = answer(failure())
      expect(await codeOf(write())).toBe(afterPut)
      expect(requests).toHaveLength(1)
    }
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
    expect(allTextOf(error)).not.toContain('secret-key')
  })
})
