import { is } from 'drizzle-orm'
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Deps } from '../env.ts'
import * as schema from './schema.ts'

const rowsAtOnce = 1000

/** The record of actions is only ever added to. */
const kept = ['audit']
/**
 * Where the tenant's own column has no index, the way to most of the rows; what is left (of mappings that were removed)
 * is found by looking through all. These tables go before those that they go through.
 */
const through: Record<string, string> = {
  contact: 'mapping_id IN (SELECT id FROM mapping WHERE tenant_id = ?1)',
  change: `plan_id IN (SELECT plan.id FROM plan JOIN mapping ON mapping.id = plan.mapping_id WHERE mapping.tenant_id = ?1)`,
  plan: `mapping_id IN (SELECT id FROM mapping WHERE tenant_id = ?1)`,
}
const last = ['contact', 'change', 'plan', 'link', 'mapping']

interface Table {
  name: string
  key: string
  where: string
}

/** Every table that has rows of a tenant, from the schema, so that a new one cannot be left out. */
const tables: Table[] = Object.values(schema)
  .filter((table) => is(table, SQLiteTable))
  .map((table) => getTableConfig(table))
  .filter(
    ({ name, columns }) => columns.some((column) => column.name === 'tenant_id') && !kept.includes(name),
  )
  .flatMap(({ name, columns, primaryKeys }) => {
    const primary = primaryKeys[0]?.columns ?? columns.filter((column) => column.primary)
    const key = primary.map((column) => column.name).join(', ')
    const ways = [through[name] ?? [], 'tenant_id = ?1'].flat()
    return ways.map((where) => ({ name, key, where }))
  })
  .sort((a, b) => last.indexOf(a.name) - last.indexOf(b.name))

/**
 * Removes everything known of a tenant, some rows a statement, at most `mostStatements` of them; true when that was
 * all, or when the run may not go on: every statement asks whether it still may. The tenant itself goes last.
 */
export async function forgetSome(
  deps: Deps,
  { tenantId, run }: { tenantId: string; run: string },
  mostStatements: number,
): Promise<boolean> {
  const db = deps.env.DB
  const mayGoOn = 'EXISTS (SELECT 1 FROM tenant WHERE id = ?1 AND forget_run = ?2)'
  let left = mostStatements
  for (const { name, key, where } of tables) {
    for (let more = true; more; left -= 1) {
      if (left <= 0) return false
      const { meta } = await db
        .prepare(
          `DELETE FROM ${name} WHERE (${key}) IN (SELECT ${key} FROM ${name} WHERE ${where} LIMIT ${rowsAtOnce})
             AND ${mayGoOn}`,
        )
        .bind(tenantId, run)
        .run()
      more = meta.changes >= rowsAtOnce
    }
  }
  await db.prepare('DELETE FROM tenant WHERE id = ?1 AND forget_run = ?2').bind(tenantId, run).run()
  return true
}

/** Tenants whose data is still being removed: a lost message is sent again. */
export async function tenantsToForget(deps: Deps): Promise<{ tenantId: string; run: string }[]> {
  const { results } = await deps.env.DB.prepare(
    'SELECT id AS tenantId, forget_run AS run FROM tenant WHERE forget_run IS NOT NULL ORDER BY id',
  ).all<{ tenantId: string; run: string }>()
  return results
}
