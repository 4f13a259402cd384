import { and, asc, count, desc, eq, gt, inArray, ne, sql } from 'drizzle-orm'
import type { FieldChange } from '#shared/sync/contact-fields.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
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

/** Whose plan it is; null = there is none. */
export async function tenantOfPlan(deps: Deps, planId: string): Promise<string | null> {
  return (await getPlan(deps, planId))?.tenantId ?? null
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
