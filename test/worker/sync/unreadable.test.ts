import { describe, expect, it } from 'vitest'
import { syncProgress } from '../../../worker/sync/start.ts'
import type { Fault } from '../../world/faults.ts'
import { directoryOf, mirroredDirectory, presentIds, type SyncBench, startSyncing } from './bench.ts'

const isReading: Fault['match'] = ({ url }) => /\/users(\/delta)?$/.test(url.pathname)

/** Microsoft shows these users in a form that nobody has documented, wherever a page has them. */
function garble(
  bench: SyncBench,
  ids: readonly string[],
  how: object = { proxyAddresses: 'not a list' },
): void {
  bench.world.faults.add({
    match: isReading,
    times: 500,
    async after(response) {
      if (!response.ok) return response
      const body = (await response.json()) as { value: { id: string }[] }
      return Response.json({
        ...body,
        value: body.value.map((user) => (ids.includes(user.id) ? { ...user, ...how } : user)),
      })
    },
  })
}

async function persons(bench: SyncBench) {
  const { resources } = await syncProgress(bench.deps, bench.tenant.id)
  return resources.find(({ name }) => name === 'users')
}

describe('a person who cannot be read', () => {
  it('stops neither the others nor the tenant, and is told of on the resource in words', async () => {
    const bench = await startSyncing('contoso.example')
    const odd = String([...bench.tenant.users.keys()][2])
    garble(bench, [odd])
    await bench.hour()
    expect(mirroredDirectory(await bench.mirror())).toEqual(
      directoryOf(bench.tenant).filter(({ id }) => id !== odd),
    )
    expect(await bench.row()).toMatchObject({ problem_code: null, failures: 0, lease_run: null })
    expect((await bench.row()).last_sync_at).not.toBeNull()
    const progress = await persons(bench)
    expect(progress).toMatchObject({ state: 'done', problem: { code: 'graph.unreadable' } })
    expect(progress?.problem?.text).toContain('Persons: 1 of them stays as last read.')
  })

  it('keeps what was last read of them, and is never removed', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const [odd, gone] = [...bench.tenant.users.keys()].map(String)
    const before = (await bench.mirror()).get(String(odd))
    bench.tenant.updateUser(String(odd), { department: 'Unseen' })
    bench.tenant.hardDelete(String(gone))
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    garble(bench, [String(odd)])
    await bench.hour()
    expect((await bench.mirror()).get(String(odd))).toEqual(before)
    expect(presentIds(await bench.mirror())).not.toContain(gone)
  })

  it('is told of until they can be read again', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const odd = String([...bench.tenant.users.keys()][2])
    garble(bench, [odd])
    bench.tenant.updateUser(odd, { department: 'Unseen' })
    await bench.hour()
    const since = (await persons(bench))?.problem?.since
    await bench.hour()
    expect(await persons(bench)).toMatchObject({
      state: 'done',
      problem: { code: 'graph.unreadable', since },
    })
    bench.world.faults.clear()
    bench.tenant.updateUser(odd, { department: 'Seen' })
    await bench.hour()
    expect(await persons(bench)).toMatchObject({ state: 'done', problem: null })
    expect((await bench.mirror()).get(odd)).toMatchObject({ department: 'Seen' })
  })

  it('is asked for where the page does not even say who it is, and nobody is removed', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const odd = String([...bench.tenant.users.keys()][2])
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    garble(bench, [odd], { id: 17 })
    await bench.hour()
    expect(presentIds(await bench.mirror())).toContain(odd)
    expect((await persons(bench))?.problem?.code).toBe('graph.unreadable')
  })

  it('is not taken for gone when the question who they are is answered oddly', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const odd = String([...bench.tenant.users.keys()][2])
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    bench.world.faults.add({
      match: isReading,
      times: 500,
      async after(response) {
        if (!response.ok) return response
        const body = (await response.json()) as { value: { id: string }[] }
        return Response.json({ ...body, value: body.value.filter(({ id }) => id !== odd) })
      },
    })
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith(`/users/${odd}`),
      times: 500,
      respond: () => Response.json({ id: odd, displayName: ['odd'] }),
    })
    await bench.hour()
    expect(presentIds(await bench.mirror())).toContain(odd)
    expect(await persons(bench)).toMatchObject({ state: 'done', problem: { code: 'graph.unreadable' } })
  })
})
