import { describe, expect, it } from 'vitest'
import type { Env } from '../../../worker/env.ts'
import { consume } from '../../../worker/sync/consume.ts'
import type { Message } from '../../../worker/sync/message.ts'
import { countRows, directoryOf, mirroredDirectory, type SyncBench, startSyncing } from './bench.ts'

type Wrapped = D1PreparedStatement & { inner: D1PreparedStatement; sql: string }

/** A database that counts the statements it is given, those of batches one by one, and refuses the n-th. */
function refusing(db: D1Database, isRefused: (sql: string, serial: number) => boolean): D1Database {
  let serial = 0
  const check = (sql: string) => {
    serial += 1
    if (isRefused(sql, serial)) throw new Error('D1_ERROR: storage caused object to be reset: SQLITE_ERROR')
  }
  const wrap = (statement: D1PreparedStatement, sql: string): D1PreparedStatement =>
    new Proxy(statement, {
      get(target, key) {
        if (key === 'bind') return (...values: unknown[]) => wrap(target.bind(...values), sql)
        if (key === 'inner') return target
        if (key === 'sql') return sql
        if (key !== 'run' && key !== 'all' && key !== 'first' && key !== 'raw')
          return Reflect.get(target, key)
        return async (...given: never[]) => {
          check(sql)
          return (Reflect.get(target, key) as (...values: never[]) => unknown).apply(target, given)
        }
      },
    })
  const proxy = new Proxy(db, {
    get(target, key) {
      if (key === 'prepare') return (sql: string) => wrap(target.prepare(sql), sql)
      if (key !== 'batch') return Reflect.get(target, key)
      return async (statements: Wrapped[]) => {
        // Whatever statement of a batch is refused, none of it is done.
        for (const { sql } of statements) check(sql)
        return target.batch(statements.map(({ inner }) => inner))
      }
    },
  })
  return proxy
}

async function scene(kind: 'first' | 'later'): Promise<SyncBench> {
  const bench = await startSyncing()
  bench.setPageSize(2)
  if (kind === 'later') {
    await bench.hour()
    const [gone, changed] = [...bench.tenant.users.keys()].map(String)
    bench.tenant.hardDelete(String(gone))
    bench.tenant.updateUser(String(changed), { mail: 'other@northwind.example', proxyAddresses: [] })
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    bench.world.clock.advance(3_600_000)
  }
  await bench.tickNow()
  return bench
}

function consumerOn(bench: SyncBench, db: D1Database, queue: Env['QUEUE'] = bench.env.QUEUE) {
  const deps = { ...bench.deps, env: { ...bench.env, DB: db, QUEUE: queue } }
  return (batch: MessageBatch<Message>) => consume({ ...deps }, batch)
}

async function expectMirrored(bench: SyncBench, hint: string): Promise<void> {
  expect(mirroredDirectory(await bench.mirror()), hint).toEqual(directoryOf(bench.tenant))
  expect(await bench.row(), hint).toMatchObject({ problem_code: null, failures: 0, lease_run: null })
  expect(await countRows(bench.db, 'round_page'), hint).toBe(0)
}

/** Where each kind of statement is given for the first and for the last time. */
function placesOf(given: readonly string[]): number[] {
  const places = [...new Set(given)].flatMap((sql) => [given.indexOf(sql) + 1, given.lastIndexOf(sql) + 1])
  return [...new Set(places)].sort((one, other) => one - other)
}

describe.each(['first', 'later'] as const)('a statement that D1 refuses during a %s sync', (kind) => {
  it('undoes its batch and is made good, whichever statement it is', async () => {
    let bench = await scene(kind)
    const given: string[] = []
    const whole = refusing(bench.env.DB, (sql) => given.push(sql) === 0)
    await bench.queue.drain(consumerOn(bench, whole))
    const places = placesOf(given)
    expect(places.length).toBeGreaterThan(10)
    for (const at of places) {
      bench = await scene(kind)
      const db = refusing(bench.env.DB, (_sql, serial) => serial === at)
      await bench.queue.drain(consumerOn(bench, db))
      await expectMirrored(bench, `statement ${at}: ${given[at - 1]}`)
    }
  }, 240_000)
})

describe('a database that refuses', () => {
  it('the rows of one resource every time stops no other resource, and says which one', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.tickNow()
    const db = refusing(bench.env.DB, (sql) => /INTO licence_count/.test(sql))
    await bench.queue.drain(consumerOn(bench, db))
    expect(mirroredDirectory(await bench.mirror())).toEqual(directoryOf(bench.tenant))
    expect(await bench.cursor('licences')).toMatchObject({ problem_code: 'internal', finished_at: null })
    expect(await bench.row()).toMatchObject({ problem_code: 'internal', failures: 0, lease_run: null })
    await bench.hour()
    await expectMirrored(bench, 'when it takes them again')
  })

  it('everything loses nothing: the next tick after it finds the tenant due', async () => {
    const bench = await scene('later')
    const db = refusing(bench.env.DB, () => true)
    await bench.queue.drain(consumerOn(bench, db))
    expect(bench.queue.dead).toHaveLength(1)
    await bench.hour()
    await bench.hour()
    await expectMirrored(bench, 'afterwards')
  })
})

describe('a queue that refuses to take the next message', () => {
  it('leaves the run to the queue’s own retry, and it goes on where it was', async () => {
    const bench = await startSyncing('contoso.example')
    for (let index = 0; index < 60; index += 1) bench.tenant.addUser({ displayName: `Person ${index}` })
    bench.setPageSize(1)
    await bench.tickNow()
    let refusals = 0
    const send: Env['QUEUE']['send'] = (body, options) => {
      refusals += 1
      return refusals <= 2
        ? Promise.reject(new Error('Queue send failed'))
        : bench.env.QUEUE.send(body, options)
    }
    await bench.queue.drain(consumerOn(bench, bench.env.DB, { ...bench.env.QUEUE, send } as Env['QUEUE']))
    await expectMirrored(bench, 'in the end')
  })
})

describe('messages of a run', () => {
  async function longRun(): Promise<SyncBench> {
    const bench = await startSyncing('contoso.example')
    for (let index = 0; index < 60; index += 1) bench.tenant.addUser({ displayName: `Person ${index}` })
    bench.setPageSize(1)
    await bench.tickNow()
    return bench
  }

  it('that come twice each, late and out of order do no harm', async () => {
    const bench = await longRun()
    for (let count = 0; bench.queue.waiting() > 0 && count < 100; count += 1) {
      for (const { body } of bench.queue.sent.slice(-3).reverse()) bench.queue.put(body)
      await bench.deliver()
      if (count > 6) break
    }
    await bench.drain()
    await expectMirrored(bench, 'after the run')
    bench.world.clock.advance(2 * 3_600_000)
    await bench.tickNow()
    for (const { body } of [...bench.queue.sent].reverse()) bench.queue.put(body)
    await bench.drain()
    await expectMirrored(bench, 'after the late ones')
  })

  it('of days ago neither read the tenant again nor put its hour off', async () => {
    const bench = await longRun()
    await bench.drain()
    await bench.hour()
    const row = await bench.row()
    const visits = bench.world.visits.length
    const old = bench.queue.sent.filter(({ body }) => body.kind === 'pull')
    for (const { body } of old) bench.queue.put(body)
    await bench.drain()
    expect(bench.world.visits.length).toBe(visits)
    expect(await bench.row()).toEqual(row)
  })

  it('that are lost are made good by a tick once the lease has run out', async () => {
    const bench = await longRun()
    await bench.deliver()
    // Whatever waits is gone.
    await bench.queue.deliver(async (batch) => batch.ackAll())
    await bench.hour()
    await expectMirrored(bench, 'by the next tick')
  })

  it('in the dead letters write the trouble down once and do not undo a run that came after', async () => {
    const bench = await scene('later')
    const [{ body } = { body: null }] = bench.queue.sent.slice(-1)
    await bench.drain()
    const row = await bench.row()
    const dead = { queue: 'sidelight-dead', messages: [{ body, attempts: 1, ack() {}, retry() {} }] }
    await bench.consumer(dead as unknown as MessageBatch<Message>)
    expect(await bench.row()).toEqual(row)
  })
})

describe('two Sync now at once', () => {
  it('are one run, and both see it', async () => {
    const bench = await startSyncing('contoso.example')
    const answers = await Promise.all([bench.syncNow(), bench.syncNow(), bench.syncNow()])
    expect(answers.filter(({ started }) => started)).toHaveLength(1)
    expect(new Set(answers.map(({ run }) => run)).size).toBe(1)
    await bench.drain()
    expect(bench.world.visits.filter(({ url }) => url.includes('/organization'))).toHaveLength(1)
    await expectMirrored(bench, 'after both')
  })

  it('and a tick are one run as well', async () => {
    const bench = await startSyncing('contoso.example')
    await bench.tickNow()
    await bench.syncNow()
    await bench.tickNow()
    await bench.drain()
    expect(bench.world.visits.filter(({ url }) => url.includes('/organization'))).toHaveLength(1)
    await expectMirrored(bench, 'after both')
  })
})

describe('consent that is withdrawn in the middle of a round', () => {
  it.each([1, 2, 3])('removes nobody, stops, and goes on when it is given again (page %i)', async (page) => {
    const bench = await startSyncing('contoso.example')
    bench.setPageSize(4)
    await bench.hour()
    const before = await bench.mirror()
    for (const id of [...bench.tenant.users.keys()].slice(0, 9))
      bench.tenant.updateUser(id, { department: 'Moved' })
    bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    let seen = 0
    bench.world.faults.add({
      match: ({ url }) => /^\/v1\.0\/users\b/.test(url.pathname),
      times: 50,
      after: (response) => {
        seen += 1
        if (seen === page) bench.tenant.withdrawConsent('reader')
        return response
      },
    })
    await bench.hour()
    const mirror = await bench.mirror()
    expect([...mirror.keys()]).toEqual([...before.keys()])
    expect([...mirror.values()].every(({ deletedAt }) => deletedAt === null)).toBe(true)
    expect(await bench.row()).toMatchObject({
      state: 'stopped',
      problem_code: 'tenant.consentMissing',
      lease_run: null,
    })
    bench.world.faults.clear()
    bench.world.microsoft.consent(bench.tenant.id, 'reader')
    await bench.syncNow()
    await bench.drain()
    await expectMirrored(bench, 'with consent again')
  })
})
