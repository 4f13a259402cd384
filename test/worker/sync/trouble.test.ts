import { beforeEach, describe, expect, it } from 'vitest'
import { resources } from '../../../worker/sync/resources/index.ts'
import { type FaultKind, faultKinds, faultOf } from '../../world/faults.ts'
import { countRows, directoryOf, mirroredDirectory, type SyncBench, startSyncing } from './bench.ts'
import { hangUpSoon } from './hang-up.ts'

let patienceMs: number[] = []
beforeEach(() => {
  patienceMs = hangUpSoon().patienceMs
})

/** No other resource is due: what goes wrong with those is tested elsewhere. */
async function readPersonsAlone({ db, tenant }: SyncBench): Promise<void> {
  const others = resources.filter(({ name }) => name !== 'users')
  const insert = `INSERT INTO cursor (tenant_id, resource, select_hash, next_due_at) VALUES (?1, ?2, '', ?3)`
  for (const { name } of others) {
    await db.prepare(insert).bind(tenant.id, name, Number.MAX_SAFE_INTEGER).run()
  }
}

/** A first sync of several pages, or a later one that finds somebody gone, somebody new and somebody changed. */
async function scene(kind: 'first' | 'hourly' | 'resync'): Promise<SyncBench> {
  const bench = await startSyncing()
  bench.setPageSize(1)
  await readPersonsAlone(bench)
  if (kind !== 'first') {
    await bench.hour()
    const [gone, soft, changed] = [...bench.tenant.users.keys()].map(String)
    bench.tenant.hardDelete(String(gone))
    bench.tenant.softDelete(String(soft))
    bench.tenant.updateUser(String(changed), { department: 'Elsewhere' })
    for (const name of ['New', 'Newer']) bench.tenant.addUser({ displayName: name })
    if (kind === 'resync') bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    bench.world.clock.advance(3_600_000)
  }
  await bench.tickNow()
  return bench
}

const isOfUsers = (url: URL) => /^\/v1\.0\/users\b/.test(url.pathname)

/** Which requests about users one sync of the scene makes, so that a fault can meet each of them. */
async function requestsOf(kind: 'first' | 'hourly' | 'resync'): Promise<number> {
  const bench = await scene(kind)
  const before = bench.world.visits.length
  await bench.drain()
  return bench.world.visits.slice(before).filter(({ url }) => isOfUsers(new URL(url))).length
}

/** From the n-th request about users on, so many of them go wrong. */
function spoil(bench: SyncBench, fault: FaultKind, at: number, times: number): void {
  let seen = 0
  bench.world.faults.add({
    times,
    match: ({ url }) => isOfUsers(url) && (seen++ >= at || false),
    ...faultOf(fault),
  })
}

async function expectMirrored(bench: SyncBench): Promise<void> {
  expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
  expect(await bench.row()).toMatchObject({
    problem_code: null,
    failures: 0,
    lease_run: null,
    state: 'connected',
    persons: bench.tenant.users.size,
  })
  expect(await countRows(bench.db, 'round_page')).toBe(0)
}

/** The trouble is over: whatever back-off it left behind has passed as well. */
async function afterwards(bench: SyncBench): Promise<void> {
  bench.world.faults.clear()
  bench.world.clock.advance(24 * 3_600_000)
  await bench.hour()
  await bench.hour()
}

/** Nobody whom the tenant has may go from the mirror or stand there as deleted. */
async function expectNobodyLost(bench: SyncBench, before: readonly string[]): Promise<void> {
  const mirror = await bench.mirror()
  for (const id of before.filter((known) => bench.tenant.users.has(known))) {
    expect(mirror.get(id)?.deletedAt, `${id} is present`).toBeNull()
  }
}

const positions = { first: 0, middle: 0.5, last: 1 } as const

describe.each(['first', 'hourly', 'resync'] as const)('in a %s sync', (kind) => {
  it.each(faultKinds)(
    'removes nobody and ends in the tenant’s mirror, whichever page meets: %s',
    async (fault) => {
      const count = await requestsOf(kind)
      expect(count).toBeGreaterThan(1)
      for (const share of Object.values(positions)) {
        const bench = await scene(kind)
        const before = [...(await bench.mirror()).keys()]
        spoil(bench, fault, Math.round((count - 1) * share), 1)
        await bench.drain()
        await expectNobodyLost(bench, before)
        await afterwards(bench)
        await expectMirrored(bench)
      }
    },
    120_000,
  )

  it.each(faultKinds)(
    'removes nobody while it lasts, and recovers when it ends: %s',
    async (fault) => {
      const count = await requestsOf(kind)
      const bench = await scene(kind)
      const before = [...(await bench.mirror()).keys()]
      spoil(bench, fault, Math.floor(count / 2), 5_000)
      await bench.drain()
      await expectNobodyLost(bench, before)
      const row = await bench.row()
      expect(row.problem_code, `${fault} is said`).not.toBeNull()
      expect(row).toMatchObject({ lease_run: null, state: 'connected' })
      expect(Number(row.next_due_at)).toBeLessThanOrEqual(bench.world.clock.now() + 24 * 3_600_000)
      await afterwards(bench)
      await expectMirrored(bench)
    },
    120_000,
  )
})

describe('an answer that never comes', () => {
  it('is waited for 20 seconds, asked for again, and then left to the queue', async () => {
    const bench = await scene('first')
    spoil(bench, 'no answer at all', 0, 100)
    await bench.deliver()
    expect(new Set(patienceMs)).toEqual(new Set([20_000]))
    expect(bench.queue.waiting()).toBe(1)
    bench.world.faults.clear()
    await bench.drain()
    await expectMirrored(bench)
  })
})

describe('the token endpoint', () => {
  it.each(faultKinds)(
    'can fail as well without anyone being removed or the tenant being stopped: %s',
    async (fault) => {
      for (const times of [1, 5_000]) {
        const bench = await scene('hourly')
        const before = [...(await bench.mirror()).keys()]
        bench.world.clock.advance(2 * 3_600_000)
        bench.world.faults.add({
          times,
          match: ({ url }) => url.hostname === 'login.microsoftonline.com',
          ...faultOf(fault),
        })
        await bench.drain()
        await expectNobodyLost(bench, before)
        expect(await bench.row()).toMatchObject({ state: 'connected', lease_run: null })
        await afterwards(bench)
        await expectMirrored(bench)
      }
    },
    60_000,
  )
})
