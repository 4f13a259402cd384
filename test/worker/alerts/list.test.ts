import { beforeEach, describe, expect, it, vi } from 'vitest'
import { signatureOf } from '../../../worker/alerts/webhook.ts'
import { alertHandlers } from '../../../worker/api/alerts.ts'
import type { Call } from '../../../worker/api/handlers.ts'
import type { Reach } from '../../../worker/api/reach.ts'
import { purgeAlerts } from '../../../worker/store/alerts.ts'
import { forgetSome } from '../../../worker/store/forget.ts'
import { resealOld } from '../../../worker/store/reseal.ts'
import { sealedBy } from '../../../worker/store/secrets.ts'
import { type AlertBench, hour, receiver, startAlerts } from './bench.ts'

let bench: AlertBench
beforeEach(async () => {
  bench = await startAlerts()
})

/** As a caller that the front door has let in. */
function as(reach: Reach): Call {
  const caller = { tenantId: 'msp', id: 'a', name: 'Ruben Deskwright', role: 'admin', groups: [] } as const
  return { ...bench.deps, caller, reach, requestId: 'r', waitUntil: () => {} }
}
const list = (reach: Reach = 'all', after?: string) => alertHandlers['alerts.list']({ after }, as(reach))
const set = (url: string | null) => alertHandlers['alerts.setWebhook']({ url }, as('all'))
const webhook = async () => (await alertHandlers['alerts.webhook']({}, as('all'))).webhook
const test = () => alertHandlers['alerts.testWebhook']({}, as('all'))

async function everyPage(reach: Reach = 'all') {
  const found = []
  for (let after: string | undefined, pages = 0; pages < 20; pages += 1) {
    const page = await list(reach, after)
    found.push(...page.alerts)
    if (page.next === null) return found
    after = page.next
  }
  throw new Error('The list never ended.')
}

describe('the list', () => {
  it('has open ones first, the newest first, then those that ended, the last to end first', async () => {
    for (const id of ['a', 'b', 'c', 'd']) {
      await bench.tenant(id, { failures: 2 })
      await bench.tick()
      bench.clock.advance(hour)
    }
    for (const id of ['c', 'a']) {
      await bench.run('UPDATE tenant SET failures = 0 WHERE id = ?1', id)
      await bench.tick()
      bench.clock.advance(hour)
    }
    const { alerts, open, next } = await list()
    expect([open, next]).toEqual([2, null])
    expect(alerts.map(({ tenantId, endedAt }) => [tenantId, endedAt !== null])).toEqual([
      ['d', false],
      ['b', false],
      ['a', true],
      ['c', true],
    ])
    expect(alerts[0]).toMatchObject({ kind: 'failing', since: '2026-11-23T12:30:00.000Z' })
  })

  it('is given whole over its pages, each alert once', async () => {
    for (let nth = 0; nth < 130; nth += 1) await bench.tenant(`t${nth}`, { failures: 2 })
    await bench.tick()
    await bench.run("UPDATE tenant SET failures = 0 WHERE id LIKE '%5' OR id LIKE '%6'")
    await bench.tick()
    await bench.run("UPDATE tenant SET failures = 0 WHERE id > 't4'")
    bench.clock.advance(hour)
    await bench.tick()
    const all = await everyPage()
    expect([all.length, new Set(all.map(({ id }) => id)).size]).toEqual([130, 130])
    const ended = all.map(({ endedAt }) => endedAt)
    expect(ended.indexOf(null)).toBe(0)
    expect(ended.lastIndexOf(null) + 1).toBe((await list()).open)
    expect(await list('all', (await list()).next ?? '')).toMatchObject({ open: (await list()).open })
  })

  it('of a limited caller holds their tenants alone, and nothing about all of them', async () => {
    for (const id of ['mine', 'theirs']) await bench.tenant(id, { failures: 2 })
    await bench.tenant('third', { failures: 2, problem_code: 'config.missing' })
    await bench.tick()
    expect(await list(new Set(['mine']))).toMatchObject({ open: 1, alerts: [{ tenantId: 'mine' }] })
    expect(await list(new Set())).toEqual({ open: 0, alerts: [], next: null })
    expect(await list('unknown')).toEqual({ open: 0, alerts: [], next: null })
    expect((await list()).open).toBe(3)
  })

  it.each(['', 'open', 'x y', '1e9 a', "open ' OR 1=1"])('refuses %j as a place', async (after) => {
    await expect(list('all', after)).rejects.toMatchObject({ code: 'request.invalid' })
  })

  it('forgets what ended more than 90 days ago, and nothing else', async () => {
    await bench.tenant('open', { failures: 2 })
    await bench.tenant('ended', { failures: 2 })
    await bench.tick()
    await bench.run("UPDATE tenant SET failures = 0 WHERE id = 'ended'")
    await bench.tick()
    bench.clock.advance(90 * 24 * hour)
    await purgeAlerts(bench.deps)
    expect((await list()).alerts).toHaveLength(2)
    bench.clock.advance(hour)
    await purgeAlerts(bench.deps)
    expect((await list()).alerts.map(({ tenantId }) => tenantId)).toEqual(['open'])
  })
})

it('removes a tenant’s alerts, and what waits to be told of it, with its data', async () => {
  await bench.setWebhook()
  bench.answerWith(() => new Response(null, { status: 500 }))
  for (const id of ['gone', 'stays']) await bench.tenant(id, { failures: 2 })
  await bench.tick()
  await bench.run("UPDATE tenant SET disconnected_at = 1, forget_run = 'run' WHERE id = 'gone'")
  expect(await forgetSome(bench.deps, { tenantId: 'gone', run: 'run' }, 150)).toBe(true)
  expect((await list()).alerts.map(({ tenantId }) => tenantId)).toEqual(['stays'])
  expect((await bench.deliveries()).map(({ body }) => JSON.parse(body).data.tenantId)).toEqual(['stays'])
})

describe('the webhook', () => {
  it('is set with a secret that is shown once and kept sealed', async () => {
    const { webhook: shown, secret } = await set(receiver)
    expect(secret).toMatch(/^whsec_/)
    expect(shown).toMatchObject({ url: receiver, setBy: 'Ruben Deskwright', waiting: 0, problem: null })
    expect(JSON.stringify(await webhook())).not.toContain(secret?.slice(6))
    const [row] = await bench.rows<{ sealed: string }>('SELECT * FROM webhook')
    expect(JSON.stringify(row)).not.toContain(secret?.slice(6))
    expect((await set(receiver)).secret).not.toBe(secret)
    expect(await bench.rows('SELECT id FROM webhook')).toHaveLength(1)
  })

  it('takes no address that alerts may not go to, and keeps the one it had', async () => {
    await set(receiver)
    await expect(set('https://127.0.0.1/')).rejects.toMatchObject({ code: 'webhook.address' })
    expect((await webhook())?.url).toBe(receiver)
  })

  it('is none once it was taken away', async () => {
    await set(receiver)
    expect(await set(null)).toEqual({ webhook: null, secret: null })
    expect(await webhook()).toBeNull()
    expect(await test()).toEqual({ delivered: false, text: 'No receiver is set.' })
  })

  it('is tested with one message that is signed like every other', async () => {
    const { secret } = await set(receiver)
    expect(await test()).toEqual({ delivered: true, text: 'The receiver took the message.' })
    const [got] = bench.received
    expect(JSON.parse(got?.body ?? '')).toMatchObject({ type: 'test', data: { kind: 'test', id: got?.id } })
    const signed = `${got?.id}.${got?.timestamp}.${got?.body}`
    expect(got?.signature).toBe(await signatureOf(secret ?? '', signed))
    expect(await bench.deliveries()).toEqual([])
  })

  it('says what came back when a test was not taken, and shows none of it', async () => {
    await set(receiver)
    bench.answerWith(() => new Response('<script>', { status: 401 }))
    expect(await test()).toEqual({ delivered: false, text: 'It answered 401.' })
  })

  it('goes on, with all that waited, once a person has tested a receiver that was away', async () => {
    await set(receiver)
    await bench.tenant('t', { failures: 2 })
    bench.answerWith(() => new Response(null, { status: 500 }))
    await bench.tick()
    expect(await webhook()).toMatchObject({ waiting: 1, problem: { code: 'webhook.failed' } })
    bench.answerWith(() => new Response(null, { status: 204 }))
    await test()
    await bench.work()
    expect(await webhook()).toMatchObject({ waiting: 0, problem: null })
    bench.answerWith(() => new Response(null, { status: 410 }))
    await bench.run('UPDATE tenant SET failures = 0')
    await bench.tick()
    expect((await webhook())?.problem?.code).toBe('webhook.gone')
    bench.answerWith(() => new Response(null, { status: 204 }))
    await test()
    expect((await webhook())?.problem).toBeNull()
  })

  it('is set, and its secret shown, also when the queue takes no message', async () => {
    await set(receiver)
    await bench.tenant('t', { failures: 2 })
    await bench.watch()
    const { producer } = bench.queue
    vi.spyOn(producer, 'send').mockRejectedValue(new Error('Queue send failed.'))
    expect((await set(receiver)).secret).toMatch(/^whsec_/)
    vi.mocked(producer.send).mockRestore()
    await bench.tick()
    expect(bench.received).toHaveLength(1)
  })

  it('says so when its secret does not open, and goes on once it does', async () => {
    await set(receiver)
    await bench.tenant('t', { failures: 2 })
    const { SEALING_KEY } = bench.deps.env
    Object.assign(bench.deps.env, { SEALING_KEY: btoa('n'.repeat(32)) })
    await bench.tick()
    expect(await webhook()).toMatchObject({ waiting: 1, problem: { code: 'config.sealedByOtherKey' } })
    Object.assign(bench.deps.env, { SEALING_KEY })
    await bench.tick()
    expect(await webhook()).toMatchObject({ waiting: 0, problem: null })
    expect(bench.received).toHaveLength(1)
  })

  it('has its secret sealed anew when the sealing key is replaced', async () => {
    const { secret } = await set(receiver)
    const keys = { SEALING_KEY: btoa('n'.repeat(32)), SEALING_KEY_OLD: bench.deps.env.SEALING_KEY }
    Object.assign(bench.deps.env, keys)
    expect(await resealOld(bench.deps, 50)).toBe(1)
    expect(await resealOld(bench.deps, 50)).toBe(0)
    const [row] = await bench.rows<{ sealed: string }>('SELECT sealed FROM webhook')
    expect(await sealedBy(bench.deps.env, row?.sealed ?? '')).toBe('current')
    Object.assign(bench.deps.env, { SEALING_KEY_OLD: undefined })
    await test()
    const [got] = bench.received
    const signed = `${got?.id}.${got?.timestamp}.${got?.body}`
    expect(got?.signature).toBe(await signatureOf(secret ?? '', signed))
  })
})
