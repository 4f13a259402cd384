import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { forgetSome } from '../../../worker/store/forget.ts'
import { searchPersons } from '../../../worker/store/search.ts'
import { countD1 } from '../counted-d1.ts'
import { type SyncBench, startSyncing } from '../sync/bench.ts'

interface IndexRow {
  rowid: number
  person_id: string
  name: string
  addresses: string
  phones: string
  gone: string
}
const columns = 'rowid, tenant_id, person_id, tenant_mark, name, addresses, phones, gone'
async function indexed({ db }: Pick<SyncBench, 'db'>): Promise<Map<string, IndexRow>> {
  const { results } = await db.prepare(`SELECT ${columns} FROM person_search`).all<IndexRow>()
  return new Map(results.map((row) => [row.person_id, row]))
}
const ada = 'ada.merriweather@northwind.example'

describe('the search index', () => {
  it('has everybody who is in the mirror, once', async () => {
    const bench = await startSyncing()
    await bench.hour()
    expect([...(await indexed(bench)).keys()].sort()).toEqual([...bench.tenant.users.keys()].sort())
  })

  it('follows name, address, phone and deletion, and costs nothing for any other change', async () => {
    const bench = await startSyncing()
    await bench.hour()
    const { id } = bench.tenant.user(ada)
    const before = (await indexed(bench)).get(id)
    bench.tenant.updateUser(id, { department: 'Elsewhere', city: 'Elsewhere' })
    const { db, take } = countD1(bench.db)
    const counted = { ...bench.deps, env: { ...bench.env, DB: db } }
    bench.deps.env = counted.env
    await bench.hour()
    expect(take().writtenTo).not.toHaveProperty('person_search')
    expect((await indexed(bench)).get(id)).toEqual(before)

    const changes = {
      displayName: 'Ada Newname',
      mail: 'new@northwind.example',
      mobilePhone: '+49 (0)30 / 123-45',
    }
    bench.tenant.updateUser(id, changes)
    await bench.hour()
    expect(take().writtenTo.person_search).toBeLessThanOrEqual(2)
    expect((await indexed(bench)).get(id)).toMatchObject({
      rowid: before?.rowid,
      name: ' Ada Newname',
      addresses: expect.stringContaining('\nnew@northwind.example\n'),
      phones: expect.stringContaining('493012345'),
      gone: '',
    })
    bench.tenant.softDelete(id)
    await bench.hour()
    expect((await indexed(bench)).get(id)).toMatchObject({ gone: 'yes' })
    bench.tenant.restore(id)
    await bench.hour()
    expect((await indexed(bench)).get(id)).toMatchObject({ gone: '' })
  })

  it('loses whoever is gone for good, forgotten after 30 days, or of a tenant whose data is removed', async () => {
    const bench = await startSyncing()
    await bench.hour()
    const [first, second, third] = [...bench.tenant.users.keys()].map(String)
    bench.tenant.hardDelete(String(first))
    bench.tenant.softDelete(String(second))
    await bench.hour()
    expect([...(await indexed(bench)).keys()].sort()).toEqual([second, third].sort())
    for (let day = 0; day < 40; day += 5) {
      bench.world.clock.advance(5 * 24 * 3_600_000)
      await bench.hour()
    }
    expect([...(await indexed(bench)).keys()]).toEqual([third])
    await bench.db.prepare(`UPDATE tenant SET forget_run = 'run'`).run()
    await forgetSome(bench.deps, { tenantId: bench.tenant.id, run: 'run' }, 150)
    expect(await indexed(bench)).toEqual(new Map())
  })

  it('writes nothing for a page whose fence is gone', async () => {
    const bench = await startSyncing()
    await bench.hour()
    const before = await indexed(bench)
    bench.tenant.updateUser(ada, { displayName: 'Too Late' })
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/users/delta'),
      async after(response) {
        await bench.db.prepare(`UPDATE tenant SET lease_run = 'another'`).run()
        return response
      },
    })
    await bench.hour()
    expect(await indexed(bench)).toEqual(before)
  })
})

describe('the migration', () => {
  it('puts those into the index who were in the mirror before, as the product would', async () => {
    const bench = await startSyncing('contoso.example')
    bench.tenant.updateUser('mara.ellingsworth@contoso.example', { mobilePhone: '+49 (0)30 / 123-45.6' })
    bench.tenant.softDelete('bo.quarrie@contoso.example')
    await bench.hour()
    const made = await indexed(bench)
    const { results: persons } = await bench.db.prepare('SELECT * FROM person').all<Record<string, unknown>>()
    const { results: tenants } = await bench.db.prepare('SELECT * FROM tenant').all<Record<string, unknown>>()

    await reset()
    const at = env.TEST_MIGRATIONS.findIndex(({ name }) => name.startsWith('0003'))
    await applyD1Migrations(env.DB, env.TEST_MIGRATIONS.slice(0, at))
    for (const { search_id: _, ...person } of persons) await insert('person', person)
    for (const tenant of tenants) await insert('tenant', tenant)
    await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)

    const filled = await indexed({ db: env.DB })
    expect([...filled.keys()].sort()).toEqual([...made.keys()].sort())
    const parts = (text: string) => [...new Set(text.toLowerCase().split('\n'))].sort()
    for (const [id, row] of filled) {
      const { rowid: _, addresses, ...rest } = row
      const { rowid: __, addresses: expected, ...same } = made.get(id) as IndexRow
      expect(rest).toEqual(same)
      expect(parts(addresses)).toEqual(parts(expected))
    }
    const found = await searchPersons(bench.deps, { text: '0493012345', within: null, first: [], most: 5 })
    expect(found.map(({ person }) => person.displayName)).toEqual(['Mara Ellingsworth'])
  })
})

async function insert(table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row)
  await env.DB.prepare(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, at) => `?${at + 1}`).join(', ')})`,
  )
    .bind(...Object.values(row))
    .run()
}
