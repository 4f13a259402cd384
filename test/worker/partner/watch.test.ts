import { beforeEach, describe, expect, it } from 'vitest'
import { roleIds } from '../../world/microsoft/partner/partner.ts'
import { seededPartner } from '../../world/partner-seed.ts'
import { tenants } from '../../world/people.ts'
import { codeOf, connectByConsent, type PartnerBench, startPartner } from './bench.ts'

const dayMs = 24 * 3_600_000
const [first] = seededPartner.good
const contoso = tenants[0]
if (!first || !contoso) throw new Error('The seed has customers.')

let bench: PartnerBench
beforeEach(async () => {
  bench = await startPartner()
  await bench.connect()
  await bench.call('partner.onboard', { tenantIds: [first.id] })
  await bench.drain()
})

const relationship = (id = 'gdap-alderfinch.example') => {
  const found = bench.partner.relationships.get(id)
  if (!found) throw new Error('There is no such relationship.')
  return found
}
const tenant = async (tenantId = first.id) =>
  (await bench.call('tenants.list', {})).tenants.find(({ id }) => id === tenantId)
const open = async () =>
  (await bench.call('alerts.list', {})).alerts.filter(
    ({ endedAt, tenantId }) => !endedAt && tenantId === first.id,
  )
async function days(count: number) {
  for (let day = 0; day < count; day += 1) {
    bench.world.clock.advance(dayMs - 3_600_000)
    await bench.hours(1)
  }
}

describe('a relationship that ends', () => {
  it('is told 60, 30 and 7 days before, each by an alert of its own', async () => {
    relationship().endsAt = bench.world.clock.now() + 63 * dayMs
    await days(2)
    expect(await open()).toEqual([])
    await days(2)
    expect((await open()).map(({ text }) => text)).toEqual([expect.stringContaining('within 60 days')])
    await days(30)
    expect((await open()).map(({ text }) => text)).toEqual([expect.stringContaining('within 30 days')])
    await days(23)
    expect((await open()).map(({ text }) => text)).toEqual([expect.stringContaining('within 7 days')])
    expect((await open())[0]?.text).toContain(new Date(relationship().endsAt).toISOString().slice(0, 10))
  }, 60_000)

  it('stops the sync within the hour with the reason, and removes nothing', async () => {
    relationship().endsAt = bench.world.clock.now() + 90 * 60_000
    await bench.call('partner.refresh', {})
    await bench.drain()
    await bench.hours(1)
    expect(await tenant()).toMatchObject({ state: 'connected', persons: 3 })
    await bench.hours(1)
    expect(await tenant()).toMatchObject({
      state: 'stopped',
      persons: 3,
      problem: { code: 'partner.relationshipEnded' },
      nextSyncAt: null,
    })
    expect((await open()).map(({ kind, text }) => [kind, text])).toEqual([
      ['consent', expect.stringContaining('no active admin relationship')],
    ])
    expect(await codeOf(await bench.post('tenants.sync', { tenantId: first.id }))).toBe(
      'partner.relationshipEnded',
    )
  })

  it('lets the sync go on where it was when it is mended', async () => {
    relationship().status = 'terminated'
    await bench.hours(7)
    expect((await tenant())?.state).toBe('stopped')
    const cursor = () =>
      bench.db
        .prepare(`SELECT link FROM cursor WHERE tenant_id = ?1 AND resource = 'users'`)
        .bind(first.id)
        .first<{ link: string }>()
    const before = await cursor()
    bench.partner.relate(first)
    bench.world.microsoft.tenant(first.id).addUser({ displayName: 'Somebody New' })
    const visits = bench.world.visits.length
    await bench.hours(7)
    expect(await tenant()).toMatchObject({ state: 'connected', problem: null, persons: 4 })
    expect(await open()).toEqual([])
    const asked = bench.world.visits.slice(visits).map(({ url }) => url)
    expect(asked.includes(before?.link ?? 'nothing')).toBe(true)
    const wholes = asked.filter((url) => /\/users(\?|\/delta\?.*deltatoken=latest)/.test(url))
    expect(wholes, 'nobody is read from the beginning').toEqual([])
  })

  it('leaves a tenant alone that has its own consent as well', async () => {
    await connectByConsent(bench, contoso.id)
    await bench.call('partner.onboard', { tenantIds: [contoso.id] })
    await bench.drain()
    relationship('gdap-contoso.example').status = 'terminated'
    await bench.hours(7)
    expect(await tenant(contoso.id)).toMatchObject({ state: 'connected', problem: null })
    expect((await bench.customer(contoso.id)).standing).toBe('expired')
  })

  it('lets a stopped tenant go on by its own consent', async () => {
    relationship().status = 'terminated'
    await bench.hours(7)
    await connectByConsent(bench, first.id)
    await bench.hours(7)
    expect(await tenant()).toMatchObject({ state: 'connected', reachedBy: 'consent', problem: null })
  })
})

describe('a relationship that the customer ends early', () => {
  it('is seen within the hour, without a reading of everything where nothing changed', async () => {
    await bench.hours(1)
    const visits = bench.world.visits.length
    await bench.hours(1)
    const asked = bench.world.visits.slice(visits).filter(({ url }) => url.includes('/tenantRelationships/'))
    expect(asked).toHaveLength(1)
    // A list that moves while it is paged names one twice: nothing has changed by that.
    bench.partner.relationships.set('once more', relationship())
    const before = bench.world.visits.length
    await bench.hours(1)
    const again = bench.world.visits.slice(before).filter(({ url }) => url.includes('/tenantRelationships/'))
    expect(again).toHaveLength(1)
    bench.partner.relationships.delete('once more')
    relationship().status = 'terminated'
    await bench.hours(1)
    expect(await tenant()).toMatchObject({
      state: 'stopped',
      persons: 3,
      problem: { code: 'partner.relationshipEnded' },
    })
    bench.partner.relate(first)
    await bench.hours(1)
    expect(await tenant()).toMatchObject({ state: 'connected', problem: null })
  })

  it('is told at once when the customer removes the application too', async () => {
    await bench.hours(1)
    relationship().status = 'terminated'
    bench.world.microsoft.tenant(first.id).withdrawConsent('reader')
    bench.world.clock.advance(2 * 3_600_000)
    await bench.call('tenants.sync', { tenantId: first.id })
    await bench.drain()
    expect(await tenant()).toMatchObject({ state: 'stopped', problem: { code: 'partner.relationshipEnded' } })
  })

  it('is not it when the application alone was removed: then the customer is taken in again', async () => {
    bench.world.microsoft.tenant(first.id).withdrawConsent('reader')
    bench.world.clock.advance(2 * 3_600_000)
    await bench.call('tenants.sync', { tenantId: first.id })
    await bench.drain()
    expect(await tenant()).toMatchObject({
      state: 'stopped',
      persons: 3,
      problem: { code: 'partner.noPrincipal' },
    })
    expect((await tenant())?.problem?.next).toContain('Take the customer in again')
    await bench.call('partner.onboard', { tenantIds: [first.id] })
    await bench.drain()
    expect(await tenant()).toMatchObject({ state: 'connected', persons: 3, problem: null })
  })

  it('is told when nothing can be read any more: the reading begins by itself', async () => {
    await bench.hours(1)
    relationship().status = 'terminated'
    bench.world.faults.add({
      match: ({ url }) =>
        url.hostname.startsWith('graph.') && !/Relationship|contracts|\/me\//.test(url.pathname),
      times: 100,
      respond: () => Response.json({ error: { code: 'Authorization_RequestDenied' } }, { status: 403 }),
    })
    bench.world.clock.advance(2 * 3_600_000)
    await bench.call('tenants.sync', { tenantId: first.id })
    await bench.drain()
    expect(await tenant()).toMatchObject({ state: 'stopped', problem: { code: 'partner.relationshipEnded' } })
  })

  it('begins one reading, however many tenants fail within a quarter of an hour', async () => {
    const ids = seededPartner.good.slice(0, 5).map(({ id }) => id)
    await bench.call('partner.onboard', { tenantIds: ids })
    await bench.drain()
    for (const id of ids) bench.world.microsoft.tenant(id).withdrawConsent('reader')
    bench.world.clock.advance(2 * 3_600_000)
    const before = bench.queue.sent.length
    for (const tenantId of ids) {
      await bench.call('tenants.sync', { tenantId })
      await bench.drain()
      bench.world.clock.advance(60_000)
    }
    const readings = bench.queue.sent.slice(before).filter(({ body }) => body.kind === 'partnerRead')
    expect(new Set(readings.map(({ body }) => 'run' in body && body.run)).size).toBe(1)
  })
})

describe('a relationship that Microsoft prolongs by itself', () => {
  it('stops nothing at its end, whenever the new one is told', async () => {
    Object.assign(relationship(), { endsAt: bench.world.clock.now() + 10 * dayMs, autoExtend: 'P180D' })
    await days(12)
    expect(await tenant()).toMatchObject({ state: 'connected', problem: null })
    expect(await open()).toEqual([])
    relationship().endsAt += 180 * dayMs
    await days(1)
    expect(await tenant()).toMatchObject({ state: 'connected', problem: null })
  }, 60_000)
})

it('goes on by a consent of its own that is not known everywhere yet, whatever the relationship does', async () => {
  relationship().status = 'terminated'
  await bench.hours(7)
  bench.world.microsoft.tenant(first.id).withdrawConsent('reader')
  bench.world.microsoft.consentDelayMs = 10 * 60_000
  await connectByConsent(bench, first.id)
  expect(await tenant()).toMatchObject({ state: 'pending' })
  await bench.hours(8)
  expect(await tenant()).toMatchObject({
    state: 'connected',
    reachedBy: 'consent',
    problem: null,
    persons: 3,
  })
})

describe('a technician', () => {
  it('is told how a tenant is reached, why it stopped and what to do', async () => {
    const seen = async () =>
      (await bench.call('tenants.get', { tenantId: first.id }, 'technician')) as Awaited<
        ReturnType<typeof bench.call<'tenants.get'>>
      >
    expect(await seen()).toMatchObject({
      reachedBy: 'partner',
      relationship: { standing: 'active', watched: true, text: expect.stringContaining('which ends on') },
    })
    relationship().status = 'terminated'
    await bench.hours(1)
    const { problem, relationship: told } = await seen()
    expect(problem?.code).toBe('partner.relationshipEnded')
    expect(problem?.next).toContain('Ask the customer')
    expect(told).toMatchObject({ standing: 'expired', text: expect.stringContaining('has ended') })
    const listed = (await bench.call('tenants.list', {}, 'viewer')).tenants.find(({ id }) => id === first.id)
    expect(listed?.relationship).toEqual(told)
  })

  it('is told nothing of a partner where a tenant was not taken in through one', async () => {
    await connectByConsent(bench, contoso.id)
    await bench.drain()
    expect((await tenant(contoso.id))?.relationship).toBeNull()
  })
})

it('tells of a role that was lost, and the sync goes on', async () => {
  relationship().roles = [roleIds.cloudApplication]
  await bench.hours(7)
  expect((await open()).map(({ text }) => text)).toEqual([expect.stringContaining('has lost a role')])
  expect(await tenant()).toMatchObject({ state: 'connected', problem: null })
  relationship().roles.push(roleIds.privilegedRole)
  await bench.hours(7)
  expect(await open()).toEqual([])
})

it('stops nothing because the partner’s sign-in fails', async () => {
  bench.partner.revokeSessions()
  await bench.hours(30)
  expect((await bench.state()).state).toBe('failing')
  expect(await tenant()).toMatchObject({ state: 'connected', problem: null })
})
