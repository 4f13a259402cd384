import { describe, expect, it } from 'vitest'
import type { Deps, Env } from '../../../worker/env.ts'
import { consume } from '../../../worker/sync/consume.ts'
import { countRows, directoryOf, mirroredDirectory, type SyncBench, startSyncing } from './bench.ts'

/** The worker dies at the n-th step, before or after it took effect: a fetch, a statement, a batch or a message. */
function dyingAt(bench: SyncBench, step: number, when: 'before' | 'after') {
  let count = 0
  let isDead = false
  async function through<R>(work: () => Promise<R>): Promise<R> {
    if (isDead) throw new Error('The worker is dead.')
    count += 1
    if (count === step && when === 'before') isDead = true
    if (isDead) throw new Error('The worker dies.')
    const result = await work()
    if (count >= step && when === 'after') isDead = true
    if (isDead) throw new Error('The worker dies.')
    return result
  }
  const env: Env = {
    ...bench.env,
    DB: dyingDatabase(bench.env.DB, through),
    QUEUE: dyingQueue(bench.env.QUEUE, through),
  }
  return { deps: { ...bench.deps, env } satisfies Deps, steps: () => count, died: () => isDead }
}
type Through = <R>(work: () => Promise<R>) => Promise<R>

function dyingDatabase(db: D1Database, through: Through): D1Database {
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get(target, key) {
        if (key === 'bind') return (...values: unknown[]) => wrap(target.bind(...values))
        if (key === 'inner') return target
        if (key === 'run') return () => through(() => target.run())
        if (key === 'all') return () => through(() => target.all())
        if (key === 'first') return () => through(() => target.first())
        return Reflect.get(target, key)
      },
    })
  return new Proxy(db, {
    get(target, key) {
      if (key === 'prepare') return (sql: string) => wrap(target.prepare(sql))
      if (key === 'batch')
        return (statements: (D1PreparedStatement & { inner: D1PreparedStatement })[]) =>
          through(() => target.batch(statements.map(({ inner }) => inner)))
      return Reflect.get(target, key)
    },
  })
}

function dyingQueue(queue: Env['QUEUE'], through: Through): Env['QUEUE'] {
  return {
    send: (...given: Parameters<Env['QUEUE']['send']>) => through(() => queue.send(...given)),
    sendBatch: (...given: Parameters<Env['QUEUE']['sendBatch']>) => through(() => queue.sendBatch(...given)),
  } as Env['QUEUE']
}

const kinds = ['first', 'resync', 'weekly'] as const

/**
 * First sync, during whose list somebody changes and somebody goes; or the full round of a tenant that has lost
 * somebody meanwhile, because its history is too old or because a week is over: list, changes, sweep and end.
 */
async function scene(kind: (typeof kinds)[number]) {
  const bench = await startSyncing()
  bench.setPageSize(1)
  const [gone, changed] = [...bench.tenant.users.keys()].map(String).sort()
  const happens = () => {
    bench.tenant.hardDelete(String(gone))
    bench.tenant.updateUser(String(changed), { department: 'Elsewhere' })
  }
  if (kind === 'first') {
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/users') && url.searchParams.has('$skiptoken'),
      async after(response) {
        happens()
        return response
      },
    })
  } else {
    await bench.hour()
    happens()
    if (kind === 'resync') bench.world.microsoft.ageLinks(bench.tenant.id, 8 * 24 * 3_600_000)
    else await bench.db.prepare("UPDATE cursor SET full_due_at = 0 WHERE resource = 'users'").run()
    bench.world.clock.advance(3_600_000)
  }
  await bench.tickNow()
  const records = kind === 'first' ? [] : [`changed ${changed}`, `removed ${gone}`]
  return { ...bench, records }
}

async function recordsIn({ db }: SyncBench): Promise<string[]> {
  const { results } = await db
    .prepare('SELECT kind, person_id FROM person_change ORDER BY kind')
    .all<{ kind: string; person_id: string }>()
  return results.map(({ kind, person_id }) => `${kind} ${person_id}`)
}

describe.each(kinds)('a %s sync whose worker is killed', (kind) => {
  it.each(['before', 'after'] as const)(
    'ends in the tenant’s mirror, wherever it died (%s the step)',
    async (when) => {
      let bench = await scene(kind)
      const whole = dyingAt(bench, Number.POSITIVE_INFINITY, when)
      await bench.queue.drain((batch) => consume({ ...whole.deps }, batch))
      const steps = whole.steps()
      expect(steps).toBeGreaterThan(20)
      for (let step = 1; step <= steps; step += 1) {
        bench = await scene(kind)
        const { deps, died } = dyingAt(bench, step, when)
        // The isolate is gone: neither ack nor retry, so the queue delivers again.
        await bench.queue.deliver(async (batch) => {
          await consume({ ...deps }, { ...batch, messages: batch.messages.map(silent) })
          if (died()) throw new Error('No verdict.')
        })
        expect(died()).toBe(true)
        await bench.drain()
        expect(mirroredDirectory(await bench.mirror()), `step ${step}`).toEqual(directoryOf(bench.tenant))
        expect(await bench.row(), `step ${step}`).toMatchObject({
          lease_run: null,
          failures: 0,
          problem_code: null,
          persons: bench.tenant.users.size,
        })
        expect(await countRows(bench.db, 'round_page'), `step ${step}`).toBe(0)
        expect(await recordsIn(bench), `step ${step}: each change recorded once`).toEqual(bench.records)
      }
    },
    240_000,
  )
})

/** A message whose verdicts never reach the queue. */
function silent<Body>(message: Message<Body>): Message<Body> {
  const { id, timestamp, body, attempts } = message
  return { id, timestamp, body, attempts, ack() {}, retry() {} }
}
