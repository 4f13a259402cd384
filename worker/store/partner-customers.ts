import { and, asc, eq, gt, or, type SQL, sql } from 'drizzle-orm'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { among, database } from './database.ts'
import { jsonChunks } from './json-chunks.ts'
import { endReading } from './partner.ts'
import { partnerCustomer, tenant } from './schema.ts'

export type CustomerRow = typeof partnerCustomer.$inferSelect

/** Customers that a page of contracts names; how they stand comes at the end of the reading. */
export async function keepContracts(
  { env }: Deps,
  run: string,
  rows: readonly { tenantId: string; name: string; domain: string | null }[],
): Promise<void> {
  const statements = jsonChunks(rows).map((json) =>
    env.DB.prepare(
      `INSERT INTO partner_customer (tenant_id, name, domain, contract_run, standing, ready, roles)
       SELECT value->>'tenantId', value->>'name', value->>'domain', ?2, 'none', 0, '[]' FROM json_each(?1)
       WHERE EXISTS (SELECT 1 FROM partner WHERE read_run = ?2)
       ON CONFLICT (tenant_id) DO UPDATE SET name = excluded.name, domain = excluded.domain,
         contract_run = excluded.contract_run`,
    ).bind(json, run),
  )
  if (statements.length > 0) await env.DB.batch(statements)
}

export interface StandingRow {
  tenantId: string
  name: string
  standing: CustomerRow['standing']
  endsAt: number | null
  ready: 0 | 1
  roles: unknown
}

/**
 * The end of a reading, in one step: how every customer stands, which tenants stop or go on because of it, and that it
 * ended. Customers that are none any more leave the list unless they were taken in.
 */
export async function keepStandings(deps: Deps, run: string, rows: readonly StandingRow[]): Promise<void> {
  const { DB } = deps.env
  const upserts = jsonChunks(rows).map((json) =>
    DB.prepare(
      `INSERT INTO partner_customer (tenant_id, name, standing, ends_at, ready, roles)
       SELECT value->>'tenantId', value->>'name', value->>'standing', value->>'endsAt', value->>'ready', value->'roles'
       FROM json_each(?1) WHERE EXISTS (SELECT 1 FROM partner WHERE read_run = ?2)
       ON CONFLICT (tenant_id) DO UPDATE SET standing = excluded.standing, ends_at = excluded.ends_at,
         ready = excluded.ready, roles = excluded.roles,
         name = CASE WHEN contract_run = ?2 THEN name ELSE excluded.name END`,
    ).bind(json, run),
  )
  const known = JSON.stringify(rows.map(({ tenantId }) => tenantId))
  const left = `tenant_id NOT IN (SELECT value FROM json_each(?1)) AND EXISTS (SELECT 1 FROM partner WHERE read_run = ?2)`
  await DB.batch([
    ...upserts,
    DB.prepare(`DELETE FROM partner_customer WHERE onboarded_at IS NULL AND ${left}`).bind(known, run),
    DB.prepare(
      `UPDATE partner_customer SET standing = 'none', ends_at = NULL, ready = 0, roles = '[]' WHERE ${left}`,
    ).bind(known, run),
    ...stopAndGoOn(deps, run),
    endReading(deps, run, null),
  ])
}

const ofCustomers = (standings: string) =>
  `id IN (SELECT tenant_id FROM partner_customer WHERE onboarded_at IS NOT NULL AND standing IN (${standings}))`

/**
 * A tenant that is reached through the partner alone stops when no relationship is left, and goes on from where it was
 * when there is one again. Nothing of it is removed; the run under way loses its lease.
 */
function stopAndGoOn({ env, now }: Deps, run: string): D1PreparedStatement[] {
  const reached = `reached_by = 'partner' AND disconnected_at IS NULL
    AND EXISTS (SELECT 1 FROM partner WHERE read_run = ?2)`
  return [
    env.DB.prepare(
      `UPDATE tenant SET state = 'stopped', finished_run = COALESCE(lease_run, finished_run), lease_run = NULL,
         lease_until = NULL, problem_code = 'partner.relationshipEnded', problem_detail = NULL, problem_since = ?1
       WHERE ${reached} AND problem_code IS NOT 'partner.relationshipEnded'
         AND ${ofCustomers(`'expired', 'pending', 'none'`)}`,
    ).bind(now(), run),
    env.DB.prepare(
      `UPDATE tenant SET state = 'connected', failures = 0, next_due_at = ?1, problem_code = NULL,
         problem_detail = NULL, problem_since = NULL
       WHERE ${reached} AND problem_code = 'partner.relationshipEnded' AND ${ofCustomers(`'active', 'expiring'`)}`,
    ).bind(now(), run),
  ]
}

export async function contractNames(
  { env }: Deps,
  run: string,
): Promise<{ tenantId: string; name: string }[]> {
  const { results } = await env.DB.prepare(
    'SELECT tenant_id AS tenantId, name FROM partner_customer WHERE contract_run = ?1',
  )
    .bind(run)
    .all<{ tenantId: string; name: string }>()
  return results
}

/** A customer of the partner; raises access.notFound. */
export async function getCustomer(deps: Deps, tenantId: string): Promise<CustomerRow> {
  const row = await database(deps.env)
    .select()
    .from(partnerCustomer)
    .where(eq(partnerCustomer.tenantId, tenantId))
    .get()
  if (!row) throw new AppError('access.notFound')
  return row
}

/** Those of the ids that are customers. */
export async function customersAmong(deps: Deps, tenantIds: string[]): Promise<string[]> {
  const rows = await database(deps.env)
    .select({ tenantId: partnerCustomer.tenantId })
    .from(partnerCustomer)
    .where(among(partnerCustomer.tenantId, tenantIds))
  return rows.map(({ tenantId }) => tenantId)
}

export async function markOnboarded({ env, now }: Deps, tenantId: string, isIn: boolean): Promise<void> {
  await env.DB.prepare(
    'UPDATE partner_customer SET onboarded_at = CASE WHEN ?2 THEN COALESCE(onboarded_at, ?3) END WHERE tenant_id = ?1',
  )
    .bind(tenantId, isIn ? 1 : 0, now())
    .run()
}

/** Whether a relationship of a customer that was taken in was to end since the last reading. */
export async function hasEndSince({ env, now }: Deps, readAt: number): Promise<boolean> {
  const row = await env.DB.prepare(
    'SELECT 1 AS found FROM partner_customer WHERE onboarded_at IS NOT NULL AND ends_at BETWEEN ?1 AND ?2',
  )
    .bind(readAt, now())
    .first()
  return row !== null
}

export type Show = 'all' | 'ready' | 'missing' | 'connected' | 'ending'
const live = sql`${partnerCustomer.standing} IN ('active', 'expiring')`
const isConnected = sql`EXISTS (SELECT 1 FROM ${tenant} WHERE ${tenant.id} = ${partnerCustomer.tenantId}
  AND ${tenant.disconnectedAt} IS NULL)`
/**
 * The last try to take it in failed at something that no reading tells of: its first step looks at what readings tell,
 * and where that failed the next reading says whether it is mended.
 */
const hasFailed = sql`EXISTS (SELECT 1 FROM partner_job AS last
  WHERE last.tenant_id = ${partnerCustomer.tenantId} AND last.kind = 'onboard' AND last.state = 'failed'
    AND NOT EXISTS (SELECT 1 FROM partner_job AS newer WHERE newer.tenant_id = last.tenant_id
      AND (newer.created_at, newer.id) > (last.created_at, last.id))
    AND NOT EXISTS (SELECT 1 FROM partner_step WHERE job_id = last.id AND position = 0 AND state = 'failed'))`
const isReady = sql`(${partnerCustomer.ready} = 1 AND ${live})`
const shown: Record<Show, SQL> = {
  all: sql`1`,
  ready: sql`${isReady} AND NOT ${isConnected} AND NOT ${hasFailed}`,
  missing: sql`(NOT ${isReady} OR (${hasFailed} AND NOT ${isConnected}))`,
  connected: isConnected,
  ending: sql`${partnerCustomer.standing} IN ('expiring', 'expired')`,
}
/** A part of the name is enough: the place must fit into `after`, whatever a customer is called. */
const order = sql<string>`substr(lower(${partnerCustomer.name}), 1, 40) || ' ' || ${partnerCustomer.tenantId}`

interface Wanted {
  search: string
  show: Show
  /** `order` of the last one of the page before */
  after: string | null
  limit: number
}

/** One page of customers by name, each with its place in the order and its tenant, if there is one. */
export async function customerPage(deps: Deps, { search, show, after, limit }: Wanted) {
  const { name, domain, tenantId } = partnerCustomer
  // Not LIKE: D1 takes patterns of 50 bytes at most. Its lower() knows ASCII alone, so other letters are tried both ways.
  const forms = [search.toLowerCase(), search.toUpperCase()]
  const found = or(
    ...[name, domain, tenantId].flatMap((column) =>
      forms.map((form) => sql`instr(lower(${column}), lower(${form})) > 0`),
    ),
  )
  return database(deps.env)
    .select({ customer: partnerCustomer, tenant, order })
    .from(partnerCustomer)
    .leftJoin(tenant, eq(tenant.id, partnerCustomer.tenantId))
    .where(and(shown[show], search === '' ? undefined : found, after === null ? undefined : gt(order, after)))
    .orderBy(asc(order))
    .limit(limit)
}

export async function countCustomers(deps: Deps): Promise<Record<Show, number>> {
  const count = (show: Show) => sql<number>`COALESCE(SUM(CASE WHEN ${shown[show]} THEN 1 ELSE 0 END), 0)`
  const row = await database(deps.env)
    .select({
      all: count('all'),
      ready: count('ready'),
      missing: count('missing'),
      connected: count('connected'),
      ending: count('ending'),
    })
    .from(partnerCustomer)
    .get()
  return row ?? { all: 0, ready: 0, missing: 0, connected: 0, ending: 0 }
}
