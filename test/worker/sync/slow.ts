import type { Deps } from '../../../worker/env.ts'
import { consume } from '../../../worker/sync/consume.ts'
import type { Mapped } from './mapped.ts'

/** A world in which every page of a plan takes so long: what one message may do is soon over. */
export function slowDeps({ deps, world }: Mapped, pageSeconds: number): Deps {
  const DB = new Proxy(deps.env.DB, {
    get(target, name) {
      if (name === 'prepare') {
        return (sql: string) => {
          if (sql.includes('SET stage = ?')) world.clock.advance(pageSeconds * 1000)
          return target.prepare(sql)
        }
      }
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { ...deps, env: { ...deps.env, DB } }
}

/** The queue's consumer over these. */
export const consumerOf = (deps: Deps) => (batch: Parameters<typeof consume>[1]) => consume(deps, batch)
