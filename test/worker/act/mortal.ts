import { AsyncLocalStorage } from 'node:async_hooks'
import { vi } from 'vitest'
import type { Bench } from '../harness.ts'

/** How many more times a worker reaches the outside, and whether its last request still arrives there. */
export interface Life {
  left: number
  lastArrives: boolean
}

const lives = new AsyncLocalStorage<Life & { die(): void }>()
const forever = () => new Promise<never>(() => {})

/** The request goes through, arrives without an answer, or neither. */
async function reach<T>(send: () => Promise<T>): Promise<T> {
  const life = lives.getStore()
  if (!life) return send()
  life.left -= 1
  if (life.left > 0) return send()
  if (life.left === 0 && life.lastArrives) await send()
  life.die()
  return forever()
}

/** Runs until it ends or the worker dies: null. A dead worker does nothing more, not even late. */
export function live<T>(life: Life | null, work: () => Promise<T>): Promise<T | null> {
  if (!life) return work()
  return new Promise((resolve, reject) => {
    lives.run({ ...life, die: () => resolve(null) }, () => void work().then(resolve, reject))
  })
}

/** The database and the outside of workers that may die. Tokens belong to the isolate, which lives on in a test. */
export function mortalEnv(bench: Bench): Bench['env'] {
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const request = new Request(input as RequestInfo, init)
    const send = () => bench.world.fetch(request)
    return new URL(request.url).hostname.startsWith('login.') ? send() : reach(send)
  })
  const DB = new Proxy(bench.env.DB, {
    get(target, name) {
      if (name === 'batch')
        return (all: Statement[]) => reach(() => target.batch(all.map((one) => one[bare] ?? one)))
      if (name === 'prepare') return (sql: string) => mortalStatement(target.prepare(sql))
      return Reflect.get(target, name)
    },
  })
  return { ...bench.env, DB }
}

const bare = Symbol('bare')
type Statement = D1PreparedStatement & { [bare]?: D1PreparedStatement }

function mortalStatement(statement: D1PreparedStatement): Statement {
  return new Proxy(statement, {
    get(target, name) {
      if (name === bare) return target
      if (name === 'bind') return (...values: unknown[]) => mortalStatement(target.bind(...values))
      const method = Reflect.get(target, name)
      if (typeof method !== 'function') return method
      return (...given: unknown[]) => reach(async () => Reflect.apply(method, target, given) as unknown)
    },
  }) as Statement
}
