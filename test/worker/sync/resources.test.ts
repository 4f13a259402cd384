import { describe, expect, it } from 'vitest'
import { personsOf } from '../../../worker/store/persons.ts'
import { countRows, startSyncing } from './bench.ts'

describe('licences', () => {
  it('follow the tenant: counts change, products that are gone go, the others are not written again', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const rows = async () =>
      (
        await bench.db
          .prepare('SELECT * FROM licence_count ORDER BY part_number')
          .all<{ part_number: string }>()
      ).results
    const before = await rows()
    const [first, second, ...rest] = bench.tenant.subscriptions
    if (!first || !second) throw new Error('too few products')
    bench.tenant.subscriptions = [{ ...second, enabled: second.enabled + 7, warning: 2 }, ...rest]
    await bench.hour()
    const after = await rows()
    expect(after).toHaveLength(before.length - 1)
    expect(after.find((row) => row.part_number === second.product.skuPartNumber)).toMatchObject({
      enabled: second.enabled + 7,
      warning: 2,
    })
    const untouched = (row: { part_number: string }) =>
      rest.some(({ product }) => product.skuPartNumber === row.part_number)
    expect(after.filter(untouched)).toEqual(before.filter(untouched))
  })
})

describe('role holders', () => {
  it('are known by their privileged roles alone, and forgotten when they give them up', async () => {
    const bench = await startSyncing('contoso.example')
    const wim = bench.tenant.user('wim.castelaar@contoso.example')
    const mara = bench.tenant.user('mara.ellingsworth@contoso.example')
    const persons = personsOf(bench.deps, bench.tenant.id)
    expect(await persons.rolesOf(wim.id)).toEqual({ names: [], asOf: null })
    bench.tenant.assignRole(wim.id, 'User Administrator')
    bench.tenant.assignRole(mara.id, 'Directory Readers')
    await bench.hour()
    const roles = await persons.rolesOf(wim.id)
    expect(roles.names.sort()).toEqual(['Global Administrator', 'User Administrator'])
    expect(roles.asOf).not.toBeNull()
    expect((await persons.rolesOf(mara.id)).names).toEqual([])
    bench.tenant.removeRole(wim.id, 'Global Administrator')
    bench.world.clock.advance(23 * 3_600_000)
    await bench.hour()
    expect((await persons.rolesOf(wim.id)).names).toEqual(['User Administrator'])
  })
})

describe('Secure Score', () => {
  it('back-fills 90 days, then reads once a day no more than is missing', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    expect(await countRows(bench.db, 'score')).toBe(90)
    const asked = () =>
      bench.world.visits
        .filter(({ url }) => url.includes('/secureScores'))
        .map(({ url }) => new URL(url).searchParams.get('$top'))
        // The latest day alone is read for its controls.
        .filter((top) => top !== '1')
    expect(asked()).toEqual(['90'])
    await bench.hour()
    expect(asked()).toEqual(['90'])
    bench.world.clock.advance(23 * 3_600_000)
    await bench.hour()
    expect(asked()).toEqual(['90', '4'])
    expect(await countRows(bench.db, 'score')).toBe(91)
    bench.world.clock.advance(10 * 24 * 3_600_000)
    await bench.hour()
    expect(await countRows(bench.db, 'score')).toBe(101)
  })

  it('of a tenant that has none is no row and no error', async () => {
    const bench = await startSyncing()
    bench.tenant.secureScoreDays = 0
    await bench.hour()
    expect(await countRows(bench.db, 'score')).toBe(0)
    expect(await bench.row()).toMatchObject({ problem_code: null })
  })
})
