import { vi } from 'vitest'
import type { Deps, Env } from '../../worker/env.ts'
import type { Bench } from './harness.ts'

type Through = <R>(work: () => Promise<R>) => Promise<R>

/**
 * A worker that dies at the n-th thing it does outside itself, before or after it took effect: a request, a statement, a
 * batch or a message. `bury` gives the world back to the living.
 */
export function dyingAt(bench: Bench, step: number, when: 'before' | 'after') {
  let count = 0
  let isDead = false
  const through: Through = async (work) => {
    if (isDead) throw new Error('The worker is dead.')
    count += 1
    if (count === step && when === 'before') isDead = true
    if (isDead) throw new Error('The worker dies.')
    const result = await work()
    if (count >= step && when === 'after') isDead = true
    if (isDead) throw new Error('The worker dies.')
    return result
  }
  const send = (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
    bench.world.fetch(new Request(input as RequestInfo, init))
  const spy = vi.spyOn(globalThis, 'fetch')
  spy.mockImplementation((input, init) => through(() => send(input, init)))
  const env: Env = {
    ...bench.env,
    DB: dyingDatabase(bench.env.DB, through),
    QUEUE: dyingQueue(bench.env.QUEUE, through),
  }
  const deps: Deps = { env, now: bench.world.clock.now, sleep: async (ms) => bench.world.clock.advance(ms) }
  return {
    deps,
    steps: () => count,
    died: () => isDead,
    bury: () => spy.mockImplementation((input, init) => send(input, init)),
  }
}

type Wrapped = D1PreparedStatement & { inner?: D1PreparedStatement }

function dyingDatabase(db: D1Database, through: Through): D1Database {
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement =>
    new Proxy(statement, {
      get(target, key) {
        if (key === 'inner') return target
        if (key === 'bind') return (...values: unknown[]) => wrap(target.bind(...values))
        const method = Reflect.get(target, key)
        if (typeof method !== 'function') return method
        return (...given: unknown[]) => through(async () => Reflect.apply(method, target, given) as unknown)
      },
    })
  return new Proxy(db, {
    get(target, key) {
      if (key === 'prepare') return (sql: string) => wrap(target.prepare(sql))
      if (key === 'batch')
        return (all: Wrapped[]) => through(() => target.batch(all.map((one) => one.inner ?? one)))
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
