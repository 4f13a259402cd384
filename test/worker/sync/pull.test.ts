import { describe, expect, it } from 'vitest'
import { addressesOf } from '../../../shared/person.ts'
import { addressPairs, countRows, directoryOf, mirroredDirectory, presentIds, startSyncing } from './bench.ts'

describe('a first sync', () => {
  it('mirrors the tenant: persons, addresses, licences, role holders, 90 days of score, name and domains', async () => {
    const bench = await startSyncing('contoso.example')
    bench.setPageSize(4)
    await bench.tickNow()
    await bench.drain()
    const mirror = await bench.mirror()
    expect(mirroredDirectory(mirror)).toEqual(directoryOf(bench.tenant))
    const pairs = [...mirror.values()].flatMap((person) =>
      addressesOf(person).map((address) => `${address} ${person.id}`),
    )
    expect(await addressPairs(bench.db, bench.tenant.id)).toEqual(pairs.sort())
    const row = await bench.row()
    expect(row).toMatchObject({
      name: 'Contoso Dental',
      domain: 'contoso.example',
      domains: '["contoso.example","contoso.onmicrosoft.com"]',
      state: 'connected',
      persons: mirror.size,
      problem_code: null,
      failures: 0,
      lease_run: null,
    })
    expect(row.last_sync_at).not.toBeNull()
    expect(await countRows(bench.db, 'score')).toBe(90)
    expect(await countRows(bench.db, 'licence_count')).toBe(bench.tenant.subscriptions.length)
    const roles = await bench.db.prepare('SELECT role_name FROM role_holder').all()
    expect(roles.results).toEqual([{ role_name: 'Global Administrator' }])
    expect(await countRows(bench.db, 'round_page')).toBe(0)
    expect(bench.world.strays).toEqual([])
  })
})

describe('an unchanged hour', () => {
  it('writes no person, address, licence or role row: the tenant and its cursors alone', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const dump = () =>
      Promise.all(
        ['person', 'person_address', 'licence_count', 'role_holder', 'score'].map((t) =>
          bench.db
            .prepare(`SELECT * FROM ${t}`)
            .all()
            .then(({ results }) => results),
        ),
      )
    const before = await dump()
    const written: number[] = []
    const spied = spyWrites(bench.env.DB, written)
    const env = { ...bench.env, DB: spied }
    bench.world.clock.advance(3_600_000)
    await bench.tickNow()
    const { consume } = await import('../../../worker/sync/consume.ts')
    await bench.queue.drain((batch) => consume({ ...bench.deps, env }, batch))
    expect(await dump()).toEqual(before)
    expect(await bench.cursor('users')).toMatchObject({ read: 0, changed: 0 })
    // claim 1, four cursors that are due every hour, the tenant's end with its due-time index
    expect(written.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(8)
  })
})

describe('a full round over an unchanged tenant', () => {
  it('writes no person and counts no change', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const persons = async () => (await bench.db.prepare('SELECT * FROM person').all()).results
    const before = await persons()
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    await bench.hour()
    expect(await persons()).toEqual(before)
    expect(await bench.cursor('users')).toMatchObject({ read: bench.tenant.users.size, changed: 0 })
  })
})

/** Collects rows_written of everything that goes through. */
function spyWrites(db: D1Database, written: number[]): D1Database {
  const note = <R extends { meta?: { rows_written?: number } }>(result: R): R => {
    written.push(result.meta?.rows_written ?? 0)
    return result
  }
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get(target, key) {
        if (key === 'bind') return (...values: unknown[]) => wrap(target.bind(...values))
        if (key === 'inner') return target
        if (key === 'run' || key === 'all') return async () => note(await target.all())
        if (key === 'first') return async () => note(await target.all()).results[0] ?? null
        return Reflect.get(target, key)
      },
    })
  return new Proxy(db, {
    get(target, key) {
      if (key === 'prepare') return (sql: string) => wrap(target.prepare(sql))
      if (key === 'batch')
        return async (statements: (D1PreparedStatement & { inner: D1PreparedStatement })[]) =>
          (await target.batch(statements.map(({ inner }) => inner))).map(note)
      return Reflect.get(target, key)
    },
  })
}

describe('the end of a run', () => {
  it('has every mapping of the tenant planned anew, and none where the persons could not be read', async () => {
    const bench = await startSyncing()
    for (const [id, tenantId] of [
      ['m1', bench.tenant.id],
      ['m2', bench.tenant.id],
      ['m3', 'another'],
    ]) {
      await bench.db
        .prepare(
          `INSERT INTO mapping (id, tenant_id, connection_id, organisation_id, organisation_name, rule, created_at, created_by)
           VALUES (?1, ?2, 'none', ?1, 'x', '{}', 0, 'x')`,
        )
        .bind(id, tenantId)
        .run()
    }
    const planned = () =>
      bench.queue.sent.flatMap(({ body }) => (body.kind === 'reconcile' ? [body.mappingId] : []))
    bench.tenant.revoke('reader', 'User.Read.All')
    await bench.tickNow()
    await bench.deliver()
    expect(planned()).toEqual([])
    bench.tenant.grant('reader', 'User.Read.All')
    await bench.syncNow()
    await bench.deliver()
    expect(planned()).toEqual(['m1', 'm2'])
  })

  it('comes an hour after the tick, also when a person asked in between', async () => {
    const bench = await startSyncing()
    const tick = bench.world.clock.now()
    await bench.tickNow()
    await bench.drain()
    expect(await bench.row()).toMatchObject({ next_due_at: tick + 3_600_000 })
    bench.world.clock.advance(1_800_000)
    await bench.syncNow()
    await bench.drain()
    expect(await bench.row()).toMatchObject({ next_due_at: tick + 3_600_000 })
  })
})

describe('changes', () => {
  it('keeps what an item leaves out and clears what it sets to null', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.hour()
    const mara = bench.tenant.user('mara.ellingsworth@contoso.example')
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/users/delta'),
      after: async (response) => {
        const body = (await response.json()) as { value: unknown[] }
        return Response.json({
          ...body,
          value: [{ id: mara.id, officeLocation: null, department: 'Direction' }],
        })
      },
    })
    await bench.hour()
    expect((await bench.mirror()).get(mara.id)).toMatchObject({
      displayName: 'Mara Ellingsworth',
      jobTitle: 'Practice manager',
      department: 'Direction',
      officeLocation: null,
      accountEnabled: true,
    })
  })

  it('follows soft deletion, restoring and deletion for good', async () => {
    const bench = await startSyncing()
    await bench.hour()
    const [first, second] = [...bench.tenant.users.keys()]
    if (!first || !second) throw new Error('too few')
    bench.tenant.softDelete(first)
    bench.tenant.hardDelete(second)
    await bench.hour()
    let mirror = await bench.mirror()
    expect(mirror.get(first)?.deletedAt).not.toBeNull()
    expect(mirror.get(first)?.deletedAtColumn).toBe(Date.parse(mirror.get(first)?.deletedAt))
    expect(mirror.has(second)).toBe(false)
    expect((await addressPairs(bench.db, bench.tenant.id)).some((pair) => pair.includes(second))).toBe(false)
    expect((await bench.row()).persons).toBe(1)
    bench.tenant.restore(first)
    await bench.hour()
    mirror = await bench.mirror()
    expect(mirror.get(first)).toMatchObject({ deletedAt: null, deletedAtColumn: null })
    expect(presentIds(mirror)).toHaveLength(2)
  })

  it('moves the addresses with the person', async () => {
    const bench = await startSyncing()
    await bench.hour()
    const ada = bench.tenant.user('ada.merriweather@northwind.example')
    bench.tenant.updateUser(ada.id, {
      userPrincipalName: 'ada.hall@northwind.example',
      mail: 'ada.hall@northwind.example',
      proxyAddresses: [
        'SMTP:ada.hall@northwind.example',
        'smtp:ada.merriweather@northwind.example',
        'X500:/o=x',
      ],
    })
    await bench.hour()
    const mine = (await addressPairs(bench.db, bench.tenant.id)).filter((pair) => pair.endsWith(ada.id))
    expect(mine).toEqual([
      `ada.hall@northwind.example ${ada.id}`,
      `ada.merriweather@northwind.example ${ada.id}`,
    ])
  })
})

describe('delivered more than once', () => {
  it('gives the same mirror when every page comes twice', async () => {
    const bench = await startSyncing('contoso.example')
    bench.setPageSize(5)
    bench.tenant.quirks.replays = true
    bench.tenant.quirks.shuffle = true
    await bench.tickNow()
    await bench.drain()
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
  })

  it('does nothing for a message that comes again after its run', async () => {
    const bench = await startSyncing()
    await bench.tickNow()
    const [first] = bench.queue.sent
    await bench.drain()
    const visits = bench.world.visits.length
    if (first) bench.queue.put(first.body)
    await bench.drain()
    expect(bench.world.visits.length).toBe(visits)
  })

  it('does nothing for a person’s message that comes again after its run', async () => {
    const bench = await startSyncing()
    await bench.syncNow()
    const [first] = bench.queue.sent
    await bench.drain()
    const visits = bench.world.visits.length
    const row = await bench.row()
    bench.world.clock.advance(60_000)
    if (first) bench.queue.put(first.body)
    await bench.drain()
    expect(bench.world.visits.length).toBe(visits)
    expect(await bench.row()).toEqual(row)
  })

  it('reads once when two messages are there for one tenant', async () => {
    const bench = await startSyncing()
    await bench.tickNow()
    await bench.tickNow()
    await bench.drain()
    const starts = bench.world.visits.filter(({ url }) => url.includes('/organization'))
    expect(starts).toHaveLength(1)
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
  })

  it('joins a run that is under way when a person asks', async () => {
    const bench = await startSyncing()
    const one = await bench.syncNow()
    const two = await bench.syncNow()
    expect([one.started, two.started]).toEqual([true, false])
    expect(two.run).toBe(one.run)
    await bench.drain()
    expect(bench.world.visits.filter(({ url }) => url.includes('/organization'))).toHaveLength(1)
  })
})
