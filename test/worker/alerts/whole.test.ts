import { beforeEach, describe, expect, it, vi } from 'vitest'
import { faultOf } from '../../world/faults.ts'
import { technicianOf } from '../../world/microsoft/technician.ts'
import { contoso, fabrikam, type Mapped, startMapped } from '../sync/mapped.ts'
import { receiver } from './bench.ts'

/** The whole worker with a receiver of alerts beside the embedded world. */
let bench: Mapped
let received: { type: string; data: { kind: string; tenantId: string; text: string } }[]
beforeEach(async () => {
  bench = await startMapped()
  received = []
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input as RequestInfo, init)
    if (request.url !== receiver) return bench.world.fetch(request)
    received.push(await request.json())
    return new Response(null, { status: 204 })
  })
  await bench.call('alerts.setWebhook', { url: receiver })
})

const told = () => received.map(({ type, data }) => `${type} ${data.kind}`)
const open = async () =>
  (await bench.call('alerts.list', {})).alerts.filter(({ endedAt }) => endedAt === null)

async function hour(): Promise<void> {
  bench.world.clock.advance(3_600_000)
  await bench.tick()
  await bench.drain()
}

describe('what the whole worker tells of', () => {
  it('a consent that was withdrawn, with the run that finds it, and that it was given again', async () => {
    bench.directory.withdrawConsent('reader')
    bench.world.clock.advance(3_600_000)
    await hour()
    expect(told()).toEqual(['alert.raised consent'])
    expect(received[0]?.data.text).toContain('Consent for this tenant is missing or was withdrawn.')
    await hour()
    bench.world.microsoft.consent(contoso.id, 'reader')
    await bench.syncNow()
    expect(told()).toEqual(['alert.raised consent', 'alert.ended consent'])
    expect(await open()).toEqual([])
  })

  it('a ticket system that is away, from the second failure on, and that it is back', async () => {
    bench.world.faults.add({
      times: 1000,
      match: ({ url }) => url.hostname.endsWith('syncromsp.com'),
      ...faultOf('503'),
    })
    const fail = async () => {
      await bench.db.prepare('UPDATE mapping SET contacts_due_at = 0, mirror_seen = NULL').run()
      bench.send('reconcile')
      await bench.deliver()
    }
    await fail()
    await bench.deliver()
    expect(received).toEqual([])
    await bench.drain()
    expect(told()).toEqual(['alert.raised failing'])
    expect((await open())[0]).toMatchObject({
      tenantId: contoso.id,
      mappingId: bench.mapping.id,
      text: expect.stringContaining('The ticket system did not answer.'),
    })
    bench.world.faults.clear()
    bench.send('reconcile')
    await bench.drain()
    expect(told()).toEqual(['alert.raised failing', 'alert.ended failing'])
  })

  it('nothing in an idle hour', async () => {
    await hour()
    await hour()
    expect([received, (await bench.call('alerts.list', {})).alerts]).toEqual([[], []])
  })

  it('the end of a tenant’s alerts when it is disconnected, and then nothing of them', async () => {
    bench.directory.withdrawConsent('reader')
    await hour()
    await bench.call('tenants.disconnect', { tenantId: contoso.id, removeData: true })
    await bench.drain()
    expect(told()).toEqual(['alert.raised consent', 'alert.ended consent'])
    expect((await bench.call('alerts.list', {})).alerts).toEqual([])
  })
})

it('shows a limited technician the alerts of their tenants alone, over HTTP', async () => {
  bench.directory.withdrawConsent('reader')
  await hour()
  const { id, name } = technicianOf('technician')
  const limit = (tenantId: string) =>
    bench.call('access.set', { subject: { kind: 'person', id, name }, tenantIds: [tenantId] })
  await bench.db
    .prepare(
      `INSERT INTO tenant (id, name, domains, state, reached_by, connected_at, connected_by, next_due_at)
       VALUES (?1, 'Fabrikam', '[]', 'connected', 'consent', 0, 'test', 9e15)`,
    )
    .bind(fabrikam.id)
    .run()
  await limit(contoso.id)
  expect((await bench.call('alerts.list', {}, 'technician')).open).toBe(1)
  await limit(fabrikam.id)
  expect(await bench.call('alerts.list', {}, 'technician')).toEqual({ alerts: [], open: 0, next: null })
  expect((await bench.call('alerts.list', {}, 'admin')).open).toBe(1)
})

it('takes no address over HTTP that alerts may not go to, and none that is too long', async () => {
  for (const url of ['http://alerts.example.com', 'https://127.1/', `https://a.example/${'x'.repeat(500)}`])
    expect([url.slice(0, 30), (await bench.post('alerts.setWebhook', { url })).status]).toEqual([
      url.slice(0, 30),
      400,
    ])
  const { webhook } = await bench.call('alerts.webhook', {})
  expect(webhook?.url).toBe(receiver)
})
