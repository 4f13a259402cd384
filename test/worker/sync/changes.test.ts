import { describe, expect, it } from 'vitest'
import { purgeChanges } from '../../../worker/store/person-change-rows.ts'
import { refreshPerson } from '../../../worker/sync/refresh.ts'
import { countRows, type SyncBench, startSyncing } from './bench.ts'

async function records({ db }: SyncBench) {
  const { results } = await db
    .prepare('SELECT person_id, display_name, kind, fields, at FROM person_change ORDER BY id')
    .all<{ person_id: string; display_name: string; kind: string; fields: string; at: number }>()
  return results.map(({ fields, ...row }) => ({ ...row, fields: JSON.parse(fields) }))
}

async function synced() {
  const bench = await startSyncing()
  bench.tenant.quirks.replays = true
  await bench.hour()
  return { ...bench, ada: bench.tenant.user('ada.merriweather@northwind.example') }
}

describe('the record of changes', () => {
  it('holds nothing of a tenant’s first round', async () => {
    const bench = await synced()
    expect(await records(bench)).toEqual([])
  })

  it('says once of each person what was before and what is now', async () => {
    const bench = await synced()
    const { department = null, businessPhones = [] } = bench.ada
    bench.tenant.updateUser(bench.ada.id, { department: 'Direction', city: 'York', businessPhones: ['1'] })
    await bench.hour()
    await bench.hour()
    expect(await records(bench)).toEqual([
      {
        person_id: bench.ada.id,
        display_name: 'Ada Merriweather',
        kind: 'changed',
        at: expect.any(Number),
        fields: [
          { field: 'department', old: department, new: 'Direction' },
          { field: 'businessPhone', old: businessPhones[0] ?? null, new: '1' },
          { field: 'city', old: null, new: 'York' },
        ],
      },
    ])
  })

  it('tells who came, went, came back, and says nothing when Microsoft forgets somebody deleted', async () => {
    const bench = await synced()
    const { id } = bench.tenant.addUser({ displayName: 'Nia Newcomer' })
    await bench.hour()
    bench.tenant.softDelete(id)
    await bench.hour()
    bench.tenant.restore(id)
    await bench.hour()
    bench.tenant.softDelete(id)
    await bench.hour()
    bench.tenant.hardDelete(id)
    await bench.hour()
    bench.tenant.hardDelete(bench.ada.id)
    await bench.hour()
    expect((await records(bench)).map(({ kind, display_name }) => `${kind} ${display_name}`)).toEqual([
      'added Nia Newcomer',
      'removed Nia Newcomer',
      'restored Nia Newcomer',
      'removed Nia Newcomer',
      'removed Ada Merriweather',
    ])
  })

  it('tells who went while nobody was looking', async () => {
    const bench = await synced()
    bench.tenant.hardDelete(bench.ada.id)
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    await bench.hour()
    expect(await records(bench)).toMatchObject([{ kind: 'removed', person_id: bench.ada.id }])
  })

  it('tells what a technician’s refresh found first', async () => {
    const bench = await synced()
    bench.tenant.updateUser(bench.ada.id, { accountEnabled: false })
    await refreshPerson(bench.deps, bench.tenant.id, bench.ada.id)
    await refreshPerson(bench.deps, bench.tenant.id, bench.ada.id)
    await bench.hour()
    expect((await records(bench)).map(({ fields }) => fields)).toEqual([
      [{ field: 'accountEnabled', old: 'true', new: 'false' }],
    ])
  })

  it('does not take what an older version did not read for a change', async () => {
    const bench = await synced()
    await bench.db
      .prepare(
        `UPDATE person SET data = json_remove(data, '$.city', '$.licences', '$.isResourceAccount'), hash = 'old'`,
      )
      .run()
    await bench.db.prepare("UPDATE cursor SET select_hash = 'older' WHERE resource = 'users'").run()
    bench.tenant.updateUser(bench.ada.id, { city: 'York', country: 'UK' })
    await bench.hour()
    expect((await records(bench)).map(({ fields }) => fields)).toEqual([
      [{ field: 'country', old: null, new: 'UK' }],
    ])
    expect((await bench.mirror()).get(bench.ada.id)).toMatchObject({ city: 'York', isResourceAccount: false })
  })

  it('is forgotten after 90 days, and not before', async () => {
    const bench = await synced()
    bench.tenant.updateUser(bench.ada.id, { department: 'One' })
    await bench.hour()
    bench.world.clock.advance(60 * 24 * 3_600_000)
    bench.tenant.updateUser(bench.ada.id, { department: 'Two' })
    await bench.hour()
    await purgeChanges(bench.deps)
    expect(await countRows(bench.db, 'person_change')).toBe(2)
    bench.world.clock.advance(31 * 24 * 3_600_000)
    await bench.tickNow()
    expect((await records(bench)).map(({ fields }) => fields[0].new)).toEqual(['Two'])
  })
})

describe('changes.list', () => {
  it('pages through the changes of one tenant, newest first, with products by name', async () => {
    const bench = await synced()
    for (let index = 0; index < 60; index += 1) bench.tenant.addUser({ displayName: `Person ${index}` })
    await bench.hour()
    bench.tenant.subscribe('VISIOCLIENT', { enabled: 90 })
    await bench.hour()
    bench.tenant.setLicences(bench.ada.id, ['VISIOCLIENT'])
    await bench.hour()
    const tenantId = bench.tenant.id
    const first = await bench.call('changes.list', { tenantId }, 'viewer')
    expect(first.changes).toHaveLength(50)
    expect(first.changes[0]).toMatchObject({ kind: 'changed', displayName: 'Ada Merriweather' })
    const licence = first.changes[0]?.fields.find(({ field }) => field === 'skuIds')
    expect(licence).toMatchObject({
      label: 'Licences',
      new: expect.stringContaining('Visio Plan 2'),
    })
    const second = await bench.call('changes.list', { tenantId, after: first.next ?? '' }, 'viewer')
    expect(second.changes).toHaveLength(11)
    expect(second.next).toBeNull()
    const ids = [...first.changes, ...second.changes].map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)].sort().reverse())
  })
})
