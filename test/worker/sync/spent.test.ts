import { describe, expect, it, vi } from 'vitest'
import { syncProgress } from '../../../worker/sync/start.ts'
import { directoryOf, mirroredDirectory, type SyncBench, startSyncing } from './bench.ts'

type Member = { headers?: Record<string, string> }

/** What the embedded Graph says that it was asked, members of batches included. */
function watchGraph({ world }: SyncBench) {
  const seen = { requests: 0, units: 0, loads: [] as number[] }
  const note = (headers: Headers) => {
    seen.units += Number(headers.get('x-ms-resource-unit') ?? 0)
    seen.loads.push(Number(headers.get('x-ms-throttle-limit-percentage') ?? 0))
  }
  const inner = world.fetch
  vi.spyOn(world, 'fetch').mockImplementation(async (request) => {
    const { hostname, pathname } = new URL(request.url)
    if (hostname !== 'graph.microsoft.com') return inner(request)
    seen.requests += 1
    const response = await inner(request)
    note(response.headers)
    if (pathname.endsWith('/$batch')) {
      const { responses = [] } = (await response.clone().json()) as { responses?: Member[] }
      for (const { headers } of responses) note(new Headers(headers))
    }
    return response
  })
  return seen
}

const pulls = ({ queue }: SyncBench) => queue.sent.filter(({ body }) => body.kind === 'pull')

describe('what a run costs at Microsoft', () => {
  it('is what Microsoft counted, repeated requests included, over a run of several messages', async () => {
    const bench = await startSyncing('contoso.example')
    const seen = watchGraph(bench)
    bench.setPageSize(1)
    bench.world.faults.add({
      match: ({ url }) => url.pathname === '/v1.0/users',
      times: 2,
      respond: () => new Response('busy', { status: 503 }),
    })
    expect(await syncProgress(bench.deps, bench.tenant.id)).toMatchObject({ cost: null })
    await bench.tickNow()
    await bench.drain()
    expect(pulls(bench).length).toBeGreaterThan(1)
    const visits = bench.world.visits.filter(({ url }) => new URL(url).hostname === 'graph.microsoft.com')
    expect(visits.filter(({ status }) => status === 503)).toHaveLength(2)
    expect(seen.units).toBeGreaterThan(20)
    expect(await bench.row()).toMatchObject({ last_requests: visits.length, last_units: seen.units })
    expect(await syncProgress(bench.deps, bench.tenant.id)).toMatchObject({
      cost: { requests: visits.length, resourceUnits: seen.units },
    })
  })

  it('is that of the last run alone', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const first = await bench.row()
    const seen = watchGraph(bench)
    await bench.hour()
    const { last_requests, last_units } = await bench.row()
    expect({ last_requests, last_units }).toEqual({ last_requests: seen.requests, last_units: seen.units })
    expect(Number(last_requests)).toBeLessThan(Number(first.last_requests))
  })

  it('counts what was spent before Microsoft refused for a while', async () => {
    const bench = await startSyncing('contoso.example')
    const seen = watchGraph(bench)
    bench.world.faults.add({
      match: ({ url }) => url.pathname === '/v1.0/subscribedSkus',
      respond: () => new Response('{}', { status: 429, headers: { 'retry-after': '30' } }),
    })
    await bench.tickNow()
    await bench.drain()
    expect(pulls(bench).map(({ delaySeconds }) => delaySeconds)).toContain(30)
    expect(await bench.row()).toMatchObject({ last_requests: seen.requests, last_units: seen.units })
  })
})

describe('at Microsoft’s limit', () => {
  it('pauses after the page at hand and goes on 10 seconds later, with its lease kept', async () => {
    const bench = await startSyncing('contoso.example')
    const seen = watchGraph(bench)
    bench.setPageSize(2)
    bench.tenant.resourceUnitBudget = 6
    // At the beginning of one of Microsoft's windows.
    bench.world.clock.advance(10_000 - (bench.world.clock.now() % 10_000))
    await bench.tickNow()
    const runs = new Set<unknown>()
    while (bench.queue.waiting() > 0) {
      seen.loads.length = 0
      await bench.deliver()
      const { lease_run, lease_until } = await bench.row()
      if (lease_run === null) break
      runs.add(lease_run)
      // Nothing was asked after the answer that named the limit.
      expect(seen.loads.findIndex((load) => load >= 1)).toBe(seen.loads.length - 1)
      expect(pulls(bench).at(-1)?.delaySeconds).toBe(10)
      bench.world.clock.advance(10_000)
      // The wait does not count: a whole lease is left (the world's clock runs on by itself a little).
      expect(Number(lease_until) - bench.world.clock.now()).toBeGreaterThan(15 * 60_000 - 5_000)
    }
    expect(pulls(bench).length).toBeGreaterThan(2)
    expect(runs.size).toBe(1)
    expect(bench.waits).toEqual([])
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
    expect(await bench.row()).toMatchObject({
      state: 'connected',
      problem_code: null,
      lease_run: null,
      last_requests: seen.requests,
      last_units: seen.units,
    })
  })
})
