import { describe, expect, it } from 'vitest'
import type { Fault } from '../../world/faults.ts'
import { directoryOf, mirroredDirectory, presentIds, type SyncBench, startSyncing } from './bench.ts'

const weekMs = 8 * 24 * 3_600_000
const isOfUsers: Fault['match'] = ({ url }) => /^\/v1\.0\/users\b/.test(url.pathname)
const isOneUser: Fault['match'] = ({ url }) => /^\/v1\.0\/users\/[0-9a-f-]{36}$/.test(url.pathname)

async function expectRecovery(bench: SyncBench): Promise<void> {
  bench.world.faults.clear()
  bench.world.clock.advance(24 * 3_600_000)
  await bench.hour()
  await bench.hour()
  expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
  expect(await bench.row()).toMatchObject({ problem_code: null, lease_run: null, failures: 0 })
}

/** Every page leads to the other of two, for ever. */
function leadInCircles(bench: SyncBench, match: Fault['match']): void {
  let count = 0
  bench.world.faults.add({
    match,
    times: Number.POSITIVE_INFINITY,
    respond: (request) => {
      count += 1
      const { origin, pathname } = new URL(request.url)
      return Response.json({ value: [], '@odata.nextLink': `${origin}${pathname}?$skiptoken=${count % 2}` })
    },
  })
}

describe('what Graph could make endless', () => {
  it('a small collection whose pages lead in circles is a problem, and stops no other', async () => {
    const bench = await startSyncing('contoso.example')
    leadInCircles(bench, ({ url }) => url.pathname.endsWith('/subscribedSkus'))
    await bench.hour()
    expect(await bench.cursor('licences')).toMatchObject({ problem_code: 'graph.malformed' })
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
    await expectRecovery(bench)
  })

  it('a round that has far more pages than any tenant is given up and begun anew in another hour', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const present = presentIds(await bench.mirror())
    bench.world.microsoft.ageLinks(bench.tenant.id, weekMs)
    bench.world.clock.advance(3_600_000)
    await bench.tickNow()
    let requests = 0
    leadInCircles(bench, (request) => {
      if (!isOfUsers(request)) return false
      requests += 1
      return requests > 3
    })
    await bench.deliver()
    await bench.db.prepare("UPDATE cursor SET page = 4950 WHERE resource = 'users' AND page > 0").run()
    await bench.drain()
    expect(await bench.cursor('users')).toMatchObject({ problem_code: 'graph.resync', page: 0, link: null })
    expect(presentIds(await bench.mirror())).toEqual(present)
    expect(requests).toBeLessThan(200)
    await expectRecovery(bench)
  })

  it('a history that is refused again and again, however far apart, is a problem and no new round', async () => {
    const bench = await startSyncing('contoso.example')
    for (let index = 0; index < 40; index += 1) bench.tenant.addUser({ displayName: `Person ${index}` })
    bench.setPageSize(1)
    await bench.hour()
    bench.world.microsoft.ageLinks(bench.tenant.id, weekMs)
    const isMiddle = (url: URL) => url.searchParams.has('$skiptoken')
    let requests = 0
    bench.world.faults.add({
      match: isOfUsers,
      times: Number.POSITIVE_INFINITY,
      after: (response, { url }) => {
        // Everybody changes as soon as a round has its token, so many pages follow its list.
        const everybody = isMiddle(new URL(url)) ? [] : [...bench.tenant.users.keys()]
        if (url.includes('latest'))
          for (const id of everybody) bench.tenant.updateUser(id, { jobTitle: `${requests}` })
        requests += 1
        const isRefused = isMiddle(new URL(url)) && requests % 30 === 0
        return isRefused
          ? Response.json({ error: { code: 'resyncRequired', message: 'No.' } }, { status: 410 })
          : response
      },
    })
    await bench.hour()
    expect(await bench.cursor('users')).toMatchObject({ problem_code: 'graph.resync' })
    expect(requests).toBeLessThan(400)
    await expectRecovery(bench)
  })

  it('a person who is answered with somebody else’s card is neither gone nor asked for without end', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const [hidden, other] = [...bench.tenant.users.keys()].map(String)
    bench.world.microsoft.ageLinks(bench.tenant.id, weekMs)
    bench.world.faults.add({
      match: isOneUser,
      times: Number.POSITIVE_INFINITY,
      after: async (response) => {
        if (!response.ok) return response
        const card = (await response.json()) as { id: string }
        return Response.json({ ...card, id: other })
      },
    })
    bench.world.faults.add({
      match: isOfUsers,
      times: Number.POSITIVE_INFINITY,
      after: async (response) => {
        if (!response.ok) return response
        const body = (await response.json()) as { value?: { id: string }[] }
        return Response.json(
          body.value ? { ...body, value: body.value.filter(({ id }) => id !== hidden) } : body,
        )
      },
    })
    const before = bench.world.visits.length
    await bench.hour()
    expect((await bench.mirror()).get(String(hidden))?.deletedAt).toBeNull()
    expect(bench.world.visits.length - before).toBeLessThan(100)
    await expectRecovery(bench)
  })

  it('a “not found” that is not Graph’s own says nothing about a person', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const [hidden] = [...bench.tenant.users.keys()].map(String)
    bench.world.microsoft.ageLinks(bench.tenant.id, weekMs)
    bench.world.faults.add({
      match: isOneUser,
      times: Number.POSITIVE_INFINITY,
      respond: () => new Response('<html>Not found</html>', { status: 404 }),
    })
    bench.world.faults.add({
      match: isOfUsers,
      times: Number.POSITIVE_INFINITY,
      after: async (response) => {
        if (!response.ok) return response
        const body = (await response.json()) as { value?: { id: string }[] }
        return Response.json(
          body.value ? { ...body, value: body.value.filter(({ id }) => id !== hidden) } : body,
        )
      },
    })
    await bench.hour()
    expect((await bench.mirror()).get(String(hidden))?.deletedAt).toBeNull()
    expect((await bench.cursor('users')).problem_code).toBe('graph.malformed')
    await expectRecovery(bench)
  })
})
