import * as fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import type { AdminRelationship } from '../../world/microsoft/partner/partner.ts'
import { roleIds } from '../../world/microsoft/partner/partner.ts'
import { seededPartner } from '../../world/partner-seed.ts'
import { connectByConsent, type PartnerBench, startPartner } from './bench.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const customers = seededPartner.good.slice(0, 3)

type Happening =
  | { kind: 'relate'; at: number; days: number; prolonged: boolean }
  | { kind: 'end'; at: number }
  | { kind: 'shorten'; at: number; days: number }
  | { kind: 'loseRole'; at: number }
  | { kind: 'consent'; at: number }
  | { kind: 'onboard'; at: number }
  | { kind: 'pass'; hours: number }

const at = fc.nat({ max: customers.length - 1 })
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    kind: fc.constant('relate' as const),
    at,
    days: fc.integer({ min: 1, max: 100 }),
    prolonged: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('end' as const), at }),
  fc.record({ kind: fc.constant('shorten' as const), at, days: fc.integer({ min: 1, max: 70 }) }),
  fc.record({ kind: fc.constant('loseRole' as const), at }),
  fc.record({ kind: fc.constant('consent' as const), at }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('onboard' as const), at }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 24 * 40 }) }),
  },
)

function relationshipsOf(bench: PartnerBench, tenantId: string): AdminRelationship[] {
  return [...bench.partner.relationships.values()].filter((one) => one.tenantId === tenantId)
}
const active = (bench: PartnerBench, tenantId: string) =>
  relationshipsOf(bench, tenantId).filter((one) => bench.partner.statusOf(one) === 'active')

async function happen(bench: PartnerBench, event: Happening): Promise<void> {
  if (event.kind === 'pass') {
    bench.world.clock.advance(event.hours * hourMs)
    return
  }
  const customer = customers[event.at]
  if (!customer) throw new Error('There is such a customer.')
  const now = bench.world.clock.now()
  if (event.kind === 'relate') {
    const autoExtend = event.prolonged ? 'P180D' : 'PT0S'
    bench.partner.relate(customer, { endsAt: now + event.days * dayMs, autoExtend })
  } else if (event.kind === 'end') {
    for (const one of relationshipsOf(bench, customer.id)) one.status = 'terminated'
  } else if (event.kind === 'shorten') {
    for (const one of active(bench, customer.id)) one.endsAt = now + event.days * dayMs
  } else if (event.kind === 'loseRole') {
    for (const one of active(bench, customer.id)) one.roles = [roleIds.cloudApplication]
  } else if (event.kind === 'consent') await connectByConsent(bench, customer.id)
  else await bench.call('partner.onboard', { tenantIds: [customer.id] })
}

/** What must hold after every reading, whatever has happened. */
async function verify(bench: PartnerBench): Promise<void> {
  const { tenants } = await bench.call('tenants.list', {})
  expect(new Set(tenants.map(({ id }) => id)).size).toBe(tenants.length)
  const { alerts } = await bench.call('alerts.list', {})
  const now = bench.world.clock.now()
  for (const { id, state, reachedBy, problem, persons } of tenants) {
    expect(persons, 'nobody is ever removed').toBe(3)
    const living = active(bench, id)
    const isLiving = living.length > 0
    if (reachedBy === 'partner') {
      expect([state, problem?.code ?? null], id).toEqual(
        isLiving ? ['connected', null] : ['stopped', 'partner.relationshipEnded'],
      )
    } else expect([state, problem], id).toEqual(['connected', null])
    const ends = living.some(({ autoExtend }) => autoExtend !== 'PT0S')
      ? null
      : Math.max(...living.map(({ endsAt }) => endsAt))
    const warned = alerts.filter(
      ({ tenantId, endedAt, text }) => tenantId === id && !endedAt && text.includes(' ends on '),
    )
    const isNear = reachedBy === 'partner' && isLiving && ends !== null && ends - now <= 60 * dayMs
    expect(warned.length, `warned of ${id}`).toBe(isNear ? 1 : 0)
  }
}

it('whatever relationships do while hours pass: nothing is removed, each tenant is read one way, ends are told', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 12 }), async (events) => {
      const bench = await startPartner()
      await bench.connect()
      for (const event of events) {
        await happen(bench, event)
        await bench.drain()
        // Relationships are read every six hours; the tick after that settles what follows from it.
        bench.world.clock.advance(6 * hourMs)
        await bench.hours(2)
        await verify(bench)
      }
    }),
    { numRuns: 6, seed: 20261126, endOnFailure: true },
  )
}, 240_000)
