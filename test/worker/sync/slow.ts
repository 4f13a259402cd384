import type { Deps } from '../../../worker/env.ts'
import { consume } from '../../../worker/sync/consume.ts'
import type { Mapped } from './mapped.ts'

/** A database whose every batch takes so long: what one message may do is soon over. */
export function slowDeps({ deps, world }: Mapped, batchSeconds: number): Deps {
  const DB = new Proxy(deps.env.DB, {
    get(target, name) {
      if (name === 'batch') {
        return (statements: D1PreparedStatement[]) => {
          world.clock.advance(batchSeconds * 1000)
          return target.batch(statements)
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
