import { and, asc, gte, ne, sql } from 'drizzle-orm'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { licenceCount, score, tenant } from './schema.ts'

const days = 90
const dayMs = 24 * 3_600_000

/** The ids of all tenants, or of one: each is looked up by the key of the table, none is scanned. */
const ids = (tenantId: string | null) =>
  tenantId === null ? sql`(SELECT ${tenant.id} FROM ${tenant})` : sql`(${tenantId})`

/** Products that people hold, of one tenant or of all: products of the company as a whole have no seats to count. */
export async function licenceRows(deps: Deps, tenantId: string | null) {
  return database(deps.env)
    .select()
    .from(licenceCount)
    .where(and(sql`${licenceCount.tenantId} IN ${ids(tenantId)}`, ne(licenceCount.appliesTo, 'Company')))
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
export type LicenceRow = Awaited<ReturnType<typeof licenceRows>>[number]
export type ScoreRow = Awaited<ReturnType<typeof scoreRows>>[number]
