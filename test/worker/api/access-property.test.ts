import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { access, isAtLeast } from '../../../shared/access.ts'
import type { EndpointName } from '../../../shared/contract.ts'
import { technicianOf } from '../../world/microsoft/technician.ts'
import { personId, tenants } from '../../world/people.ts'
import { host, openDesk, ticketIds } from '../act/desk.ts'
import type { Bench } from '../harness.ts'
import { actionStatements, type Place, samples } from './samples.ts'

const groups = ['9a000000-0000-4000-8000-00000000000a', '9a000000-0000-4000-8000-00000000000b']
const { id: person, name } = technicianOf('technician')
const subjects = [
  { kind: 'person' as const, id: person, name },
  ...groups.map((id) => ({ kind: 'group' as const, id, name: 'A group' })),
]
const mark = (index: number) => `Marked${index}x`
/** Whatever tells of the n-th tenant: ids and names that stand nowhere else in the world. */
const signsOf = (index: number) => {
  const id = tenants[index]?.id ?? ''
  return [id, `d${id.slice(-3)}0000-`, mark(index)]
}

const places: Place[] = tenants.map((tenant, index) => ({
  tenantId: tenant.id,
  personId: personId(tenant, 0),
  mappingId: `${mark(index)}-mapping`,
  planId: `${mark(index)}-plan`,
  actionId: `${mark(index)}-action`,
}))

/** All that can be read of a tenant carries its mark. */
async function markedDesk(): Promise<Bench> {
  const bench = await openDesk(tenants)
  for (const [index, place] of places.entries()) {
    const { tenantId, personId: first, mappingId, planId } = place
    await bench.db.batch(actionStatements(bench.db, place, mark(index)))
    const directory = bench.world.microsoft.tenant(tenantId)
    tenants[index]?.people.forEach((_, nth) => {
      const id = `${first.slice(0, -12)}${String(nth + 1).padStart(12, '0')}`
      directory.updateUser(id, { displayName: `${mark(index)} person ${nth}` })
    })
    await bench.call('tenants.sync', { tenantId })
    await bench.drain()
    const run = (sql: string, ...bound: string[]) =>
      bench.db
        .prepare(sql)
        .bind(tenantId, ...bound)
        .run()
    await run('UPDATE tenant SET name = ?2, domain = ?2 WHERE id = ?1', mark(index))
    await run(
      'UPDATE mapping SET id = ?2, organisation_name = ?3 WHERE tenant_id = ?1',
      mappingId,
      mark(index),
    )
    await run(
      `INSERT INTO plan (id, tenant_id, mapping_id, state, created_at) VALUES (?2, ?1, ?3, 'waiting', 4e12)`,
      planId,
      mappingId,
    )
    await run(
      `INSERT INTO change (plan_id, id, tenant_id, mapping_id, kind, person_id, display_name, user_principal_name, fields, reason, state, done_at)
       VALUES (?2, '1', ?1, ?3, 'create', 'p', ?4, ?4, '[]', 'new', 'proposed', NULL),
         (?2, '2', ?1, ?3, 'review', 'q', ?4, ?4, '[]', 'new', 'proposed', NULL),
         (?2, '3', ?1, ?3, 'update', 'r', ?4, ?4, '[]', 'new', 'done', 4e12)`,
      planId,
      mappingId,
      mark(index),
    )
  }
  return bench
}

/** Every request that a technician can make, about every tenant, and those about none. */
async function requestsOf(bench: Bench): Promise<[EndpointName, unknown][]> {
  const [connection] = (await bench.call('psas.list', {})).connections
  const names = (Object.keys(samples) as EndpointName[]).filter((each) =>
    isAtLeast('technician', access[each]),
  )
  return [
    ...names.flatMap((each): [EndpointName, unknown][] => {
      const sample = samples[each]
      return 'at' in sample ? places.map((place) => [each, sample.at(place)]) : [[each, sample.input]]
    }),
    ['organisations.list', { connectionId: connection?.id }],
    ...Object.values(ticketIds).map((id): [EndpointName, unknown] => [
      'tickets.resolve',
      { host, ticketId: String(id) },
    ]),
  ]
}

const Limits = fc.record({
  limits: fc.tuple(...subjects.map(() => fc.option(fc.subarray([0, 1, 2])))),
  memberOf: fc.subarray([0, 1]),
  isOverage: fc.boolean(),
})
type Limits = typeof Limits extends fc.Arbitrary<infer T> ? T : never

/** What the rules of access say, worked out in another way than the product does. */
function expectedReach({ limits, memberOf, isOverage }: Limits): number[] {
  const [own, ...ofGroups] = limits
  const isGroupLimited = ofGroups.some((limit) => limit !== null)
  const known = isOverage ? [] : memberOf.map((index) => ofGroups[index] ?? null)
  const matching = [own ?? null, ...known].filter((limit) => limit !== null)
  if (matching.length > 0) return [...new Set(matching.flat())]
  return isOverage && isGroupLimited ? [] : [0, 1, 2]
}

describe('whatever the limits are', () => {
  it('no answer holds an id or a name of a tenant that is not the caller’s', async () => {
    const bench = await markedDesk()
    const requests = await requestsOf(bench)
    const groupAdmin = await bench.world.microsoft.technicianToken('admin', { groups })
    let seenAll = 0
    await fc.assert(
      fc.asyncProperty(Limits, async (drawn) => {
        await bench.db.prepare('DELETE FROM access_limit').run()
        for (const [index, limit] of drawn.limits.entries()) {
          if (limit === null) continue
          const tenantIds = limit.map((nth) => tenants[nth]?.id)
          const input = { subject: subjects[index], tenantIds }
          expect((await bench.post('access.set', input, { token: groupAdmin })).status).toBe(200)
        }
        const token = await bench.world.microsoft.technicianToken('technician', {
          groups: drawn.memberOf.map((index) => groups[index]),
          hasgroups: drawn.isOverage || undefined,
        })
        const reach = expectedReach(drawn)
        // The ticket system counts requests by the minute.
        bench.world.clock.advance(61_000)
        const hidden = [0, 1, 2].filter((index) => !reach.includes(index))
        let all = ''
        for (const [endpoint, input] of requests) {
          const response = await bench.post(endpoint, input, { token })
          const text = await response.text()
          expect([endpoint, response.status < 500]).toEqual([endpoint, true])
          const leaked = hidden.flatMap(signsOf).filter((sign) => text.includes(sign))
          expect({ endpoint, input, leaked }).toEqual({ endpoint, input, leaked: [] })
          all += text
        }
        for (const index of reach) expect(signsOf(index).filter((sign) => !all.includes(sign))).toEqual([])
        if (reach.length === 3) seenAll += 1
      }),
      { numRuns: 25, examples: [[{ limits: [null, null, null], memberOf: [], isOverage: false }]] },
    )
    expect(seenAll).toBeGreaterThan(0)
  }, 120_000)
})
