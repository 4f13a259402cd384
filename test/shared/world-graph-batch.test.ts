import { describe, expect, it } from 'vitest'
import { contoso, graphRoot, mara, openMicrosoft, sela } from './microsoft-bench.ts'

interface MemberAnswer {
  id: string
  status: number
  headers: Record<string, string>
  // biome-ignore lint/suspicious/noExplicitAny: tests look into foreign JSON
  body: any
}

async function open() {
  const bench = openMicrosoft()
  const graph = await bench.graphOf(contoso.id)
  const post = (json: unknown) => graph('/$batch', { method: 'POST', json })
  async function batch(requests: object[]): Promise<Record<string, MemberAnswer>> {
    const { status, body } = await post({ requests })
    expect(status).toBe(200)
    return Object.fromEntries(body.responses.map((one: MemberAnswer) => [one.id, one]))
  }
  return { ...bench, graph, post, batch }
}

const get = (id: string, url: string, more: object = {}) => ({ id, method: 'GET', url, ...more })

describe('batches', () => {
  it('answers each member alone, in no order', async () => {
    const { post } = await open()
    const requests = Array.from({ length: 20 }, (_, at) =>
      get(String(at), at === 7 ? '/users/nobody' : `/users/${mara}?$select=id`),
    )
    const { status, body } = await post({ requests })
    const ids = body.responses.map(({ id }: MemberAnswer) => id)
    expect([status, ids.length, new Set(ids).size]).toEqual([200, 20, 20])
    expect(ids).not.toEqual(requests.map(({ id }) => id))
    const failed = body.responses.filter((one: MemberAnswer) => one.status !== 200)
    expect(failed).toMatchObject([
      { id: '7', status: 404, body: { error: { code: 'Request_ResourceNotFound' } } },
    ])
  })

  it('puts 429 and its Retry-After into the member, not around it', async () => {
    const { microsoft, batch } = await open()
    microsoft.throttle(contoso.id, { times: 1, retryAfter: '2.5' })
    const { a, b } = await batch([get('a', '/organization'), get('b', '/organization')])
    expect([a?.status, a?.headers['Retry-After'], b?.status]).toEqual([429, '2.5', 200])
  })

  it('answers 424 to who depends on a member that failed, and 403 where the token lacks a permission', async () => {
    const { microsoft, graphOf } = await open()
    microsoft.tenant(contoso.id).revoke('reader', 'AuditLog.Read.All')
    const graph = await graphOf(contoso.id)
    const requests = [
      get('a', '/users/nobody'),
      get('b', '/organization', { dependsOn: ['a'] }),
      get('c', '/organization', { dependsOn: ['b'] }),
      get('d', '/auditLogs/signIns'),
    ]
    const { body } = await graph('/$batch', { method: 'POST', json: { requests } })
    expect(body.responses.map(({ id, status }: MemberAnswer) => `${id} ${status}`).sort()).toEqual([
      'a 404',
      'b 424',
      'c 424',
      'd 403',
    ])
    expect(microsoft.tenant(contoso.id).users.size).toBe(18)
    expect((await (await graphOf(contoso.id, 'operator'))('/$batch', { method: 'GET' })).status).toBe(405)
  })

  it('passes bodies and headers of members on: a body needs its content type', async () => {
    const { microsoft, graphOf } = await open()
    const graph = await graphOf(contoso.id, 'operator')
    const patch = (id: string, headers: object) => ({
      ...{ id, method: 'PATCH', url: `/users/${sela}`, headers },
      body: { accountEnabled: false },
    })
    const requests = [patch('bare', {}), patch('good', { 'Content-Type': 'application/json' })]
    const { body } = await graph('/$batch', { method: 'POST', json: { requests } })
    const statuses = Object.fromEntries(body.responses.map(({ id, status }: MemberAnswer) => [id, status]))
    expect(statuses).toEqual({ bare: 400, good: 204 })
    expect(microsoft.tenant(contoso.id).user(sela).accountEnabled).toBe(false)
  })

  it.each([
    ['more than 20 members', Array.from({ length: 21 }, (_, at) => get(String(at), '/organization'))],
    ['no members', []],
    ['an id twice', [get('a', '/organization'), get('a', '/organization')]],
    ['a number as id', [{ ...get('a', '/organization'), id: 1 }]],
    ['an absolute URL', [get('a', `${graphRoot}/organization`)]],
    ['a URL with a version', [get('a', '/v1.0/organization')]],
    ['a URL without a slash', [get('a', 'organization')]],
    ['another host', [get('a', '//evil.example/organization')]],
    ['a batch in a batch', [get('a', '/$batch')]],
    ['a dependency on a later one', [get('a', '/organization', { dependsOn: ['b'] }), get('b', '/domains')]],
  ])('refuses %s as a whole', async (_, requests) => {
    const { post } = await open()
    expect((await post({ requests })).status).toBe(400)
  })

  it('answers 401 as a whole without a token', async () => {
    const { send } = await open()
    expect((await send(`${graphRoot}/$batch`, { method: 'POST', body: '{}' })).status).toBe(401)
  })
})

describe('resource units', () => {
  it.each([
    ['/users', 2],
    ['/users?$select=id', 1],
    ['/users?$top=10', 1],
    ['/users?$top=10&$select=id', 1],
    ['/subscribedSkus', 3],
    ['/directoryRoles?$expand=members', 2],
    ['/users/delta?$select=id', 1],
    ['/organization', 1],
  ])('%s costs %i', async (path, cost) => {
    const { graph } = await open()
    const { headers } = await graph(path)
    expect(headers.get('x-ms-resource-unit')).toBe(String(cost))
    expect(headers.get('x-ms-throttle-limit-percentage')).toBeNull()
  })

  it('warn from 0.8 of the budget on, then refuse until the 10 seconds are over, for one app in one tenant', async () => {
    const { graph, graphOf, clock, microsoft } = await open()
    microsoft.tenant(contoso.id).resourceUnitBudget = 10
    clock.advance(10_000 - (clock.now() % 10_000))
    const answers = []
    for (let times = 0; times < 11; times += 1) answers.push(await graph('/organization'))
    expect(answers.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429])
    const percent = answers.map(({ headers }) => headers.get('x-ms-throttle-limit-percentage'))
    expect(percent.slice(6)).toEqual([null, '0.80', '0.90', '1.00', '1.10'])
    const refused = answers.at(-1)?.headers
    expect(refused?.get('retry-after')).toMatch(/^\d\.\d{3}$/)
    expect(refused?.get('x-ms-throttle-scope')).toMatch(/^Tenant_Application\/ReadWrite\/.+\/c0000000/)
    expect(refused?.get('x-ms-throttle-information')).toBe('ResourceUnitLimitExceeded')
    expect((await (await graphOf(contoso.id, 'operator'))(`/users/${mara}`)).status).toBe(200)
    clock.advance(10_000)
    expect((await graph('/organization')).status).toBe(200)
  })

  it('are spent by members of a batch, and not by Secure Score and mailboxes', async () => {
    const { graph, batch, microsoft } = await open()
    microsoft.tenant(contoso.id).resourceUnitBudget = 2
    const members = await batch(['a', 'b', 'c'].map((id) => get(id, '/organization')))
    expect(Object.values(members).filter(({ status }) => status === 429)).toHaveLength(1)
    const score = await graph('/security/secureScores?$top=1')
    expect([score.status, score.headers.get('x-ms-resource-unit')]).toEqual([200, null])
  })
})
