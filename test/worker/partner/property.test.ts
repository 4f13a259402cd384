import * as fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { type AdminRelationship, partnerGroups, roleIds } from '../../world/microsoft/partner/partner.ts'
import { seededPartner } from '../../world/partner-seed.ts'
import { partnerAccount } from '../../world/people.ts'
import { connectByConsent, type PartnerBench, startPartner } from './bench.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const customers = seededPartner.good.slice(0, 3)

const at = fc.nat({ max: customers.length - 1 })
const days = fc.integer({ min: 1, max: 100 })
const kindOf = <Kind extends string>(kind: Kind) => fc.constant(kind)
const happening = fc.oneof(
  fc.record({ kind: kindOf('relate'), at, days, prolonged: fc.boolean() }),
  fc.record({ kind: kindOf('end'), at }),
  fc.record({ kind: kindOf('renew'), at, days }),
  fc.record({ kind: kindOf('shorten'), at, days }),
  fc.record({ kind: kindOf('prolong'), at, prolonged: fc.boolean() }),
  fc.record({ kind: kindOf('roles'), at, both: fc.boolean() }),
  fc.record({ kind: kindOf('assign'), at, status: fc.constantFrom('active', 'deleting', 'pending') }),
  fc.record({ kind: kindOf('membership'), isIn: fc.boolean() }),
  fc.record({ kind: kindOf('fail'), pieces: fc.nat({ max: 3 }) }),
  fc.record({ kind: kindOf('consent'), at }),
  { weight: 3, arbitrary: fc.record({ kind: kindOf('onboard'), at }) },
  { weight: 3, arbitrary: fc.record({ kind: kindOf('pass'), hours: fc.integer({ min: 1, max: 24 * 40 }) }) },
)
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never

function relationshipsOf(bench: PartnerBench, tenantId: string): AdminRelationship[] {
  return [...bench.partner.relationships.values()].filter((one) => one.tenantId === tenantId)
}
const active = (bench: PartnerBench, tenantId: string) =>
  relationshipsOf(bench, tenantId).filter((one) => bench.partner.statusOf(one) === 'active')

type OfCustomer = Extract<Happening, { at: number }>
const doings: {
  [Kind in OfCustomer['kind']]: (
    bench: PartnerBench,
    customer: (typeof customers)[number],
    event: Extract<OfCustomer, { kind: Kind }>,
  ) => unknown
} = {
  relate(bench, customer, event) {
    const endsAt = bench.world.clock.now() + event.days * dayMs
    bench.partner.relate(customer, { endsAt, autoExtend: event.prolonged ? 'P180D' : 'PT0S' })
  },
  end(bench, { id }) {
    for (const one of relationshipsOf(bench, id)) one.status = 'terminated'
  },
  renew(bench, { id }, event) {
    for (const one of active(bench, id)) one.endsAt += event.days * dayMs
  },
  shorten(bench, { id }, event) {
    for (const one of active(bench, id)) one.endsAt = bench.world.clock.now() + event.days * dayMs
  },
  prolong(bench, { id }, { prolonged }) {
    for (const one of active(bench, id)) one.autoExtend = prolonged ? 'P180D' : 'P0D'
  },
  roles(bench, { id }, { both }) {
    const roles = both ? [roleIds.cloudApplication, roleIds.privilegedRole] : [roleIds.cloudApplication]
    for (const one of active(bench, id)) one.roles = roles
  },
  assign(bench, { id }, { status }) {
    for (const one of active(bench, id)) for (const assignment of one.assignments) assignment.status = status
  },
  consent: (bench, { id }) => connectByConsent(bench, id),
  onboard: (bench, { id }) => bench.call('partner.onboard', { tenantIds: [id] }),
}

async function happen(bench: PartnerBench, event: Happening): Promise<void> {
  const { groups } = bench.partner.own
  if (event.kind === 'pass') bench.world.clock.advance(event.hours * hourMs)
  else if (event.kind === 'membership') {
    const isIn = groups.directOf(partnerAccount.id).some(({ id }) => id === partnerGroups.access)
    if (event.isIn && !isIn) groups.addMember(partnerGroups.access, partnerAccount.id)
    if (!event.isIn && isIn) groups.removeMember(partnerGroups.access, partnerAccount.id)
  } else if (event.kind === 'fail') await failHalfway(bench, event.pieces)
  else {
    const customer = customers[event.at]
    if (!customer) throw new Error('There is such a customer.')
    await doings[event.kind](bench, customer, event as never)
  }
}

/** A reading whose first pieces work and whose others fail: nothing of any customer or tenant moves by it. */
async function failHalfway(bench: PartnerBench, pieces: number): Promise<void> {
  await bench.drain()
  await bench.call('partner.refresh', {})
  for (let piece = 0; piece < pieces; piece += 1) await bench.deliver()
  if (bench.queue.waiting() === 0) return
  const known = async () => [
    (await bench.db.prepare('SELECT * FROM partner_customer ORDER BY tenant_id').all()).results,
    (await bench.db.prepare('SELECT id, state, problem_code, persons FROM tenant ORDER BY id').all()).results,
  ]
  const before = await known()
  const times = 1000
  const respond = () => Response.json({ error: { code: 'Forbidden' } }, { status: 403 })
  bench.world.faults.add({
    match: ({ url }) => /tenantRel|contracts|\/me\//.test(url.pathname),
    times,
    respond,
  })
  await bench.drain()
  bench.world.faults.clear()
  expect(await known()).toEqual(before)
}

/** Where reading each tenant's persons stood when its sync was seen stopped; null = it goes on. */
type Memory = Map<string, string | null>

/** What must hold after every reading, whatever has happened. */
async function verify(bench: PartnerBench, memory: Memory): Promise<void> {
  const { tenants } = await bench.call('tenants.list', {})
  expect(new Set(tenants.map(({ id }) => id)).size).toBe(tenants.length)
  for (const id of memory.keys())
    expect(
      tenants.map((one) => one.id),
      'no tenant is lost',
    ).toContain(id)
  const { alerts } = await bench.call('alerts.list', {})
  const open = alerts.filter(({ endedAt }) => !endedAt)
  const { jobs } = await bench.call('partner.jobs', {})
  const takenIn = new Set(jobs.filter(({ state }) => state === 'done').map(({ tenantId }) => tenantId))
  for (const one of tenants) {
    const { id, reachedBy } = one
    expect(one.persons, 'nobody is ever removed').toBe(3)
    const living = active(bench, id)
    const isStopped = reachedBy === 'partner' && living.length === 0
    expect([one.state, one.problem?.code ?? null], id).toEqual(
      isStopped ? ['stopped', 'partner.relationshipEnded'] : ['connected', null],
    )
    const ofTenant = open.filter(({ tenantId }) => tenantId === id).map(({ text }) => text)
    expect(ofTenant.filter((text) => text.includes('has stopped')).length).toBe(isStopped ? 1 : 0)
    verifyWarnings(bench, { id, isPartner: reachedBy === 'partner', living }, ofTenant)
    expect(one.relationship !== null, 'how it is reached').toBe(takenIn.has(id))
    const place = isStopped ? await placeOf(bench, id) : null
    const before = memory.get(id) ?? null
    if (isStopped) expect(place, 'it can go on where it was').toBe(before ?? place)
    memory.set(id, place)
  }
}

async function placeOf(bench: PartnerBench, tenantId: string): Promise<string> {
  const row = await bench.db
    .prepare(`SELECT link FROM cursor WHERE tenant_id = ?1 AND resource = 'users'`)
    .bind(tenantId)
    .first<{ link: string | null }>()
  expect(row?.link).toMatch(/^https:/)
  return row?.link ?? ''
}

function verifyWarnings(
  bench: PartnerBench,
  { id, isPartner, living }: { id: string; isPartner: boolean; living: AdminRelationship[] },
  texts: readonly string[],
): void {
  const isLasting = living.some(({ autoExtend }) => autoExtend === 'P180D')
  const ends = isLasting ? null : Math.max(...living.map(({ endsAt }) => endsAt))
  const isNear = ends !== null && ends - bench.world.clock.now() <= 60 * dayMs
  const isWarned = isPartner && living.length > 0 && isNear
  expect(texts.filter((text) => text.includes(' ends on ')).length, `warned of ${id}`).toBe(isWarned ? 1 : 0)
  const roles = bench.partner.rolesIn(id, partnerAccount.id)
  const isWhole = [roleIds.cloudApplication, roleIds.privilegedRole].every((role) => roles.has(role))
  const isLacking = isPartner && living.length > 0 && !isWhole
  expect(texts.filter((text) => text.includes('lost a role')).length, `roles of ${id}`).toBe(
    isLacking ? 1 : 0,
  )
}

it('whatever relationships do while hours pass: nothing is removed, each tenant is read one way, ends are told', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 10 }), async (events) => {
      const bench = await startPartner()
      await bench.connect()
      const memory: Memory = new Map()
      for (const event of events) {
        await happen(bench, event)
        await bench.drain()
        // Relationships are read every six hours; the tick after that settles what follows from it.
        bench.world.clock.advance(6 * hourMs)
        await bench.hours(2)
        await verify(bench, memory)
      }
    }),
    { numRuns: 10, seed: 20261126, endOnFailure: true },
  )
}, 240_000)
