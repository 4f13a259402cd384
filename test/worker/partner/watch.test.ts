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
