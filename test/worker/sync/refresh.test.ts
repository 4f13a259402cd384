import { describe, expect, it } from 'vitest'
import { personsOf } from '../../../worker/store/persons.ts'
import { refreshPerson } from '../../../worker/sync/refresh.ts'
import { startSyncing } from './bench.ts'

async function synced() {
  const bench = await startSyncing()
  await bench.hour()
  return { ...bench, ada: bench.tenant.user('ada.merriweather@northwind.example') }
}

describe('refreshing one person', () => {
  it('brings the mirror to what the tenant says now, with the time of reading', async () => {
    const bench = await synced()
    bench.tenant.updateUser(bench.ada.id, { accountEnabled: false, mail: 'new@northwind.example' })
    bench.world.clock.advance(60_000)
    const askedAt = bench.world.clock.now()
    expect(await refreshPerson(bench.deps, bench.tenant.id, bench.ada.id)).toMatchObject({
      accountEnabled: false,
    })
    const persons = personsOf(bench.deps, bench.tenant.id)
    const mirrored = await persons.get(bench.ada.id)
    expect(mirrored?.person).toMatchObject({ accountEnabled: false, mail: 'new@northwind.example' })
    expect(mirrored?.asOf).toBeGreaterThanOrEqual(askedAt)
    expect((await persons.byAddress('NEW@northwind.example')).map(({ person }) => person.id)).toEqual([
      bench.ada.id,
    ])
  })

  it('is null for somebody who is gone, and the mirror says so', async () => {
    const bench = await synced()
    bench.tenant.softDelete(bench.ada.id)
    expect(await refreshPerson(bench.deps, bench.tenant.id, bench.ada.id)).toBeNull()
    expect((await bench.mirror()).get(bench.ada.id)?.deletedAt).not.toBeNull()
  })

  it('is null for a stranger and writes nobody', async () => {
    const bench = await synced()
    expect(await refreshPerson(bench.deps, bench.tenant.id, crypto.randomUUID())).toBeNull()
    expect((await bench.mirror()).size).toBe(3)
  })

  it('is not overwritten by a page that was read before', async () => {
    const bench = await synced()
    bench.tenant.quirks.emptyPages = false
    bench.tenant.updateUser(bench.ada.id, { department: 'Before' })
    // The page is on its way when a technician blocks Ada and the mirror is refreshed.
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/users/delta'),
      async after(response) {
        bench.tenant.updateUser(bench.ada.id, { accountEnabled: false })
        await refreshPerson({ ...bench.deps }, bench.tenant.id, bench.ada.id)
        return response
      },
    })
    const old: boolean[] = []
    await bench.syncNow()
    await bench.deliver()
    old.push((await bench.mirror()).get(bench.ada.id)?.accountEnabled)
    expect(old).toEqual([false])
    expect((await bench.mirror()).get(bench.ada.id)).toMatchObject({
      department: 'Before',
      accountEnabled: false,
    })
    expect(await bench.row()).toMatchObject({ problem_code: null, lease_run: null })
  })

  it('does not overwrite what a run wrote while it was reading', async () => {
    const bench = await synced()
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith(`/users/${bench.ada.id}`),
      async after(response) {
        bench.tenant.updateUser(bench.ada.id, { department: 'Newer' })
        await bench.syncNow()
        await bench.deliver()
        return response
      },
    })
    await refreshPerson(bench.deps, bench.tenant.id, bench.ada.id)
    expect((await bench.mirror()).get(bench.ada.id)?.department).toBe('Newer')
  })
})
