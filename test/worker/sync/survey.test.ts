import { describe, expect, it } from 'vitest'
import { type SurveyMessage, survey } from '../../../worker/sync/survey.ts'
import { contoso, fabrikam, northwind, type Surveying, startSurveying } from '../surveying.ts'

const isSyncro = (path: string) => (request: { method: string; url: URL }) =>
  request.method === 'GET' && request.url.pathname.endsWith(path)
const pageOf = (path: string, page: number) => (request: { method: string; url: URL }) =>
  isSyncro(path)(request) && request.url.searchParams.get('page') === String(page)
const answer = (status: number, body: string, headers: Record<string, string> = {}) => ({
  respond: () => new Response(body, { status, headers: { 'content-type': 'application/json', ...headers } }),
})
const asked = ({ world }: Surveying, path: string) =>
  world.visits.filter(({ method, url }) => isSyncro(path)({ method, url: new URL(url) })).length
/** What is known of the account, and what a survey has left lying about. */
const known = async ({ db, connectionId }: Surveying) =>
  (
    await db
      .prepare('SELECT * FROM organisation WHERE connection_id = ? ORDER BY organisation_id')
      .bind(connectionId)
      .all()
  ).results
const pages = async ({ db, connectionId }: Surveying) =>
  (await db.prepare('SELECT * FROM organisation WHERE connection_id <> ?').bind(connectionId).all()).results
const domains = async (bench: Surveying, id: number) => {
  const row = (await known(bench)).find(({ organisation_id }) => organisation_id === String(id))
  return row ? (JSON.parse(String(row.domains)) as Record<string, number>) : null
}
const beginning = async (bench: Surveying) => {
  await bench.call('mappings.suggest', { connectionId: bench.connectionId, refresh: true })
  const message = bench.queue.sent.at(-1)?.body as SurveyMessage
  return message
}

describe('a survey', () => {
  it('reads the organisations and the domains of their contacts, and suggests from them', async () => {
    const bench = await startSurveying()
    expect(await bench.suggestions()).toMatchObject({ state: 'never', readAt: null, organisations: 0 })
    const { state, readAt, organisations, suggestions, without, problem } = await bench.survey()
    expect([state, problem, without]).toEqual(['ready', null, []])
    expect(Date.parse(readAt ?? '')).toBeLessThanOrEqual(bench.world.clock.now())
    expect(organisations).toBe(
      [...bench.account.customers.values()].filter(({ disabled }) => !disabled).length,
    )
    expect(
      suggestions.map(({ tenantId, organisationId, confidence }) => [tenantId, organisationId, confidence]),
    ).toEqual([
      [contoso.id, String(contoso.organisationId), 'certain'],
      [northwind.id, String(northwind.organisationId), 'certain'],
      // Two organisations have an address of Fabrikam's.
      [fabrikam.id, String(fabrikam.organisationId), 'likely'],
      [fabrikam.id, '110', 'likely'],
    ])
    expect(await domains(bench, contoso.organisationId)).toMatchObject({
      '@contoso.example': 0,
      'contoso.example': expect.any(Number),
    })
    expect(await pages(bench)).toEqual([])
    expect(bench.world.strays).toEqual([])
  })

  it('says how far it is, with what was known before', async () => {
    const bench = await startSurveying()
    await bench.survey()
    bench.account.perPage.customers = 1
    for (let index = 0; index < 200; index += 1) bench.account.addCustomer({ businessName: `More ${index}` })
    await beginning(bench)
    expect(await bench.suggestions()).toMatchObject({ state: 'reading', organisations: 0 })
    await bench.deliver()
    const half = await bench.suggestions()
    expect(half).toMatchObject({ state: 'reading', organisations: 100, readAt: expect.any(String) })
    expect(half.suggestions).toHaveLength(4)
    await bench.drain()
    expect(await bench.suggestions()).toMatchObject({
      state: 'ready',
      organisations: bench.account.customers.size - 1,
    })
  })

  it('reads 1,200 organisations over several messages, each once, and no message names anybody', async () => {
    const bench = await startSurveying()
    bench.account.perPage.contacts = 20
    for (let index = 0; index < 1200; index += 1) {
      const { id } = bench.account.addCustomer({
        businessName: `Customer ${index}`,
        email: `info@c${index}.example`,
      })
      bench.account.addContact({ customerId: id, name: 'Ada', email: `ada@c${index}.example` })
    }
    const { state, organisations } = await bench.survey()
    expect([state, organisations]).toEqual(['ready', bench.account.customers.size - 1])
    expect(await domains(bench, [...bench.account.customers.keys()].at(-1) ?? 0)).toEqual({
      '@c1199.example': 0,
      'c1199.example': 1,
    })
    expect(bench.queue.sent.length).toBeGreaterThan(1)
    expect(JSON.stringify(bench.queue.sent)).not.toMatch(/@|Ada|Customer|example/)
    expect(bench.world.visits.filter(({ status }) => status === 429)).toEqual([])
  })

  it('takes away organisations that were deleted or disabled meanwhile', async () => {
    const bench = await startSurveying()
    await bench.survey()
    bench.account.customers.delete(contoso.organisationId)
    Object.assign(bench.account.customers.get(northwind.organisationId) ?? {}, { disabled: true })
    const { suggestions, without } = await bench.survey()
    expect(new Set(suggestions.map(({ tenantId }) => tenantId))).toEqual(new Set([fabrikam.id]))
    expect(without.map(({ tenantId }) => tenantId)).toEqual([contoso.id, northwind.id])
  })

  it('forgets contacts whose organisation is not listed', async () => {
    const bench = await startSurveying()
    bench.account.addContact({ customerId: 4711, name: 'Ada', email: 'ada@contoso.example' })
    await bench.survey()
    expect((await known(bench)).map(({ organisation_id }) => organisation_id)).not.toContain('4711')
  })

  it('writes nothing about an organisation that did not change', async () => {
    const bench = await startSurveying()
    await bench.survey()
    await bench.db
      .prepare(
        `CREATE TRIGGER untouched BEFORE UPDATE ON organisation WHEN old.connection_id = new.connection_id
         BEGIN SELECT RAISE(ABORT, 'written'); END`,
      )
      .run()
    expect((await bench.survey()).state).toBe('ready')
  })
})

describe('one at a time', () => {
  it('is not begun twice', async () => {
    const bench = await startSurveying()
    await beginning(bench)
    await beginning(bench)
    expect(bench.queue.sent).toHaveLength(1)
  })

  it('is begun anew when the former one was lost, whose late message then does nothing', async () => {
    const bench = await startSurveying()
    const lost = await beginning(bench)
    await survey({ ...bench.deps, env: dying(bench, 6) }, lost).catch(() => {})
    await bench.queue.deliver(async (batch) => batch.ackAll())
    bench.world.clock.advance(13 * 3_600_000)
    expect(await bench.suggestions()).toMatchObject({ state: 'failed', problem: { code: 'internal' } })
    await bench.survey()
    const before = [await known(bench), asked(bench, '/customers')]
    await survey(bench.deps, lost)
    expect([await known(bench), asked(bench, '/customers')]).toEqual(before)
    expect(await pages(bench)).toEqual([])
  })
})

/** An isolate that dies at the given touch of the database. */
function dying({ deps: { env } }: Surveying, fatal: number) {
  let touched = 0
  const DB = new Proxy(env.DB, {
    get(target, name) {
      touched += 1
      if (touched >= fatal) throw new Error('The isolate is gone.')
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { ...env, DB }
}

describe('whatever happens on the way', () => {
  it('counts nobody twice wherever the worker dies', { timeout: 120_000 }, async () => {
    const bench = await startSurveying()
    bench.account.perPage.customers = 3
    bench.account.perPage.contacts = 2
    await bench.survey()
    const right = await known(bench)
    let ended = false
    for (let fatal = 1; !ended; fatal += 3) {
      await bench.db.prepare('DELETE FROM organisation').run()
      const message = await beginning(bench)
      ended = await survey({ ...bench.deps, env: dying(bench, fatal) }, message).then(
        () => true,
        () => false,
      )
      await bench.drain()
      expect(await known(bench)).toEqual(right)
      expect(await pages(bench)).toEqual([])
    }
  })

  it('counts nobody twice when a message is delivered twice, one after the other or at once', async () => {
    const bench = await startSurveying()
    bench.account.perPage.contacts = 2
    await bench.survey()
    const right = await known(bench)
    const message = await beginning(bench)
    await survey(bench.deps, message)
    await survey(bench.deps, message)
    expect(await known(bench)).toEqual(right)
    const again = await beginning(bench)
    await Promise.all([survey(bench.deps, again), survey(bench.deps, again)])
    await bench.drain()
    expect(await known(bench)).toEqual(right)
    expect(await pages(bench)).toEqual([])
  })

  it('waits out a 429 as long as the PSA says, and goes on at the same page', async () => {
    const bench = await startSurveying()
    bench.account.perPage.customers = 4
    bench.world.faults.add({
      match: pageOf('/customers', 2),
      times: 2,
      ...answer(429, '{"error":"Rate limit exceeded"}', { 'retry-after': '700' }),
    })
    const from = bench.world.clock.now()
    const { state } = await bench.survey()
    expect(state).toBe('ready')
    expect(bench.world.clock.now() - from).toBeGreaterThanOrEqual(1_400_000)
    expect(asked(bench, '/customers')).toBe(3 + 2)
  })

  it.each([
    ['half a page', answer(200, '{"customers":[{"id":101,"business_na')],
    ['a page of HTML', answer(200, '<h1>Sign in</h1>', { 'content-type': 'text/html' })],
    ['a page without its end', answer(200, '{"customers":[]}')],
    ['an outage', answer(503, 'down')],
    ['a broken connection', { respond: () => Promise.reject(new Error('reset')) }],
  ])('reads a page again that came as %s, and keeps what was known until then', async (_what, fault) => {
    const bench = await startSurveying()
    await bench.survey()
    const before = await known(bench)
    bench.account.perPage.customers = 4
    bench.account.customers.delete(contoso.organisationId)
    bench.world.faults.add({ match: pageOf('/customers', 2), times: 4, ...fault })
    await beginning(bench)
    await bench.deliver()
    expect(await known(bench)).toEqual(before)
    expect((await bench.suggestions()).state).toBe('reading')
    await bench.drain()
    expect((await bench.suggestions()).state).toBe('ready')
    expect(await known(bench)).toHaveLength(before.length - 1)
  })

  it('gives up after an hour of outage, says so, and leaves what was known', async () => {
    const bench = await startSurveying()
    await bench.survey()
    const before = await known(bench)
    bench.account.down = true
    const from = bench.world.clock.now()
    const { state, problem, suggestions } = await bench.survey()
    expect([state, problem?.code]).toEqual(['failed', 'psa.unavailable'])
    expect(bench.world.clock.now() - from).toBeGreaterThan(3_600_000)
    expect(suggestions).toHaveLength(4)
    expect([await known(bench), await pages(bench)]).toEqual([before, []])
    bench.account.down = false
    expect(await bench.survey()).toMatchObject({ state: 'ready', problem: null })
  })

  it('ends at once where waiting does not help, with the permission that is missing', async () => {
    const bench = await startSurveying()
    bench.account.key.permissions.delete('Customers - View Detail')
    const { state, problem } = await bench.survey()
    expect([state, problem?.code]).toEqual(['failed', 'psa.permission'])
    expect(problem?.text).toContain('Customers - View Detail')
    expect(bench.queue.sent).toHaveLength(1)
    expect([await known(bench), await pages(bench)]).toEqual([[], []])
  })

  it('bears hostile names, addresses and any number of domains', async () => {
    const bench = await startSurveying()
    const names = [
      `\u202eevil\u0000<img src=x>'); DROP TABLE organisation; --`,
      'x'.repeat(10_000),
      '\ud800 lone',
      '👩‍👩‍👧 ünïcode 株式会社',
    ]
    const ids = names.map((businessName) => bench.account.addCustomer({ businessName, email: '"@' }).id)
    const [first = 0] = ids
    for (const email of [
      '__proto__@__proto__',
      'a@constructor',
      "x@y'z.example",
      'a@b@contoso.example',
      '@',
      '',
    ])
      bench.account.addContact({ customerId: first, name: 'N', email })
    for (let index = 0; index < 500; index += 1)
      bench.account.addContact({ customerId: first, name: 'N', email: `n@d${index}.example` })
    const { state } = await bench.survey()
    expect(state).toBe('ready')
    const rows = await known(bench)
    const kept = ids.map((id) => rows.find(({ organisation_id }) => organisation_id === String(id)))
    for (const row of kept) expect(String(row?.name).length).toBeLessThanOrEqual(300)
    expect(String(kept[0]?.name)).not.toContain('\u0000')
    const counted = (await domains(bench, first)) ?? {}
    expect(Object.keys(counted)).toHaveLength(201)
    expect(Object.values(counted).reduce((sum, count) => sum + count, 0)).toBe(501)
  })
})
