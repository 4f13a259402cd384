import { beforeEach, describe, expect, it } from 'vitest'
import { consume } from '../../../worker/sync/consume.ts'
import type { Message } from '../../../worker/sync/message.ts'
import { schedule } from '../../../worker/sync/schedule.ts'
import { msp } from '../../world/people.ts'
import { countD1 } from '../counted-d1.ts'
import { type PartnerBench, startPartner } from './bench.ts'

/** With the twelve of the seed: 432 customers. */
const many = 420
const idAt = (at: number) => `f0000000-0000-4000-8000-${String(at).padStart(12, '0')}`
const of = (at: number) => ({ id: idAt(at), name: `Customer ${at}`, domain: `customer${at}.example` })

let bench: PartnerBench
beforeEach(async () => {
  bench = await startPartner()
  bench.partner.pageSize = 90
})

/** Customers with a tenant that can be taken in, or (`isListed`) those that are only listed. */
function add(from: number, to: number, isListed = false): void {
  for (let at = from; at < to; at += 1) {
    const { id, name, domain } = of(at)
    if (isListed) {
      bench.partner.contracts.set(id, { name, domain })
      bench.partner.relate({ id, name })
    } else bench.partner.addCustomer(bench.world.microsoft.addTenant({ id, name, domain }))
  }
}
const counts = async () => (await bench.call('partner.customers', {})).counts
const stopped = async () =>
  (await bench.db.prepare(`SELECT COUNT(*) AS n FROM tenant WHERE state = 'stopped'`).first<{ n: number }>())
    ?.n

/** What each message asks of D1 and of Microsoft, the most of each kind. */
async function drainCounted() {
  const { db, take } = countD1(bench.db)
  const { now, advance } = bench.world.clock
  const deps = { env: { ...bench.env, DB: db }, now, sleep: async (ms: number) => advance(ms) }
  const most = { statements: 0, requests: 0, messages: 0 }
  await bench.queue.drain(async (batch: MessageBatch<Message>) => {
    take()
    const visits = bench.world.visits.length
    // Reading the tenants that were taken in has tests of its own.
    if (batch.messages.every(({ body }) => !body.kind.startsWith('partner'))) return
    await consume(deps as never, batch)
    most.messages += 1
    most.statements = Math.max(most.statements, take().statements)
    most.requests = Math.max(most.requests, bench.world.visits.length - visits)
  }, 5000)
  return most
}

describe('several hundred customers', () => {
  it('are read in pieces, none of which comes near what a worker may ask', async () => {
    add(0, many, true)
    await bench.connect()
    await bench.call('partner.refresh', {})
    const visits = bench.world.visits.length
    const most = await drainCounted()
    expect(most.requests).toBeLessThanOrEqual(25)
    expect(most.statements).toBeLessThanOrEqual(60)
    expect((await counts()).all).toBe(many + 12)
    // A request for each relationship's assignments, and the pages: nothing else grows with their number.
    const asked = bench.world.visits.slice(visits).filter(({ url }) => url.includes('graph.microsoft.com'))
    const pages = Math.ceil((many + 12) / 90)
    expect(asked.length).toBeLessThanOrEqual(many + 12 + 2 * pages + 4)
  }, 120_000)

  it.each([
    ['with Retry-After', '40'],
    ['without Retry-After', null],
  ])(
    'are read to the end although Microsoft throttles halfway, %s',
    async (_name, retryAfter) => {
      add(0, many, true)
      await bench.connect()
      const before = await counts()
      expect(before).toMatchObject({ all: many + 12, ready: many + 10 })
      await bench.call('partner.refresh', {})
      for (let piece = 0; piece < 12; piece += 1) {
        // More often than it is tried within one message.
        const times = retryAfter === null ? 9 : 2
        if (piece % 4 === 1) bench.world.microsoft.throttle(msp.id, { times, retryAfter })
        await bench.deliver()
        bench.world.clock.advance(20_000)
        expect(await counts()).toEqual(before)
      }
      await bench.drain()
      expect(await counts()).toEqual(before)
      const { reading } = await bench.call('partner.customers', {})
      expect(reading).toMatchObject({ running: false, problem: null })
    },
    120_000,
  )

  it('are all still there after a reading that Microsoft never lets come to its end', async () => {
    add(0, 3)
    add(3, many, true)
    await bench.connect()
    await bench.call('partner.onboard', { tenantIds: [0, 1, 2].map(idAt) })
    await bench.drain()
    const before = await counts()
    // Everybody behind the first page is gone from what comes; nothing of it is believed.
    for (const [id, one] of [...bench.partner.relationships].slice(0, 60)) {
      bench.partner.relationships.delete(id)
      bench.partner.relationships.set(id, one)
    }
    await bench.call('partner.refresh', {})
    await bench.deliver()
    bench.world.microsoft.throttle(msp.id, { times: 100_000, retryAfter: null })
    await bench.drain()
    const { reading } = await bench.call('partner.customers', {})
    expect(reading).toMatchObject({ running: false, problem: { code: 'graph.throttled' } })
    expect(await counts()).toEqual(before)
    expect(await stopped()).toBe(0)
    bench.world.microsoft.throttle(msp.id, { times: 0, retryAfter: null })
    await bench.hours(1)
    expect((await bench.call('partner.customers', {})).reading.problem).toBeNull()
    expect(await stopped()).toBe(0)
  }, 120_000)

  it('cost an idle hour one request for 300 of them, and no written row', async () => {
    bench.partner.pageSize = 300
    add(0, many, true)
    await bench.connect()
    await bench.hours(1)
    bench.world.clock.advance(3_600_000)
    const { db, take } = countD1(bench.db)
    const visits = bench.world.visits.length
    await schedule({ env: { ...bench.env, DB: db }, now: bench.world.clock.now }, bench.world.clock.now())
    const asked = bench.world.visits.slice(visits).filter(({ url }) => url.includes('graph.microsoft.com'))
    expect(asked).toHaveLength(Math.ceil((many + 12) / 300))
    expect(Object.keys(take().writtenTo).filter((table) => /^partner_(cust|relat)/.test(table))).toEqual([])
  }, 120_000)
})

describe('many customers at once', () => {
  it('are taken in, each by a job of its own, in messages that stay small; one that fails fails alone', async () => {
    add(0, 110)
    bench.partner.refusals.set(idAt(17), { number: 53003, text: 'Blocked.' })
    await bench.connect()
    bench.partner.throttle = { left: 30, retryAfter: '5' }
    const tenantIds = Array.from({ length: 110 }, (_, at) => idAt(at))
    const { jobs } = await bench.call('partner.onboard', { tenantIds })
    expect(new Set(jobs.map(({ id }) => id)).size).toBe(110)
    const most = await drainCounted()
    expect(most.requests).toBeLessThanOrEqual(50)
    expect(most.statements).toBeLessThanOrEqual(150)
    const after = (await bench.call('partner.jobs', { tenantIds })).jobs
    const failed = after.filter(({ state }) => state !== 'done')
    expect(failed.map(({ tenantId, problem }) => [tenantId, problem?.code])).toEqual([
      [idAt(17), 'partner.blocked'],
    ])
    expect((await counts()).connected).toBe(109)
    // Jobs newest first, page by page, each once.
    const first = await bench.call('partner.jobs', {})
    const rest = await bench.call('partner.jobs', { after: first.next ?? '' })
    const ids = [...first.jobs, ...rest.jobs].map(({ id }) => id)
    expect(new Set(ids).size).toBe(110)
  }, 300_000)

  it('go on by the tick when all their messages were lost', async () => {
    add(0, 120)
    await bench.connect()
    const tenantIds = Array.from({ length: 120 }, (_, at) => idAt(at))
    await bench.call('partner.onboard', { tenantIds })
    await bench.queue.deliver(async () => {})
    bench.world.clock.advance(3_600_000)
    const { db, take } = countD1(bench.db)
    await schedule({ env: { ...bench.env, DB: db }, now: bench.world.clock.now }, bench.world.clock.now())
    expect(take().statements).toBeLessThanOrEqual(120)
    expect(bench.queue.waiting()).toBeGreaterThanOrEqual(120)
  }, 120_000)
})
