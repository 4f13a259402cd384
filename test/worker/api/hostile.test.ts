import { beforeAll, describe, expect, it } from 'vitest'
import { contract, type EndpointName, type ErrorBody } from '../../../shared/contract.ts'
import { contoso, openDesk, request, seen } from '../act/desk.ts'
import type { Bench } from '../harness.ts'
import { samples } from './samples.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openDesk()
})

const names = Object.keys(contract) as EndpointName[]
const deep = `${'['.repeat(20_000)}1${']'.repeat(20_000)}`
const deepObject = `${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}`
/** As they stand in the body: JSON text, because an object literal could not hold some of them. */
const hostile: Record<string, string> = {
  null: 'null',
  true: 'true',
  'a number': '-1e308',
  'a number beyond all': '1e999',
  'an empty text': '""',
  'an endless text': JSON.stringify('x'.repeat(60_000)),
  'a text with NUL': '"a\\u0000b"',
  'half a character': '"\\ud800"',
  'text that runs backwards': '"\\u202e\\u2066nimda\\u200b"',
  'letters that fold': '"\\u212a\\u0130\\ufb03"',
  SQL: `"' OR 1=1; DROP TABLE tenant; --"`,
  'a path': '"../../v1/users"',
  'a prototype’s name': '"__proto__"',
  'a member of every object': '"constructor"',
  'an array': '["a"]',
  'a deep array': deep,
  'a deep object': deepObject,
  'an object that brings a prototype': '{"__proto__":{"role":"admin"},"constructor":{"prototype":1}}',
  'an object that hides its members':
    '{"toString":1,"valueOf":1,"hasOwnProperty":1,"toJSON":1,"length":-1,"then":1}',
}

async function post(name: EndpointName, body: string) {
  const token = await bench.world.microsoft.technicianToken('admin')
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const response = await bench.request(`/v1/${name}`, { method: 'POST', headers, body })
  const { error } = (await response.json()) as Partial<ErrorBody>
  return { status: response.status, code: error?.code ?? 'none', text: error?.text ?? '' }
}

/** Every body in which one property of a right one, one level deep too, is replaced; and the bodies as a whole. */
function bodiesOf(name: EndpointName, value: string): string[] {
  const mark = '"@here@"'
  const input = samples[name].input as Record<string, unknown>
  const fields = Object.entries(input).flatMap(([key, inner]) => {
    const isRecord = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    const nested = isRecord ? Object.keys({ x: 0, ...inner }) : []
    return [
      { ...input, [key]: '@here@' },
      ...nested.map((each) => ({ ...input, [key]: { ...(inner as object), [each]: '@here@' } })),
    ]
  })
  return [value, ...fields.map((body) => JSON.stringify(body).replace(mark, () => value))]
}

describe('hostile bodies', () => {
  it.each(names)('are refused or harmless, never a failure of ours: %s', async (name) => {
    for (const [kind, value] of Object.entries(hostile)) {
      for (const body of bodiesOf(name, value)) {
        const { status, code } = await post(name, body)
        const where = { kind, body: body.slice(0, 200) }
        expect({ ...where, status, code }).toEqual({
          ...where,
          status: expect.any(Number),
          code: expect.not.stringMatching('internal'),
        })
        // The ticket system counts requests by the minute.
        bench.world.clock.advance(2_000)
      }
    }
    expect((await bench.db.prepare('SELECT count(*) AS n FROM tenant').first<{ n: number }>())?.n).toBe(3)
  })
})

describe('the values of an action', () => {
  it('are plain: nothing nested is taken for a value', async () => {
    const input = request('block-sign-in', seen(contoso, 'Ellingsworth'))
    for (const values of ['{"revoke":[true]}', `{"revoke":${deep}}`, `{"revoke":${deepObject}}`]) {
      const body = JSON.stringify({ ...input, values: '@' }).replace('"@"', () => values)
      expect(await post('actions.run', body)).toMatchObject({ status: 400, code: 'request.invalid' })
    }
  })

  it('cannot come from a prototype', async () => {
    const input = request('block-sign-in', seen(contoso, 'Ellingsworth'))
    const body = JSON.stringify({ ...input, values: '@' }).replace('"@"', '{"toString":true}')
    expect(await post('actions.run', body)).toMatchObject({ code: 'action.values' })
    expect(({} as { revoke?: unknown }).revoke).toBeUndefined()
  })
})

describe('header tricks', () => {
  it('do not help: two tokens, a token elsewhere, another method', async () => {
    const token = await bench.world.microsoft.technicianToken('admin')
    const json = { 'content-type': 'application/json' }
    const send = async (path: string, headers: Record<string, string>, method = 'POST') => {
      const body = method === 'GET' || method === 'HEAD' ? {} : { body: '{}' }
      return (await bench.request(path, { method, headers: { ...json, ...headers }, ...body })).status
    }
    const authorization = `Bearer ${token}`
    expect(await send('/v1/access.list', { authorization })).toBe(200)
    expect(await send('/v1/access.list', { authorization: `${authorization}, ${authorization}` })).toBe(401)
    expect(await send('/v1/access.list', { authorization: `${authorization} x` })).toBe(401)
    expect(await send('/v1/access.list', { authorization: `Basic ${token}` })).toBe(401)
    expect(await send('/v1/access.list', { cookie: `authorization=${authorization}` })).toBe(401)
    expect(await send(`/v1/access.list?access_token=${token}`, {})).toBe(401)
    expect(await send('/v1/access.list', { 'x-authorization': authorization })).toBe(401)
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
      expect([method, await send('/v1/access.list', { authorization }, method)]).toEqual([method, 404])
    }
    const override = { 'x-http-method-override': 'POST', authorization }
    expect(await send('/v1/access.list', override, 'PUT')).toBe(404)
  })

  it('do not open another endpoint’s door: encoded names are the same endpoint with the same role', async () => {
    const token = await bench.world.microsoft.technicianToken('viewer')
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    for (const path of [
      '/v1/access%2Elist',
      '/v1/./access.list',
      '/v1//access.list',
      '/V1/access.list',
      '/v1/ACCESS.LIST',
    ]) {
      const { status } = await bench.request(path, { method: 'POST', headers, body: '{}' })
      expect([path, [403, 404].includes(status)]).toEqual([path, true])
    }
  })
})
