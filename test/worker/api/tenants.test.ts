import { beforeEach, describe, expect, it } from 'vitest'
import { isFreeSku, productName } from '../../../shared/licences.ts'
import { tenants } from '../../world/people.ts'
import { type Bench, start } from '../harness.ts'

const dayMs = 86_400_000
const premium = ['cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46', 'SPB'] as const
const free = ['f30db892-07e9-47e9-837c-80727f46fd3d', 'FLOW_FREE'] as const
let bench: Bench
beforeEach(async () => {
  bench = await start()
})

async function addTenant(id: string, more: Record<string, unknown> = {}) {
  const row = {
    id,
    name: `Tenant ${id}`,
    domains: '["a.example","b.example"]',
    domain: 'a.example',
    state: 'connected',
    reached_by: 'consent',
    connected_at: 1,
    connected_by: 'x',
    next_due_at: 1_800_000_000_000,
    ...more,
  }
  await insert('tenant', row)
}
async function insert(table: string, row: Record<string, unknown>) {
  const names = Object.keys(row)
  const sql = `INSERT INTO ${table} (${names}) VALUES (${names.map(() => '?')})`
  await bench.db
    .prepare(sql)
    .bind(...Object.values(row))
    .run()
}
const addLicence = (
  tenantId: string,
  [skuId, partNumber]: readonly [string, string],
  more: Record<string, unknown> = {},
) =>
  insert('licence_count', {
    tenant_id: tenantId,
    sku_id: skuId,
    part_number: partNumber,
    status: 'Enabled',
    applies_to: 'User',
    enabled: 25,
    warning: 0,
    suspended: 0,
    consumed: 20,
    hash: 'h',
    ...more,
  })
const dayAgo = (days: number) => new Date(bench.world.clock.now() - days * dayMs).toISOString().slice(0, 10)
const addScore = (tenantId: string, days: number, current: number) =>
  insert('score', { tenant_id: tenantId, day: dayAgo(days), current, max: 120, hash: 'h' })

/** A database that counts what it is asked. */
function counting(db: D1Database) {
  const asked = { statements: 0 }
  const prepare = (sql: string) => {
    asked.statements += 1
    return db.prepare(sql)
  }
  return { asked, db: { prepare } as unknown as D1Database }
}

describe('a tenant', () => {
  const [{ id } = { id: '' }] = tenants

  it('shows its seats by product name, counting what can be used', async () => {
    await addTenant(id)
    await addLicence(id, free, { enabled: 1_000_000, consumed: 900 })
    await addLicence(id, premium, { enabled: 20, warning: 5, suspended: 7, consumed: 27 })
    await addLicence(id, ['11111111-1111-4111-8111-111111111111', 'WINDOWS_STORE'], { applies_to: 'Company' })
    const { licences } = await bench.call('tenants.get', { tenantId: id }, 'viewer')
    expect(licences).toMatchObject([
      { name: productName(...premium), assigned: 27, usable: 25, available: -2, free: isFreeSku(...premium) },
      { name: productName(...free), assigned: 900, free: true },
    ])
    expect(licences[0]?.name).toBe('Microsoft 365 Business Premium')
  })

  it('shows its Secure Score of 90 days, oldest first', async () => {
    await addTenant(id)
    for (const [days, current] of [
      [1, 66],
      [95, 10],
      [89, 30],
      [40, 60],
    ] as const)
      await addScore(id, days, current)
    const { score } = await bench.call('tenants.get', { tenantId: id })
    expect(score).toEqual([
      { day: dayAgo(89), current: 30, max: 120, percent: 25 },
      { day: dayAgo(40), current: 60, max: 120, percent: 50 },
      { day: dayAgo(1), current: 66, max: 120, percent: 55 },
    ])
  })

  it('that is stopped says why, what mends it, and is not due', async () => {
    await addTenant(id, { state: 'stopped', problem_code: 'tenant.consentMissing', problem_since: 0 })
    const tenant = await bench.call('tenants.get', { tenantId: id })
    expect(tenant).toMatchObject({ state: 'stopped', nextSyncAt: null, domains: ['a.example', 'b.example'] })
    expect(tenant.problem).toEqual({
      code: 'tenant.consentMissing',
      text: 'Consent for this tenant is missing or was withdrawn.',
      detail: null,
      next: 'Connect the tenant again.',
      since: '1970-01-01T00:00:00.000Z',
    })
  })

  it('is synced once however often somebody asks', async () => {
    await addTenant(id)
    const first = await bench.call('tenants.sync', { tenantId: id }, 'technician')
    const second = await bench.call('tenants.sync', { tenantId: id }, 'technician')
    expect([first.started, second.started, first.sync.running]).toEqual([true, false, true])
    expect(bench.queue.sent.map(({ body }) => body.kind)).toEqual(['pull'])
    expect((await bench.call('tenants.list', {})).tenants[0]?.syncing).toBe(true)
  })
})

describe('the list of tenants', () => {
  it('is ordered by name without regard to case', async () => {
    await addTenant('1', { name: 'beta' })
    await addTenant('2', { name: 'Gamma' })
    await addTenant('3', { name: 'Alpha' })
    expect((await bench.call('tenants.list', {})).tenants.map(({ name }) => name)).toEqual([
      'Alpha',
      'beta',
      'Gamma',
    ])
  })

  it('gives each tenant its own licences, scores and mappings', async () => {
    for (const [id, consumed] of [
      ['1', 3],
      ['2', 4],
    ] as const) {
      await addTenant(id)
      await addLicence(id, premium, { consumed })
      await addScore(id, 2, consumed)
      await insert('mapping', {
        id: `m${id}`,
        tenant_id: id,
        connection_id: 'c',
        organisation_id: id,
        organisation_name: 'o',
        rule: '{}',
        created_at: 1,
        created_by: 'x',
      })
    }
    const seen = (await bench.call('tenants.list', {})).tenants.map((t) => [
      t.id,
      t.licences.map(({ assigned }) => assigned),
      t.score.map(({ current }) => current),
      t.mappings.map(({ id }) => id),
    ])
    expect(seen).toEqual([
      ['1', [3], [3], ['m1']],
      ['2', [4], [4], ['m2']],
    ])
  })

  it('asks the database the same number of times for one tenant and for many', async () => {
    const { asked, db } = counting(bench.db)
    const token = await bench.world.microsoft.technicianToken('viewer')
    const counts: number[] = []
    for (const ids of [['1'], Array.from({ length: 30 }, (_, index) => `t${index}`)]) {
      for (const id of ids) await addTenant(id)
      asked.statements = 0
      bench.env.DB = db
      expect((await bench.post('tenants.list', {}, { token })).status).toBe(200)
      counts.push(asked.statements)
    }
    expect(counts[1]).toBe(counts[0])
    expect(counts[0]).toBeLessThanOrEqual(9)
  })
})
