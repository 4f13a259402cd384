import { and, asc, desc, eq, getTableColumns, gt, gte, ne, sql } from 'drizzle-orm'
import { productName } from '#shared/licences.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { licenceCount, licenceDay, score, scoreControl, tenant } from './schema.ts'

const days = 90
const dayMs = 24 * 3_600_000

/** The ids of all tenants, or of one: each is looked up by the key of the table, none is scanned. */
const ids = (tenantId: string | null) =>
  tenantId === null ? sql`(SELECT ${tenant.id} FROM ${tenant})` : sql`(${tenantId})`

/** Products that people hold, of one tenant or of all: products of the company as a whole have no seats to count. */
export async function licenceRows(deps: Deps, tenantId: string | null) {
  const rows = await database(deps.env)
    .select({
      ...getTableColumns(licenceCount),
      knownName: sql<string | null>`(SELECT name FROM product WHERE product.sku_id = licence_count.sku_id)`,
      renewsAt: sql<string | null>`(SELECT min(renews_at) ${active})`,
      trial: sql<number | null>`(SELECT min(trial) ${active})`,
    })
    .from(licenceCount)
    .where(and(sql`${licenceCount.tenantId} IN ${ids(tenantId)}`, ne(licenceCount.appliesTo, 'Company')))
  return rows.map(({ knownName, trial, ...row }) => ({
    ...row,
    /** For people: Microsoft's, else ours, else the part number */
    name: knownName ?? productName(row.skuId, row.partNumber),
    trial: trial === 1,
  }))
}

/** The subscriptions of a product that can be used. */
const active = sql`FROM subscription WHERE subscription.tenant_id = licence_count.tenant_id
  AND subscription.sku_id = licence_count.sku_id AND subscription.status IN ('Enabled', 'Warning')`

/** Controls of the latest day by what is to be gained, of one tenant. */
export async function topControls(deps: Deps, tenantId: string, most: number) {
  const gain = sql<number>`round(${scoreControl.max} - ${scoreControl.score}, 2)`
  return database(deps.env)
    .select({ ...getTableColumns(scoreControl), gain })
    .from(scoreControl)
    .where(and(eq(scoreControl.tenantId, tenantId), gt(gain, 0)))
    .orderBy(desc(gain), asc(scoreControl.title), asc(scoreControl.id))
    .limit(most)
}

/** Secure Score of the last 90 days, oldest first, of one tenant or of all. */
export async function scoreRows(deps: Deps, tenantId: string | null) {
  const since = new Date(deps.now() - days * dayMs).toISOString().slice(0, 10)
  return database(deps.env)
    .select()
    .from(score)
    .where(and(sql`${score.tenantId} IN ${ids(tenantId)}`, gte(score.day, since)))
    .orderBy(asc(score.tenantId), asc(score.day))
}
/** Days of trends that are told; older ones are kept. */
const toldDays = 1100

/** Secure Score with Microsoft's averages, and seats where they changed: one tenant's, oldest first. */
export async function trendRows(deps: Deps, tenantId: string) {
  const since = new Date(deps.now() - toldDays * dayMs).toISOString().slice(0, 10)
  const db = database(deps.env)
  const [scores, seats] = await Promise.all([
    db
      .select()
      .from(score)
      .where(and(eq(score.tenantId, tenantId), gte(score.day, since)))
      .orderBy(asc(score.day)),
    db
      .select()
      .from(licenceDay)
      .where(and(eq(licenceDay.tenantId, tenantId), gte(licenceDay.day, since)))
      .orderBy(asc(licenceDay.skuId), asc(licenceDay.day)),
  ])
  return { scores, seats }
}
export type LicenceRow = Awaited<ReturnType<typeof licenceRows>>[number]
export type ScoreRow = Awaited<ReturnType<typeof scoreRows>>[number]
