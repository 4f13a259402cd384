import { type SQL, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Env } from '../env.ts'
import * as schema from './schema.ts'

/** The database with its tables; opening it costs nothing. */
export function database(env: Pick<Env, 'DB'>) {
  return drizzle(env.DB, { schema })
}

/** Whether a column is one of these values, however many: D1 takes 100 parameters a statement. */
export function among(column: AnySQLiteColumn, values: readonly string[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`
}
