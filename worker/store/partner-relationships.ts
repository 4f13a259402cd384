import { asc, sql } from 'drizzle-orm'
import type { Deps } from '../env.ts'
import { among, database } from './database.ts'
import { jsonChunks } from './json-chunks.ts'
import { partnerRelationship } from './schema.ts'

export type RelationshipRow = typeof partnerRelationship.$inferSelect
export type NewRelationship = Omit<RelationshipRow, 'assignments' | 'seenRun' | 'assignedRun'>

/** A reading that is not the one under way any more writes nothing: what it knows is older. */
const isUnderWay = (run: string) => `EXISTS (SELECT 1 FROM partner WHERE read_run = ${run})`

/** What one page of a reading says; assignments of before stay until they are read again. */
export async function keepRelationships(
  { env }: Deps,
  run: string,
  rows: readonly NewRelationship[],
): Promise<void> {
  const statements = jsonChunks(rows).map((json) =>
    env.DB.prepare(
      `INSERT INTO partner_relationship
         (id, tenant_id, name, customer_name, status, ends_at, auto_extends, roles, assignments, seen_run)
       SELECT value->>'id', value->>'tenantId', value->>'name', value->>'customerName', value->>'status',
         value->>'endsAt', value->>'autoExtends', value->'roles', '[]', ?2
       FROM json_each(?1) WHERE ${isUnderWay('?2')}
       ON CONFLICT (id) DO UPDATE SET tenant_id = excluded.tenant_id, name = excluded.name,
         customer_name = excluded.customer_name, status = excluded.status, ends_at = excluded.ends_at,
         auto_extends = excluded.auto_extends, roles = excluded.roles, seen_run = excluded.seen_run`,
    ).bind(json, run),
  )
  if (statements.length > 0) await env.DB.batch(statements)
}

/** Of a relationship that works. Microsoft says `terminating` while it is being ended, and then it still holds for a while. */
export const liveStatuses: readonly string[] = ['active', 'expiring', 'terminating', 'terminationRequested']
const live = `status IN (${liveStatuses.map((status) => `'${status}'`).join(', ')})`

/** Relationships of this reading whose assignments it has not read yet. */
export async function unassignedRelationships({ env }: Deps, run: string, limit: number): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `SELECT id FROM partner_relationship WHERE seen_run = ?1 AND assigned_run IS NOT ?1 AND ${live} ORDER BY id LIMIT ?2`,
  )
    .bind(run, limit)
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}

export async function keepAssignments(
  { env }: Deps,
  run: string,
  id: string,
  assignments: RelationshipRow['assignments'],
): Promise<void> {
  await env.DB.prepare(
    `UPDATE partner_relationship SET assignments = ?3, assigned_run = ?2 WHERE id = ?1 AND ${isUnderWay('?2')}`,
  )
    .bind(id, run, JSON.stringify(assignments))
    .run()
}

/**
 * Relationships that the listing did not name any more although they were live: a list that is paged while it changes
 * leaves some out.
 */
export async function missingRelationships({ env }: Deps, run: string, limit: number): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `SELECT id FROM partner_relationship WHERE seen_run <> ?1 AND ${live} ORDER BY id LIMIT ?2`,
  )
    .bind(run, limit)
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}

/** Microsoft says itself that it does not know it. */
export async function markGone({ env }: Deps, run: string, id: string): Promise<void> {
  await env.DB.prepare(
    `UPDATE partner_relationship SET status = 'gone' WHERE id = ?2 AND ${isUnderWay('?1')}`,
  )
    .bind(run, id)
    .run()
}

/** What a whole reading did not find any more. */
export async function sweepRelationships({ env }: Deps, run: string): Promise<void> {
  await env.DB.prepare(
    `UPDATE partner_relationship SET status = 'gone'
     WHERE seen_run <> ?1 AND status <> 'gone' AND ${isUnderWay('?1')}`,
  )
    .bind(run)
    .run()
}

/** Those that work, as last read. */
export async function liveRelationships(deps: Deps): Promise<RelationshipRow[]> {
  return database(deps.env).select().from(partnerRelationship).where(sql.raw(live))
}

/** Of all customers, or of some. */
export async function relationships(deps: Deps, tenantIds: string[] | null): Promise<RelationshipRow[]> {
  const all = database(deps.env).select().from(partnerRelationship)
  const some = tenantIds === null ? all : all.where(among(partnerRelationship.tenantId, tenantIds))
  return some.orderBy(asc(partnerRelationship.tenantId), asc(partnerRelationship.id))
}
