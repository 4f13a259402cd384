import { describe, expect, it } from 'vitest'
import { countRows, type SyncBench, startSyncing } from './bench.ts'
import { startMapped } from './mapped.ts'

const day = 24 * 3_600_000
const trendsOf = ({ call, tenant }: SyncBench) => call('tenants.trends', { tenantId: tenant.id }, 'viewer')

describe('trends of a tenant', () => {
  it('keep Microsoft’s averages beside the score of each day', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const { score } = await trendsOf(bench)
    expect(score).toHaveLength(90)
    expect(score.at(-1)).toMatchObject({ allTenants: 41.27, similarSize: 46.02 })
    expect(score.map((point) => point.day)).toEqual(score.map((point) => point.day).sort())
  })

  it('keep a day of seats only where something changed', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const { licences } = await trendsOf(bench)
    expect(licences.length).toBeGreaterThan(1)
    expect(licences.every(({ days }) => days.length === 1)).toBe(true)
    const rows = await countRows(bench.db, 'licence_day')
    await bench.hour()
    expect(await countRows(bench.db, 'licence_day')).toBe(rows)
    const [bought] = bench.tenant.subscriptions
    if (!bought) throw new Error('The tenant holds no product.')
    bench.world.clock.advance(day)
    bought.enabled += 5
    await bench.hour()
    expect(await countRows(bench.db, 'licence_day')).toBe(rows + 1)
    bought.enabled += 2
    await bench.hour()
    const { skuId } = bought.product
    const days = (await trendsOf(bench)).licences.find((licence) => licence.skuId === skuId)?.days ?? []
    expect(days.map(({ usable }) => usable - (days[0]?.usable ?? 0))).toEqual([0, 7])
  })
})

describe('a tenant that is not to be mapped', () => {
  it('is hidden from the one who said so alone, and from nobody once it is mapped', async () => {
    const desk = await startMapped()
    const tenantId = desk.mapping.tenantId
    const isHidden = async () => (await desk.call('tenants.get', { tenantId }, 'admin')).hidden
    await desk.db.prepare('DELETE FROM mapping').run()
    await desk.call('tenants.hide', { tenantId, hidden: true }, 'admin')
    expect(await isHidden()).toBe(true)
    expect((await desk.call('tenants.list', {}, 'admin')).tenants[0]?.hidden).toBe(true)
    expect((await desk.call('tenants.get', { tenantId }, 'viewer')).hidden).toBe(false)
    await desk.call('tenants.hide', { tenantId, hidden: false }, 'admin')
    expect(await isHidden()).toBe(false)
    await desk.call('tenants.hide', { tenantId, hidden: true }, 'admin')
    const { connectionId, organisationId, rule } = desk.mapping
    await desk.call('mappings.set', { tenantId, connectionId, organisationId, rule }, 'admin')
    expect(await isHidden()).toBe(false)
    await desk.db.prepare('DELETE FROM mapping').run()
    expect(await isHidden()).toBe(false)
  })
})
