import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Deps } from '../env.ts'
import * as schema from './schema.ts'
import { seal, sealedBy, unseal } from './secrets.ts'

interface SealedRow {
  table: string
  id: string
  sealed: string
}

/** What a link alone opens is not sealed by the server's key. */
const opensByLink = getTableConfig(schema.handoverSecret).name

/** Every other table with a sealed column, from the schema, so that a new one cannot be left out. Each has the key `id`. */
const tables = Object.values(schema)
  .filter((table) => is(table, SQLiteTable))
  .map((table) => getTableConfig(table))
  .filter(({ name, columns }) => name !== opensByLink && columns.some((column) => column.name === 'sealed'))
  .map(({ name }) => name)

/**
 * Seals by SEALING_KEY what SEALING_KEY_OLD sealed, at most `most` rows; returns how many. A row that does not open stays
 * as it is and is raised when the others are done.
 */
export async function resealOld(deps: Deps, most: number): Promise<number> {
  let done = 0
  const failures: unknown[] = []
  for (const row of await sealedRows(deps)) {
    if (done >= most) break
    if ((await sealedBy(deps.env, row.sealed)) !== 'old') continue
    try {
      if (await reseal(deps, row)) done += 1
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
  return done
}

async function sealedRows({ env }: Deps): Promise<SealedRow[]> {
  const each = tables.map(
    (table) => `SELECT '${table}' AS "table", id, sealed FROM ${table} WHERE sealed <> ''`,
  )
  return (await env.DB.prepare(each.join(' UNION ALL ')).all<SealedRow>()).results
}

/** False when another secret was stored meanwhile. */
async function reseal({ env }: Deps, { table, id, sealed }: SealedRow): Promise<boolean> {
  const place = { table, rowId: id, field: 'sealed' }
  const anew = await seal(env, place, await unseal(env, place, sealed))
  const { meta } = await env.DB.prepare(`UPDATE ${table} SET sealed = ?1 WHERE id = ?2 AND sealed = ?3`)
    .bind(anew, id, sealed)
    .run()
  return meta.changes > 0
}
