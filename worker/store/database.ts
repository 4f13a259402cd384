import { drizzle } from 'drizzle-orm/d1'
import type { Env } from '../env.ts'
import * as schema from './schema.ts'

/** The database with its tables; opening it costs nothing. */
export function database(env: Pick<Env, 'DB'>) {
  return drizzle(env.DB, { schema })
}
