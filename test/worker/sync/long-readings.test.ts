import { describe, expect, it } from 'vitest'
import { reconcile } from '../../../worker/sync/reconcile.ts'
import { contoso, type Mapped, startMapped, startWritten, writes } from './mapped.ts'

const extra = 255

/** 260 contacts, two a page: 130 pages, of which one message reads at most 120. */
function prepare({ account }: Pick<Mapped, 'account' | 'directory'>): void {
  account.perPage.contacts = 2
  for (let nth = 0; nth < extra; nth += 1) {
    account.addContact({
      customerId: contoso.organisationId,
      name: `By hand ${nth}`,
      email: `hand${nth}@contoso.example`,
    })
  }
}
const pagesRead = ({ world }: Mapped) =>
  world.visits
    .filter(({ method, url }) => method === 'GET' && new URL(url).pathname.endsWith('/contacts'))
    .map(({ url }) => new URL(url).searchParams)
    .filter((query) => query.has('customer_id'))
    .map((query) => Number(query.get('page')))
const mirrored = async (desk: Mapped) => (await desk.rows('contact')).results.length
const isList = ({ method, url }: { method: string; url: URL }) =>
  method === 'GET' && url.pathname.endsWith('/contacts')

describe('a list of contacts of 130 pages', () => {
  it('is read over several messages, each page once', async () => {
    const desk = await startMapped({}, prepare)
    expect(pagesRead(desk)).toEqual(Array.from({ length: 130 }, (_, nth) => nth + 1))
    expect(await mirrored(desk)).toBe(extra + 5)
    const handedOn = desk.queue.sent.filter(
      ({ body }) => body.kind === 'reconcile' && body.lease !== undefined,
    )
    expect(handedOn.length).toBeGreaterThanOrEqual(1)
    expect((await desk.plan()).counts).toMatchObject({ create: 11, link: 3 })
    expect(
      (await desk.db.prepare(`SELECT * FROM round_page WHERE resource LIKE 'contacts:%'`).all()).results,
    ).toEqual([])
  })

  it('is read anew when the worker dies between two pages, and nobody is forgotten in between', async () => {
    const desk = await startWritten({}, prepare)
    const before = await mirrored(desk)
    let isDead = false
    desk.world.faults.add({
      match: (request) => isList(request) && request.url.searchParams.get('page') === '60',
      after: (response) => {
        isDead = true
        return response
      },
    })
    const DB = new Proxy(desk.env.DB, {
      get(target, name) {
        if (isDead) throw new Error('The isolate is gone.')
        const value = Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    desk.send('reconcile')
    const env = { ...desk.env, DB }
    await desk.queue.deliver((batch) => desk.worker.queue(batch as never, env))
    expect(isDead).toBe(true)
    expect(await mirrored(desk)).toBe(before)
    desk.account.contacts.delete(
      [...desk.account.contacts.values()].find(({ name }) => name === 'By hand 7')?.id ?? 0,
    )
    const done = desk.account.log.length
    await desk.drain()
    expect(await mirrored(desk)).toBe(before - 1)
    expect(writes(desk, done)).toEqual([])
    expect(await desk.view()).toMatchObject({ linked: 14, reviews: 0, problem: null })
  })

  it('that stops half way forgets nobody and makes no plan', async () => {
    const desk = await startWritten({}, prepare)
    const before = await mirrored(desk)
    const plans = (await desk.rows('plan')).results.length
    desk.world.faults.add({
      match: (request) => isList(request) && request.url.searchParams.get('page') === '125',
      times: Number.POSITIVE_INFINITY,
      respond: () => new Response('<h1>Maintenance</h1>', { status: 503 }),
    })
    desk.send('reconcile')
    await desk.drain()
    expect(await mirrored(desk)).toBe(before)
    expect((await desk.rows('plan')).results).toHaveLength(plans)
    expect((await desk.view()).problem?.code).toBe('psa.unavailable')
  })

  it('that begins again and again is no list', async () => {
    const desk = await startMapped()
    const before = await mirrored(desk)
    let first: object | null = null
    desk.world.faults.add({
      match: isList,
      times: Number.POSITIVE_INFINITY,
      after: async (response) => {
        const { contacts, meta } = (await response.json()) as { contacts: object[]; meta: object }
        first ??= { contacts, meta: { ...meta, total_pages: 99_999 } }
        return Response.json(first)
      },
    })
    await reconcile(desk.deps, desk.message('reconcile') as never)
    expect((await desk.view()).problem).toMatchObject({ code: 'psa.malformed' })
    expect(await mirrored(desk)).toBe(before)
  })
})

describe('an organisation that is exchanged while its contacts are read', () => {
  it('leaves none of its contacts in the mirror of the other', async () => {
    const desk = await startMapped({ department: { include: ['Nowhere'] } })
    desk.world.faults.add({
      match: (request) => isList(request) && request.url.searchParams.get('customer_id') === '101',
      after: async (response) => {
        await desk.map({ organisationId: '102', mappingId: desk.mapping.id })
        return response
      },
    })
    desk.send('reconcile')
    await desk.drain()
    const { results } = await desk.db
      .prepare(`SELECT DISTINCT data->>'organisationId' AS organisationId FROM contact`)
      .all()
    expect(results).toEqual([{ organisationId: '102' }])
  })
})
