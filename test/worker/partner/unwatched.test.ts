import { beforeEach, describe, expect, it } from 'vitest'
import { seededPartner } from '../../world/partner-seed.ts'
import { tenants } from '../../world/people.ts'
import { connectByConsent, type PartnerBench, startPartner } from './bench.ts'

const dayMs = 24 * 3_600_000
const [first, second, third] = seededPartner.good
const contoso = tenants[0]
if (!first || !second || !third || !contoso) throw new Error('The seed has customers.')

let bench: PartnerBench
beforeEach(async () => {
  bench = await startPartner()
  await bench.connect()
})

const onboard = async (...tenantIds: string[]) => {
  await bench.call('partner.onboard', { tenantIds })
  await bench.drain()
}
const relationshipOf = (tenantId: string) => {
  const found = [...bench.partner.relationships.values()].find((one) => one.tenantId === tenantId)
  if (!found) throw new Error('There is no such relationship.')
  return found
}
const tenant = async (tenantId: string) =>
  (await bench.call('tenants.list', {})).tenants.find(({ id }) => id === tenantId)
const open = async () => (await bench.call('alerts.list', {})).alerts.filter(({ endedAt }) => !endedAt)
const unwatched = async () =>
  (await open()).filter(({ text }) => text.includes('No partner is connected, and'))

describe('when the partner is disconnected', () => {
  it('says before what goes on, what stays stopped and what nobody watches any more', async () => {
    await connectByConsent(bench, contoso.id)
    await bench.drain()
    await onboard(first.id, second.id, third.id, contoso.id)
    relationshipOf(third.id).status = 'terminated'
    await bench.hours(1)
    const { remains } = await bench.call('partner.disconnect', { dryRun: true })
    expect(remains).toEqual([
      '2 tenants reached through the partner, read and synced every hour as before.',
      expect.stringContaining('not watched any more'),
      expect.stringMatching(/^1 tenant whose admin relationship has ended/),
      expect.stringMatching(/^1 tenant connected by its own consent as well/),
      expect.stringContaining('partner application'),
    ])
    expect(await unwatched()).toEqual([])
  })

  it('lets its tenants go on, and keeps an alert until a partner is connected again', async () => {
    await onboard(first.id, second.id)
    await bench.call('partner.disconnect', {})
    expect(await unwatched()).toEqual([
      expect.objectContaining({
        tenantId: null,
        text: expect.stringContaining('2 tenants are reached through one'),
        next: expect.stringContaining('Connect the partner again'),
      }),
    ])
    bench.world.microsoft.tenant(first.id).addUser({ displayName: 'Somebody New' })
    await bench.hours(30)
    expect(await tenant(first.id)).toMatchObject({ state: 'connected', problem: null, persons: 4 })
    expect(await tenant(first.id)).toMatchObject({ relationship: { watched: false } })
    expect(await unwatched()).toHaveLength(1)
    await bench.connect()
    await bench.hours(1)
    expect(await unwatched()).toEqual([])
    expect(await tenant(first.id)).toMatchObject({ relationship: { watched: true } })
  })

  it('ends the alert when each of its tenants has its own consent, or is disconnected', async () => {
    await onboard(first.id, second.id)
    await bench.call('partner.disconnect', {})
    await connectByConsent(bench, first.id)
    await bench.drain()
    await bench.hours(1)
    expect((await unwatched())[0]?.text).toContain('1 tenant is reached through one')
    await bench.call('tenants.disconnect', { tenantId: second.id })
    await bench.hours(1)
    expect(await unwatched()).toEqual([])
  })

  it('does not tell of it where no tenant is reached through it', async () => {
    await connectByConsent(bench, contoso.id)
    await bench.drain()
    await bench.call('partner.disconnect', {})
    await bench.hours(1)
    expect(await open()).toEqual([])
  })

  it('tells an end that was known before for what it is: nothing stops, and nobody sees what follows', async () => {
    await onboard(first.id)
    relationshipOf(first.id).endsAt = bench.world.clock.now() + 5 * dayMs
    await bench.call('partner.refresh', {})
    await bench.drain()
    await bench.call('partner.disconnect', {})
    await bench.hours(1)
    const texts = async () =>
      (await open()).filter(({ tenantId }) => tenantId === first.id).map(({ text }) => text)
    expect(await texts()).toEqual([
      expect.stringMatching(/ends on .*No partner is connected.*the sync goes on/),
    ])
    bench.world.clock.advance(6 * dayMs)
    await bench.hours(1)
    expect(await texts()).toEqual([expect.stringMatching(/was to end on .*the sync goes on/)])
    expect(await tenant(first.id)).toMatchObject({ state: 'connected' })
    await bench.connect()
    expect(await tenant(first.id)).toMatchObject({ state: 'stopped', persons: 3 })
  })

  it('ends jobs under way with the reason, and leaves nothing half connected', async () => {
    await bench.call('partner.onboard', { tenantIds: [first.id] })
    await bench.deliver()
    const { goes } = await bench.call('partner.disconnect', {})
    expect(goes).toContainEqual(expect.stringContaining('1 job under way'))
    await bench.drain()
    const [job] = (await bench.call('partner.jobs', {})).jobs
    expect([job?.state, job?.problem?.code]).toEqual(['failed', 'partner.notConnected'])
    expect(await tenant(first.id)).toBeUndefined()
  })
})

it('tells when the customers could not be read for more than a day', async () => {
  await onboard(first.id)
  bench.world.faults.add({
    match: ({ url }) => url.pathname.endsWith('/delegatedAdminRelationships'),
    times: 1000,
    respond: () => Response.json({ error: { code: 'Authorization_RequestDenied' } }, { status: 403 }),
  })
  await bench.hours(20)
  const told = async () => (await open()).filter(({ text }) => text.includes('could not be read'))
  expect(await told()).toEqual([])
  await bench.hours(8)
  expect(await told()).toHaveLength(1)
  expect(await tenant(first.id)).toMatchObject({ state: 'connected', problem: null })
}, 60_000)

it('tells the day on which a sign-in lapses that gets no new token', async () => {
  const { number, text } = { number: 53003, text: 'Blocked.' }
  bench.partner.refusals.set(bench.partner.own.id, { number, text })
  bench.world.clock.advance(65 * dayMs)
  await bench.hours(1)
  const lapses = new Date(Date.parse((await bench.state()).refreshedAt ?? '') + 90 * dayMs).toISOString()
  expect((await open()).map((alert) => alert.text)).toContainEqual(
    expect.stringContaining(`It lapses on ${lapses.slice(0, 10)}`),
  )
  bench.partner.refusals.clear()
  await bench.hours(1)
  expect(await bench.state()).toMatchObject({ state: 'connected', problem: null })
})
