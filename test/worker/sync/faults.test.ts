import { describe, expect, it, vi } from 'vitest'
import type { Fault } from '../../world/faults.ts'
import {
  connect,
  countRows,
  directoryOf,
  mirroredDirectory,
  presentIds,
  type SyncBench,
  startSyncing,
} from './bench.ts'

/** The reading of persons, be it the list or the changes. */
const isReading: Fault['match'] = ({ url }) => /\/users(\/delta)?$/.test(url.pathname)
const isNextPage: Fault['match'] = ({ url }) =>
  isReading({ method: 'GET', url }) && url.searchParams.has('$skiptoken')

/** Graph's own refusals, in Graph's form. */
function refuse(status: number, code: string, headers: Record<string, string> = {}): Fault['respond'] {
  return () => Response.json({ error: { code, message: 'No.', innerError: {} } }, { status, headers })
}

async function synced(name?: string): Promise<SyncBench> {
  const bench = await startSyncing(name)
  bench.setPageSize(4)
  await bench.hour()
  return bench
}

describe('a change history that is too old', () => {
  it.each([
    ['410 Gone', 410, 'resyncRequired'],
    ['syncStateNotFound', 400, 'syncStateNotFound'],
    ['an expired page', 400, 'Directory_ExpiredPageToken'],
  ])('starts anew in the middle of a round without an error: %s', async (_name, status, code) => {
    const bench = await startSyncing('contoso.example')
    bench.setPageSize(4)
    bench.world.faults.add({ match: isNextPage, respond: refuse(status, code) })
    await bench.hour()
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
    expect(await bench.row()).toMatchObject({ problem_code: null, failures: 0 })
    expect(await countRows(bench.db, 'round_page')).toBe(0)
  })

  it('finds out who went while nobody was looking, and asks about each before saying so', async () => {
    const bench = await synced('contoso.example')
    const [gone, soft] = [...bench.tenant.users.keys()].map(String)
    bench.tenant.hardDelete(String(gone))
    bench.tenant.softDelete(String(soft))
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    await bench.hour()
    const mirror = await bench.mirror()
    expect(mirroredDirectory(mirror)).toEqual(directoryOf(bench.tenant))
    expect(mirror.get(String(gone))?.deletedAt).not.toBeNull()
    expect(mirror.get(String(soft))?.deletedAt).not.toBeNull()
    const asked = bench.world.visits.filter(
      ({ url, status }) => status === 404 && /\/users\/[\w-]+\?/.test(url),
    )
    expect(asked).toHaveLength(2)
  })

  it('never marks somebody as deleted whom a round missed but the tenant still has', async () => {
    const bench = await synced('contoso.example')
    const missed = String([...bench.tenant.users.keys()][3])
    bench.tenant.updateUser(missed, { department: 'Overlooked' })
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    bench.world.faults.add({
      match: isReading,
      times: 20,
      after: async (response) => {
        if (!response.ok) return response
        const body = (await response.json()) as { value: { id: string }[] }
        return Response.json({ ...body, value: body.value.filter(({ id }) => id !== missed) })
      },
    })
    await bench.hour()
    expect((await bench.mirror()).get(missed)).toMatchObject({ deletedAt: null, department: 'Overlooked' })
  })

  it('reads anew when other properties are asked for', async () => {
    const bench = await synced()
    await bench.db.prepare("UPDATE cursor SET select_hash = 'older' WHERE resource = 'users'").run()
    const before = bench.world.visits.length
    await bench.hour()
    const starts = bench.world.visits.slice(before).filter(({ url }) => url.includes('/users/delta?$select='))
    expect(starts).toHaveLength(1)
    expect(await countRows(bench.db, 'round_page')).toBe(0)
  })
})

describe('a sweep', () => {
  it('never follows a round that stopped half way', async () => {
    const bench = await synced('contoso.example')
    const present = presentIds(await bench.mirror())
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    bench.world.faults.add({ match: isNextPage, times: 500, respond: refuse(503, 'serviceUnavailable') })
    await bench.hour()
    expect(presentIds(await bench.mirror())).toEqual(present)
    expect(await bench.cursor('users')).toMatchObject({ problem_code: 'graph.unavailable' })
    bench.world.faults.clear()
    await bench.hour()
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
    expect(await bench.row()).toMatchObject({ problem_code: null })
  })

  it.each([
    [403, 'Authorization_RequestDenied'],
    [503, 'serviceUnavailable'],
  ])('takes a %i for no answer: nobody is removed until a 404 says so', async (status, code) => {
    const bench = await synced('contoso.example')
    const gone = String([...bench.tenant.users.keys()][0])
    bench.tenant.hardDelete(gone)
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    const match: Fault['match'] = ({ url }) => url.pathname.endsWith(`/users/${gone}`)
    bench.world.faults.add({ match, times: 500, respond: refuse(status, code) })
    await bench.hour()
    expect((await bench.mirror()).get(gone)?.deletedAt).toBeNull()
    const visits = bench.world.visits.length
    bench.world.faults.clear()
    await bench.hour()
    expect((await bench.mirror()).get(gone)?.deletedAt).not.toBeNull()
    // The round was complete: only its sweep is taken up again.
    expect(bench.world.visits.slice(visits).filter(({ url }) => url.includes('/delta?$select='))).toEqual([])
  })
})

describe('a refusal', () => {
  it('is an error on the tenant in the middle of a collection, never an empty collection', async () => {
    const bench = await synced('contoso.example')
    const before = { mirror: await bench.mirror(), licences: await countRows(bench.db, 'licence_count') }
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    const denied = refuse(403, 'Authorization_RequestDenied')
    bench.world.faults.add({ match: isNextPage, times: 500, respond: denied })
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/subscribedSkus'),
      times: 500,
      respond: denied,
    })
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/roleAssignments'),
      times: 500,
      respond: denied,
    })
    bench.world.clock.advance(23 * 3_600_000)
    await bench.hour()
    expect(await bench.mirror()).toEqual(before.mirror)
    expect(await countRows(bench.db, 'licence_count')).toBe(before.licences)
    expect(await countRows(bench.db, 'role_holder')).toBe(1)
    const row = await bench.row()
    expect(row).toMatchObject({
      state: 'connected',
      problem_code: 'graph.denied',
      persons: before.mirror.size,
    })
    expect(row.problem_detail).toContain('LicenseAssignment.Read.All')
    for (const resource of ['users', 'licences', 'role-holders']) {
      expect(await bench.cursor(resource)).toMatchObject({ problem_code: 'graph.denied' })
    }
  })

  it('of one resource stops no other', async () => {
    const bench = await startSyncing('contoso.example')
    bench.tenant.revoke('reader', 'LicenseAssignment.Read.All')
    bench.tenant.revoke('reader', 'Organization.Read.All')
    await bench.hour()
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
    expect(await countRows(bench.db, 'score')).toBe(90)
    expect(await bench.row()).toMatchObject({ problem_code: null, failures: 0 })
    expect(await bench.cursor('licences')).toMatchObject({ problem_code: 'tenant.consentAgain' })
    bench.tenant.grant('reader', 'LicenseAssignment.Read.All')
    bench.world.clock.advance(3_600_000 * 2)
    await bench.hour()
    expect(await bench.cursor('licences')).toMatchObject({ problem_code: null, problem_since: null })
  })

  it('keeps since when it has been wrong', async () => {
    const bench = await startSyncing()
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/subscribedSkus'),
      times: 100,
      respond: refuse(403, 'Authorization_RequestDenied'),
    })
    await bench.hour()
    const { problem_since: since } = await bench.row()
    expect(since).toBeGreaterThan(0)
    await bench.hour()
    expect((await bench.row()).problem_since).toBe(since)
  })
})

describe('throttling', () => {
  it('waits in place for a short decimal Retry-After', async () => {
    const bench = await startSyncing()
    bench.world.microsoft.throttle(bench.tenant.id, { times: 1, retryAfter: '2.128' })
    await bench.hour()
    expect(bench.waits).toEqual([2128])
    expect(bench.queue.sent).toHaveLength(1)
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
  })

  it('hands a long Retry-After to the queue and keeps the tenant meanwhile', async () => {
    const bench = await startSyncing()
    bench.world.microsoft.throttle(bench.tenant.id, { times: 1, retryAfter: '1200' })
    await bench.tickNow()
    await bench.deliver()
    const waiting = bench.queue.sent.at(-1)
    expect(waiting).toMatchObject({ delaySeconds: 1200, body: { kind: 'pull', attempt: 2 } })
    bench.world.clock.advance(1_199_000)
    await bench.tickNow()
    expect(bench.queue.sent).toHaveLength(2)
    await bench.drain()
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
    expect(await bench.row()).toMatchObject({ failures: 0, problem_code: null })
  })

  it('gives up for the hour when it does not end, and says so', async () => {
    const bench = await startSyncing()
    bench.world.microsoft.throttle(bench.tenant.id, { times: 5000, retryAfter: '60' })
    await bench.tickNow()
    await bench.drain()
    expect(await bench.row()).toMatchObject({
      problem_code: 'graph.throttled',
      failures: 1,
      lease_run: null,
      state: 'connected',
    })
  })
})

/** The next page that a run reads says what was true once; meanwhile something happens. */
function staleNextPage(bench: SyncBench, meanwhile: () => Promise<unknown>): void {
  bench.world.faults.add({
    match: isNextPage,
    async after(response) {
      // It may have been asked for ahead, while the page before it is still being written.
      await vi.waitFor(async () => expect(await countRows(bench.db, 'person')).toBeGreaterThan(0), 5000)
      await meanwhile()
      const body = (await response.json()) as { value: { displayName: string }[] }
      return Response.json({ ...body, value: body.value.map((user) => ({ ...user, displayName: 'Stale' })) })
    },
  })
}
const names = async (bench: SyncBench) =>
  [...(await bench.mirror()).values()].map(({ displayName }) => displayName)

describe('the fence', () => {
  it('lets a delivery write nothing after its lease was taken over, though the cursor stands', async () => {
    const bench = await startSyncing('contoso.example')
    bench.setPageSize(4)
    bench.tenant.quirks.emptyPages = false
    await bench.tickNow()
    staleNextPage(bench, () => bench.db.prepare("UPDATE tenant SET lease_run = 'another'").run())
    await bench.deliver()
    expect(await names(bench)).toHaveLength(4)
    expect(await names(bench)).not.toContain('Stale')
    expect(await bench.cursor('users')).toMatchObject({ page: 1, finished_run: null })
    expect(await bench.row()).toMatchObject({ lease_run: 'another', finished_run: null, last_sync_at: null })
  })

  it('lets a page be applied once when the same message is worked on twice at the same time', async () => {
    const bench = await startSyncing('contoso.example')
    bench.setPageSize(4)
    bench.tenant.quirks.emptyPages = false
    await bench.tickNow()
    staleNextPage(bench, async () => {
      for (const { body } of bench.queue.sent) bench.queue.put(body)
      await bench.deliver()
    })
    await bench.deliver()
    await bench.drain()
    expect(await names(bench)).not.toContain('Stale')
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
    expect(await bench.cursor('users')).toMatchObject({
      read: bench.tenant.users.size,
      changed: bench.tenant.users.size,
    })
  })

  it('lets a stale delivery write nothing after another run has read everything', async () => {
    const bench = await startSyncing('contoso.example')
    bench.setPageSize(4)
    await bench.tickNow()
    staleNextPage(bench, async () => {
      bench.world.clock.advance(16 * 60_000)
      await bench.syncNow()
      await bench.deliver()
    })
    await bench.deliver()
    await bench.drain()
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
  })
})

describe('the lease', () => {
  it('is free again after a worker died, at the next tick', async () => {
    const bench = await startSyncing()
    await bench.db
      .prepare("UPDATE tenant SET lease_run = 'dead', lease_until = ?1")
      .bind(bench.world.clock.now() + 15 * 60_000)
      .run()
    await bench.tickNow()
    expect(bench.queue.sent).toHaveLength(0)
    await bench.hour()
    expect((await bench.mirror()).size).toBe(bench.tenant.users.size)
  })
})

describe('consent', () => {
  it('that was withdrawn stops the retries and says so; a person starts again', async () => {
    const bench = await synced()
    bench.tenant.withdrawConsent('reader')
    await bench.hour()
    expect(await bench.row()).toMatchObject({
      state: 'stopped',
      problem_code: 'tenant.consentMissing',
      lease_run: null,
    })
    expect((await bench.mirror()).size).toBe(bench.tenant.users.size)
    const sent = bench.queue.sent.length
    await bench.hour()
    expect(bench.queue.sent).toHaveLength(sent)
    bench.world.microsoft.consent(bench.tenant.id, 'reader')
    await bench.syncNow()
    await bench.drain()
    expect(await bench.row()).toMatchObject({ state: 'connected', problem_code: null, failures: 0 })
    await bench.hour()
    expect(bench.queue.sent.length).toBeGreaterThan(sent + 1)
  })

  it('that is fresh is waited for with short delays, until the tenant is connected', async () => {
    const bench = await startSyncing('fabrikam.example')
    await bench.db.prepare('DELETE FROM tenant').run()
    await connect(bench.db, bench.tenant.id, bench.world.clock.now(), 'pending')
    bench.tenant.withdrawConsent('reader')
    bench.world.microsoft.consentDelayMs = 4 * 60_000
    bench.world.microsoft.consent(bench.tenant.id, 'reader')
    const startedAt = bench.world.clock.now()
    await bench.tickNow()
    await bench.drain()
    expect(await bench.row()).toMatchObject({
      state: 'connected',
      problem_code: null,
      name: 'Fabrikam Freight',
    })
    expect(bench.world.clock.now() - startedAt).toBeLessThan(15 * 60_000)
    expect(bench.queue.sent.length).toBeGreaterThan(3)
  })

  it('that never arrives is waited for, less and less often, and given up after three days', async () => {
    const bench = await startSyncing('fabrikam.example')
    await bench.db.prepare("UPDATE tenant SET state = 'pending'").run()
    bench.tenant.withdrawConsent('reader')
    await bench.tickNow()
    await bench.drain()
    expect(await bench.row()).toMatchObject({ state: 'pending', problem_code: 'tenant.pending' })
    bench.world.clock.advance(3 * 24 * 3_600_000)
    await bench.tickNow()
    await bench.drain()
    expect(await bench.row()).toMatchObject({
      state: 'stopped',
      problem_code: 'tenant.consentMissing',
      problem_detail: 'It was given but did not become usable within three days.',
    })
  })

  it('is not doubted because the application’s secret has expired: a new one lets every tenant go on', async () => {
    const bench = await startSyncing()
    bench.world.microsoft.expireSecret('reader')
    await bench.hour()
    expect(await bench.row()).toMatchObject({ state: 'connected', problem_code: 'tenant.secretExpired' })
  })
})

describe('what does not pass', () => {
  it('is tried again after 1 h, 2 h, 4 h … and at most a day', async () => {
    const bench = await startSyncing()
    bench.world.faults.add({
      match: ({ url }) => url.hostname === 'login.microsoftonline.com',
      times: 5000,
      respond: () =>
        Response.json(
          { error: 'x', error_description: 'AADSTS53003: blocked.', error_codes: [53003] },
          { status: 400 },
        ),
    })
    const gaps: number[] = []
    for (let round = 0; round < 7; round += 1) {
      const due = Number((await bench.row()).next_due_at)
      bench.world.clock.advance(Math.max(0, due - bench.world.clock.now()))
      await bench.tickNow()
      await bench.drain()
      const row = await bench.row()
      expect(row).toMatchObject({ problem_code: 'tenant.blocked', state: 'connected', failures: round + 1 })
      gaps.push(Math.round((Number(row.next_due_at) - bench.world.clock.now()) / 3_600_000))
    }
    expect(gaps).toEqual([1, 2, 4, 8, 16, 24, 24])
  })

  it('is written on the tenant when the queue gives a message up', async () => {
    const bench = await startSyncing()
    await bench.tickNow()
    const env = { ...bench.env, DB: brokenAt(bench.env.DB, 'INSERT INTO cursor') }
    const { consume } = await import('../../../worker/sync/consume.ts')
    await bench.queue.drain((batch) => consume({ ...bench.deps, env }, batch))
    expect(bench.queue.dead).toHaveLength(1)
    expect(await bench.row()).toMatchObject({ problem_code: 'internal', failures: 1, lease_run: null })
  })
})

/** A database in which one kind of statement always fails. */
function brokenAt(db: D1Database, start: string): D1Database {
  return new Proxy(db, {
    get(target, key) {
      if (key !== 'prepare')
        return typeof target[key as keyof D1Database] === 'function'
          ? Reflect.get(target, key).bind(target)
          : Reflect.get(target, key)
      return (sql: string) => {
        if (sql.trim().startsWith(start)) throw new Error('D1_ERROR: storage caused object to be reset')
        return target.prepare(sql)
      }
    },
  })
}

describe('a large tenant', () => {
  it('goes on in a new message of the same run when the budget of one delivery is spent', async () => {
    const bench = await startSyncing('contoso.example')
    for (let index = 0; index < 60; index += 1) bench.tenant.addUser({ displayName: `Person ${index}` })
    bench.setPageSize(1)
    await bench.tickNow()
    await bench.drain()
    const pulls = bench.queue.sent.filter(({ body }) => body.kind === 'pull')
    expect(pulls.length).toBeGreaterThan(3)
    expect(new Set(pulls.map(({ body }) => (body.kind === 'pull' ? body.run : ''))).size).toBe(1)
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
    expect(await bench.row()).toMatchObject({ persons: bench.tenant.users.size, lease_run: null })
  })
})

describe('a link from outside', () => {
  it.each([
    'https://graph.example.com/v1.0/users/delta?$skiptoken=x',
    'http://graph.microsoft.com/v1.0/users/delta?$skiptoken=x',
    'https://graph.microsoft.com@evil.example/v1.0/users/delta',
    'https://graph.microsoft.com:444/v1.0/users/delta',
    '/v1.0/users',
  ])('that leads elsewhere is not followed: %s', async (link) => {
    const bench = await startSyncing()
    bench.world.faults.add({
      match: isReading,
      times: 500,
      respond: () => Response.json({ value: [], '@odata.nextLink': link }),
    })
    await bench.hour()
    expect(bench.world.strays).toEqual([])
    expect(bench.world.visits.every(({ url }) => new URL(url).protocol === 'https:')).toBe(true)
    expect(await bench.cursor('users')).toMatchObject({ problem_code: 'graph.malformed', link: null })
  })
})
