import { and, asc, count, desc, eq, gt, inArray, ne, sql } from 'drizzle-orm'
import type { FieldChange } from '#shared/sync/contact-fields.ts'
import type { PlanChange } from '#shared/sync/plan.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { jsonChunks } from './json-chunks.ts'
import { heldBy, leaseMs } from './mapping-lease.ts'
import type { MappingRow } from './mappings.ts'
import { change, plan } from './schema.ts'

export type PlanRow = typeof plan.$inferSelect
type Row = typeof change.$inferSelect
export interface ChangeRow extends Omit<Row, 'fields'> {
  fields: FieldChange[]
}
const readRow = (row: Row): ChangeRow => ({ ...row, fields: row.fields as FieldChange[] })

/** The plan that counts: the newest one that no other has replaced. */
export async function newestPlan(deps: Deps, mappingId: string): Promise<PlanRow | null> {
  const row = await database(deps.env)
    .select()
    .from(plan)
    .where(and(eq(plan.mappingId, mappingId), ne(plan.state, 'replaced')))
    .orderBy(desc(plan.createdAt))
    .limit(1)
    .get()
  return row ?? null
}

export async function getPlan(deps: Deps, planId: string): Promise<PlanRow | null> {
  return (await database(deps.env).select().from(plan).where(eq(plan.id, planId)).get()) ?? null
}

export async function planPage(
  deps: Deps,
  planId: string,
  after: string,
  limit: number,
): Promise<ChangeRow[]> {
  const rows = await database(deps.env)
    .select()
    .from(change)
    .where(and(eq(change.planId, planId), gt(change.id, after)))
    .orderBy(asc(change.id))
    .limit(limit)
  return rows.map(readRow)
}

export async function planCounts(deps: Deps, planId: string): Promise<Record<ChangeRow['kind'], number>> {
  const rows = await database(deps.env)
    .select({ kind: change.kind, count: count() })
    .from(change)
    .where(eq(change.planId, planId))
    .groupBy(change.kind)
  const of = (kind: ChangeRow['kind']) => rows.find((row) => row.kind === kind)?.count ?? 0
  return { create: of('create'), link: of('link'), update: of('update'), review: of('review') }
}

/** What a plan still holds: proposed, under way, refused. */
export async function openChanges(deps: Deps, planId: string): Promise<ChangeRow[]> {
  const rows = await database(deps.env)
    .select()
    .from(change)
    .where(
      and(eq(change.planId, planId), inArray(change.state, ['proposed', 'approved', 'sending', 'failed'])),
    )
    .orderBy(asc(change.id))
  return rows.map(readRow)
}

export async function countInState(deps: Deps, mappingId: string, states: Row['state'][]): Promise<number> {
  const row = await database(deps.env)
    .select({ count: count() })
    .from(change)
    .where(and(eq(change.mappingId, mappingId), inArray(change.state, states)))
    .get()
  return row?.count ?? 0
}

/** What a reconcile saw before it computed: nothing is stored unless it still holds. */
export interface Seen {
  mapping: MappingRow
  newest: PlanRow | null
}

export interface NewPlan {
  changes: readonly PlanChange[]
  unchanged: number
  /** Whether it goes out without asking: the organisation's first plan was approved before. */
  approved: boolean
}

/**
 * Stores a plan in place of the newest one: what that one still proposed is withdrawn, what it did stays on record.
 * One transaction, and nothing at all if the world moved since `seen` (a lease in between, another plan, another rule):
 * then null.
 */
export async function storePlan(deps: Deps, seen: Seen, next: NewPlan): Promise<string | null> {
  const { mapping, newest } = seen
  const token = crypto.randomUUID()
  const planId = crypto.randomUUID()
  const fence = [mapping.id, token]
  const statements = [claim(deps, seen, token)]
  if (newest) statements.push(...supersede(deps, newest.id, fence))
  statements.push(insertPlan(deps, planId, seen, next, fence))
  statements.push(...insertChanges(deps, planId, mapping, next, fence))
  statements.push(
    deps.env.DB.prepare('UPDATE mapping SET lease_until = NULL WHERE id = ? AND lease_run = ?').bind(
      ...fence,
    ),
  )
  const [claimed] = await deps.env.DB.batch(statements)
  return claimed?.meta.changes === 1 ? planId : null
}

function claim(deps: Deps, { mapping, newest }: Seen, token: string): D1PreparedStatement {
  const now = deps.now()
  return deps.env.DB.prepare(
    `UPDATE mapping SET lease_run = ?1, lease_until = ?2
     WHERE id = ?3 AND lease_run IS ?4 AND (lease_until IS NULL OR lease_until <= ?5)
       AND rule = ?6 AND approved_at IS ?7 AND connection_id = ?8 AND organisation_id = ?9
       AND (SELECT id || ' ' || state FROM plan WHERE mapping_id = ?3 AND state <> 'replaced'
            ORDER BY created_at DESC LIMIT 1) IS ?10`,
  ).bind(
    token,
    now + leaseMs,
    mapping.id,
    mapping.leaseRun,
    now,
    mapping.ruleText,
    mapping.approvedAt,
    mapping.connectionId,
    mapping.organisationId,
    newest ? `${newest.id} ${newest.state}` : null,
  )
}

function supersede(deps: Deps, planId: string, fence: string[]): D1PreparedStatement[] {
  const prepare = (text: string) => deps.env.DB.prepare(`${text} AND ${heldBy}`).bind(planId, ...fence)
  return [
    prepare(`DELETE FROM change WHERE plan_id = ? AND state = 'proposed'`),
    prepare(
      `UPDATE change SET state = 'skipped', problem = 'A newer plan took its place.'
       WHERE plan_id = ? AND state IN ('approved', 'failed')`,
    ),
    prepare(
      `UPDATE plan SET state = CASE state WHEN 'waiting' THEN 'replaced' ELSE 'done' END
       WHERE id = ? AND state IN ('waiting', 'running')`,
    ),
  ]
}

function insertPlan(
  deps: Deps,
  planId: string,
  seen: Seen,
  next: NewPlan,
  fence: string[],
): D1PreparedStatement {
  const { mapping, newest } = seen
  // Plans of a mapping follow each other in time, whatever the clock's grain.
  const createdAt = Math.max(deps.now(), (newest?.createdAt ?? 0) + 1)
  const sends = next.changes.some(({ kind }) => kind !== 'review')
  const state = !next.approved ? 'waiting' : sends ? 'running' : 'done'
  return deps.env.DB.prepare(
    `INSERT INTO plan (id, tenant_id, mapping_id, state, created_at, approved_at, approved_by, unchanged)
     SELECT ?, ?, ?, ?, ?, ?, ?, ? WHERE ${heldBy}`,
  ).bind(
    planId,
    mapping.tenantId,
    mapping.id,
    state,
    createdAt,
    next.approved ? createdAt : null,
    next.approved ? mapping.approvedBy : null,
    next.unchanged,
    ...fence,
  )
}

function insertChanges(
  deps: Deps,
  planId: string,
  mapping: MappingRow,
  next: NewPlan,
  fence: string[],
): D1PreparedStatement[] {
  const rows = next.changes.map((entry, index) => ({
    ...entry,
    id: String(index + 1).padStart(7, '0'),
    state: next.approved && entry.kind !== 'review' ? 'approved' : 'proposed',
  }))
  const value = (name: string) => `json_extract(value, '$.${name}')`
  const names = [
    'id',
    'kind',
    'personId',
    'displayName',
    'userPrincipalName',
    'contactId',
    'fields',
    'reason',
    'state',
  ]
  return jsonChunks(rows).map((json) =>
    deps.env.DB.prepare(
      `INSERT INTO change (plan_id, tenant_id, mapping_id, id, kind, person_id, display_name, user_principal_name,
         contact_id, fields, reason, state)
       SELECT ?, ?, ?, ${names.map(value).join(', ')} FROM json_each(?) WHERE ${heldBy}`,
    ).bind(planId, mapping.tenantId, mapping.id, json, ...fence),
  )
}

/** Corrects the count of a plan whose entries are still right. */
export async function setUnchanged(deps: Deps, planId: string, unchanged: number): Promise<void> {
  await database(deps.env)
    .update(plan)
    .set({ unchanged })
    .where(and(eq(plan.id, planId), eq(plan.state, 'waiting')))
}

/**
 * Approves exactly this plan, and with it the mapping: its later plans go out by themselves.
 * Null when the plan does not wait any more. Reviews are decided one by one, never approved with the rest.
 */
export async function approvePlan(deps: Deps, waiting: PlanRow, by: string): Promise<number | null> {
  const now = deps.now()
  const token = crypto.randomUUID()
  const mine = `EXISTS (SELECT 1 FROM plan WHERE id = ? AND state = 'running' AND approved_by = ?)`
  const { DB } = deps.env
  // The token makes this approval's statements find their own mark and no other approval's.
  const [first, changes] = await DB.batch([
    DB.prepare(
      `UPDATE plan SET state = 'running', approved_at = ?, approved_by = ? WHERE id = ? AND state = 'waiting'`,
    ).bind(now, token, waiting.id),
    DB.prepare(
      `UPDATE change SET state = 'approved' WHERE plan_id = ? AND state = 'proposed' AND kind <> 'review' AND ${mine}`,
    ).bind(waiting.id, waiting.id, token),
    DB.prepare(`UPDATE mapping SET approved_at = ?, approved_by = ? WHERE id = ? AND ${mine}`).bind(
      now,
      by,
      waiting.mappingId,
      waiting.id,
      token,
    ),
    DB.prepare(
      `UPDATE plan SET approved_by = ?1,
         state = CASE WHEN EXISTS (SELECT 1 FROM change WHERE plan_id = ?2 AND state = 'approved') THEN 'running' ELSE 'done' END
       WHERE id = ?2 AND approved_by = ?3`,
    ).bind(by, waiting.id, token),
  ])
  return first?.meta.changes === 1 ? (changes?.meta.changes ?? 0) : null
}

/** How many changes of a plan were to be sent, whatever became of them. */
export async function countToSend(deps: Deps, planId: string): Promise<number> {
  const row = await database(deps.env)
    .select({ count: count() })
    .from(change)
    .where(and(eq(change.planId, planId), ne(change.kind, 'review'), sql`${change.state} <> 'proposed'`))
    .get()
  return row?.count ?? 0
}
