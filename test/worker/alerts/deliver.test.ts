import { beforeEach, describe, expect, it } from 'vitest'
import { claimDue } from '../../../worker/store/deliveries.ts'
import { removeWebhook } from '../../../worker/store/webhook.ts'
import { type AlertBench, hour, startAlerts } from './bench.ts'

let bench: AlertBench
beforeEach(async () => {
  bench = await startAlerts()
})

const down = () => new Response('<html>down</html>', { status: 503 })
const up = () => new Response(null, { status: 204 })
/** So many tenants fail, each an alert of its own. */
async function fail(count: number, from = 0): Promise<void> {
  for (let nth = from; nth < from + count; nth += 1) await bench.tenant(`t${nth}`, { failures: 2 })
}
const mend = () => bench.run('UPDATE tenant SET failures = 0')
const tenantsOf = (received: { body: string }[]) =>
  received.map(({ body }) => JSON.parse(body).data.tenantId as string)

describe('messages', () => {
  it('are none while there is no webhook, and what was open before is not told afterwards', async () => {
    await fail(1)
    await bench.tick()
    await bench.setWebhook()
    await bench.tick()
    expect([bench.received, await bench.deliveries()]).toEqual([[], []])
    expect(await bench.open()).toHaveLength(1)
  })

  it('go out at once, raised and then ended, each once', async () => {
    await bench.setWebhook()
    await fail(2)
    await bench.tick()
    await mend()
    await bench.tick()
    await bench.hours(3)
    const told = bench.received.map(({ body }) => JSON.parse(body))
    expect(told.map(({ type, data }) => `${type} ${data.tenantId}`)).toEqual([
      'alert.raised t0',
      'alert.raised t1',
      'alert.ended t0',
      'alert.ended t1',
    ])
    expect(new Set(bench.received.map(({ id }) => id)).size).toBe(4)
    expect(told[0].data.id).toBe(told[2].data.id)
    expect(await bench.deliveries()).toEqual([])
    expect(await bench.webhook()).toMatchObject({ problem_code: null })
  })

  it('are written with their alert or not at all', async () => {
    await bench.setWebhook()
    await fail(1)
    await bench.run('CREATE TRIGGER broken BEFORE INSERT ON delivery BEGIN SELECT RAISE(ABORT, 1); END')
    await expect(bench.watch()).rejects.toThrow()
    expect(await bench.alerts()).toEqual([])
    await bench.run('DROP TRIGGER broken')
    await bench.tick()
    expect(tenantsOf(bench.received)).toEqual(['t0'])
  })

  it('are sent at the next tick when the queue has lost theirs', async () => {
    await bench.setWebhook()
    await fail(1)
    await bench.watch()
    expect(bench.received).toEqual([])
    await bench.tick()
    expect(bench.received).toHaveLength(1)
  })

  it('are sent later when their worker died on the way, under the same id', async () => {
    await bench.setWebhook()
    await fail(1)
    await bench.watch()
    // Whoever claimed it never came back.
    expect(await claimDue(bench.deps, 20)).toHaveLength(1)
    await bench.tick()
    expect(bench.received).toEqual([])
    await bench.hours(1)
    const [alert] = await bench.alerts()
    expect(bench.received.map(({ id }) => id)).toEqual([`${alert?.id}-raised`])
  })

  it('are not sent twice by two who send at once', async () => {
    await bench.setWebhook()
    await fail(5)
    await bench.watch()
    for (const _ of [1, 2, 3]) await bench.queue.producer.send({ v: 1, kind: 'deliver' })
    await Promise.all([bench.work(), bench.work()])
    await bench.tick()
    expect(tenantsOf(bench.received).sort()).toEqual(['t0', 't1', 't2', 't3', 't4'])
  })

  it('are sent to the last when there are hundreds', async () => {
    await bench.setWebhook()
    await fail(130)
    await bench.tick()
    for (let more = 0; more < 10; more += 1) await bench.work()
    expect(new Set(tenantsOf(bench.received)).size).toBe(130)
    expect(bench.received).toHaveLength(130)
  })
})

describe('a receiver that does not take a message', () => {
  it('is tried again after 1, 4, 16 … minutes, with the same id and a signature of that moment', async () => {
    await bench.setWebhook()
    await fail(1)
    bench.answerWith(down)
    await bench.tick()
    const at: number[] = []
    for (let minute = 1; minute < 90; minute += 1) {
      bench.clock.advance(60_000)
      const before = bench.received.length
      await bench.work()
      if (bench.received.length > before) at.push(minute)
    }
    expect(at).toEqual([1, 5, 21])
    const { received } = bench
    expect(new Set(received.map(({ id }) => id)).size).toBe(1)
    expect(new Set(received.map(({ signature }) => signature)).size).toBe(received.length)
    expect(await bench.webhook()).toMatchObject({
      problem_code: 'webhook.failed',
      problem_detail: 'It answered 503.',
    })
  })

  it('is left in peace for as long as it asks, at most a day', async () => {
    await bench.setWebhook()
    await fail(1)
    bench.answerWith(() => new Response(null, { status: 429, headers: { 'retry-after': '7200' } }))
    await bench.tick()
    await bench.hours(1)
    expect(bench.received).toHaveLength(1)
    await bench.hours(1)
    expect(bench.received).toHaveLength(2)
  })

  it('gets each message once, with the id of its first try, when it is back after two days', async () => {
    await bench.setWebhook()
    const tried = new Set<string>()
    bench.answerWith(down)
    for (let day = 0; day < 2; day += 1) {
      await fail(4, day * 4)
      await bench.hours(24)
    }
    for (const { id } of bench.received.splice(0)) tried.add(id)
    const waiting = (await bench.deliveries()).map(({ id }) => id)
    expect(waiting).toHaveLength(8)
    bench.answerWith(up)
    await bench.hours(24)
    expect(tenantsOf(bench.received).sort()).toEqual(['t0', 't1', 't2', 't3', 't4', 't5', 't6', 't7'])
    expect(bench.received.map(({ id }) => id).sort()).toEqual(waiting.sort())
    for (const id of tried) expect(waiting).toContain(id)
    expect(await bench.deliveries()).toEqual([])
    expect(await bench.webhook()).toMatchObject({ problem_code: null, last_delivered_at: expect.any(Number) })
  })

  it('gets what waits at once when it takes something again', async () => {
    await bench.setWebhook()
    bench.answerWith(down)
    await fail(1)
    await bench.hours(24)
    bench.received.splice(0)
    bench.answerWith(up)
    await fail(1, 1)
    await bench.tick()
    await bench.work()
    expect(tenantsOf(bench.received)).toEqual(['t1', 't0'])
  })

  it('is not asked for every message that waits while it is away', async () => {
    await bench.setWebhook()
    bench.answerWith(down)
    await fail(50)
    await bench.tick()
    expect(bench.received).toHaveLength(3)
  })

  it('does not keep the others from it by refusing one', async () => {
    await bench.setWebhook()
    await fail(4)
    let refused = 0
    bench.answerWith(() => {
      const isFirst = bench.received.at(-1)?.body.includes('"t0"')
      if (isFirst) refused += 1
      return new Response(null, { status: isFirst ? 400 : 204 })
    })
    await bench.tick()
    expect(tenantsOf(bench.received)).toEqual(['t0', 't1', 't2', 't3'])
    expect([refused, (await bench.deliveries()).length]).toEqual([1, 1])
  })

  it('loses a message after three days, and that is noted until a person has seen to it', async () => {
    await bench.setWebhook()
    bench.answerWith(down)
    await fail(1)
    await bench.hours(71)
    expect(await bench.deliveries()).toHaveLength(1)
    await bench.hours(25)
    expect(await bench.deliveries()).toEqual([])
    expect((await bench.webhook())?.problem_code).toBe('webhook.givenUp')
    bench.answerWith(up)
    await mend()
    await bench.tick()
    expect((await bench.webhook())?.problem_code).toBe('webhook.givenUp')
  })
})

describe('a receiver that says it is gone', () => {
  it('is sent nothing more, and the reason is noted', async () => {
    await bench.setWebhook()
    await fail(3)
    bench.answerWith(() => new Response(null, { status: 410 }))
    await bench.tick()
    await fail(2, 3)
    await bench.hours(30)
    expect(bench.received).toHaveLength(1)
    expect(await bench.deliveries()).toEqual([])
    expect(await bench.webhook()).toMatchObject({ problem_code: 'webhook.gone' })
    expect(await bench.open()).toHaveLength(5)
  })

  it('is sent to again once it was set anew', async () => {
    await bench.setWebhook()
    await fail(1)
    bench.answerWith(() => new Response(null, { status: 410 }))
    await bench.tick()
    bench.answerWith(up)
    await bench.setWebhook()
    await fail(1, 1)
    await bench.tick()
    expect(tenantsOf(bench.received)).toEqual(['t0', 't1'])
    expect(await bench.webhook()).toMatchObject({ problem_code: null })
  })
})

it('sends nothing after the webhook was removed, what waited neither', async () => {
  await bench.setWebhook()
  await fail(1)
  bench.answerWith(down)
  await bench.tick()
  await removeWebhook(bench.deps)
  bench.answerWith(up)
  await fail(1, 1)
  await bench.hours(5)
  expect([bench.received.length, await bench.deliveries()]).toEqual([1, []])
})

it('writes nothing and sends no message in an idle hour', async () => {
  await bench.setWebhook()
  await fail(1)
  await bench.tick()
  bench.take()
  const sent = bench.queue.sent.length
  bench.clock.advance(hour)
  await bench.tick()
  expect([bench.take().rowsWritten, bench.queue.sent.length]).toEqual([0, sent])
})
