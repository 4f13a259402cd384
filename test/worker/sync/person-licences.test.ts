import { describe, expect, it } from 'vitest'
import type { Person } from '../../../shared/person.ts'
import { refreshPerson } from '../../../worker/sync/refresh.ts'
import { startSyncing } from './bench.ts'

async function synced() {
  const bench = await startSyncing()
  const nia = bench.tenant.addUser({ displayName: 'Nia Newcomer' })
  bench.tenant.subscribe('VISIOCLIENT', { enabled: 9 })
  bench.tenant.subscribe('MCOEV', { enabled: 9 })
  bench.tenant.setLicences(nia.id, ['MCOEV'])
  await bench.hour()
  return {
    ...bench,
    nia,
    sku: (partNumber: string) =>
      String(
        bench.tenant.subscriptions.find(({ product }) => product.skuPartNumber === partNumber)?.product.skuId,
      ),
    mirrored: async () => (await bench.mirror()).get(nia.id) as Person,
  }
}

/** Ids of the persons whose states are asked for in batches from now on, one array a batch. */
function watchBatches({ world }: Awaited<ReturnType<typeof synced>>): string[][] {
  const batches: string[][] = []
  world.faults.add({
    match: ({ url }) => url.pathname.endsWith('/$batch'),
    times: 500,
    async after(response) {
      const { responses } = (await response.clone().json()) as {
        responses: { body: Record<string, unknown> }[]
      }
      const ids = responses
        .filter(({ body }) => 'licenseAssignmentStates' in body)
        .map(({ body }) => String(body.id))
      if (ids.length > 0) batches.push(ids)
      return response
    },
  })
  return batches
}

describe('how a person has licences', () => {
  it('is read with the list: directly or by which group', async () => {
    const bench = await synced()
    expect(await bench.mirrored()).toMatchObject({
      skuIds: [bench.sku('MCOEV')],
      licences: [{ skuId: bench.sku('MCOEV'), byGroupId: null, state: 'Active', error: null }],
    })
  })

  it('is read anew, in one batch, when the products change', async () => {
    const bench = await synced()
    const group = bench.tenant.groups.add({ displayName: 'LIC-Visio' })
    bench.tenant.groups.update(group.id, {
      assignedLicenses: [{ skuId: bench.sku('VISIOCLIENT'), disabledPlans: [] }],
    })
    bench.tenant.groups.addMember(group.id, bench.nia.id)
    const batches = watchBatches(bench)
    await bench.hour()
    const { skuIds, licences } = await bench.mirrored()
    expect(skuIds).toEqual([bench.sku('MCOEV'), bench.sku('VISIOCLIENT')].sort())
    expect(licences).toContainEqual({
      skuId: bench.sku('VISIOCLIENT'),
      byGroupId: group.id,
      state: 'Active',
      error: null,
    })
    expect(licences).toHaveLength(2)
    expect(batches).toEqual([[bench.nia.id]])
  })

  it('stays as it is when something else changes, and costs no request', async () => {
    const bench = await synced()
    const before = await bench.mirrored()
    bench.tenant.updateUser(bench.nia.id, { department: 'Elsewhere' })
    const batches = watchBatches(bench)
    await bench.hour()
    expect((await bench.mirrored()).licences).toEqual(before.licences)
    expect(batches).toEqual([])
  })

  it('is found by a refresh and by the weekly round where no change tells it', async () => {
    const bench = await synced()
    const fail = (state: 'Active' | 'Error', error: string) => {
      const states = bench.nia.licenseAssignmentStates?.map((one) => ({ ...one, state, error }))
      bench.tenant.updateUser(bench.nia.id, { licenseAssignmentStates: states ?? [] })
    }
    fail('Error', 'DependencyViolation')
    await bench.hour()
    expect((await bench.mirrored()).licences).toMatchObject([{ state: 'Active', error: null }])
    await refreshPerson(bench.deps, bench.tenant.id, bench.nia.id)
    expect((await bench.mirrored()).licences).toMatchObject([
      { state: 'Error', error: 'DependencyViolation' },
    ])
    fail('Active', 'None')
    bench.world.clock.advance(8 * 24 * 3_600_000)
    await bench.hour()
    expect((await bench.mirrored()).licences).toMatchObject([{ state: 'Active', error: null }])
  })

  it('stands in the person’s view with the group’s name and the problem in words', async () => {
    const bench = await synced()
    const group = bench.tenant.groups.add({ displayName: 'LIC-Visio' })
    bench.tenant.subscribe('VISIOCLIENT', { enabled: 0 })
    bench.tenant.groups.update(group.id, {
      assignedLicenses: [{ skuId: bench.sku('VISIOCLIENT'), disabledPlans: [] }],
    })
    bench.tenant.groups.addMember(group.id, bench.nia.id)
    await refreshPerson(bench.deps, bench.tenant.id, bench.nia.id)
    bench.world.clock.advance(24 * 3_600_000)
    await bench.hour()
    const view = await bench.call(
      'persons.get',
      { tenantId: bench.tenant.id, personId: bench.nia.id },
      'viewer',
    )
    expect(view.person.skuIds).toEqual([bench.sku('MCOEV')])
    expect(view.licences).toMatchObject([
      { skuId: bench.sku('MCOEV'), byGroup: null, direct: true, problem: null },
      {
        skuId: bench.sku('VISIOCLIENT'),
        byGroup: 'LIC-Visio',
        direct: false,
        problem: 'There are not enough licences of this product.',
      },
    ])
  })
})
