import { and, asc, count, desc, eq, gt, ne } from 'drizzle-orm'
import type { FieldChange } from '#shared/sync/contact-fields.ts'
import type { Candidate, ChangeKind } from '#shared/sync/plan.ts'
import type { Deps } from '../env.ts'
import { among, database } from './database.ts'
import { change, plan } from './schema.ts'

export type PlanRow = typeof plan.$inferSelect
type Row = typeof change.$inferSelect
export interface ChangeRow extends Omit<Row, 'fields' | 'candidates'> {
  fields: FieldChange[]
  candidates: Candidate[]
}
export const readChange = (row: Row): ChangeRow => ({
  ...row,
  fields: row.fields as FieldChange[],
  candidates: (row.candidates as Candidate[] | null) ?? [],
})

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

/** A plan as it was seen: with the version of its entries. What people approve is named so. */
export const seenId = ({ id, version }: Pick<PlanRow, 'id' | 'version'>) => `${id}.${version}`
export function parseSeen(seen: string): { id: string; version: number } {
  const [id = '', version = ''] = seen.split('.')
  return { id, version: /^\d{1,9}$/.test(version) ? Number(version) : -1 }
}

/** Whose plan it is, by its id as it was seen; null = there is none. */
export async function tenantOfPlan(deps: Deps, seen: string): Promise<string | null> {
  return (await getPlan(deps, parseSeen(seen).id))?.tenantId ?? null
}

export async function planPage(
  deps: Deps,
  planId: string,
  page: { after: string; limit: number; kind?: ChangeKind | undefined },
): Promise<ChangeRow[]> {
  const ofKind = page.kind === undefined ? undefined : eq(change.kind, page.kind)
  const rows = await database(deps.env)
    .select()
    .from(change)
    .where(and(eq(change.planId, planId), gt(change.id, page.after), ofKind))
    .orderBy(asc(change.id))
    .limit(page.limit)
  return rows.map(readChange)
}

/** How many entries of each kind plans have, whatever became of them, by plan. */
export async function planCounts(
  deps: Deps,
  planIds: readonly string[],
): Promise<ReadonlyMap<string, Partial<Record<ChangeKind, number>>>> {
  const rows = await database(deps.env)
    .select({ planId: change.planId, kind: change.kind, count: count() })
    .from(change)
    .where(among(change.planId, planIds))
    .groupBy(change.planId, change.kind)
  const byPlan = Map.groupBy(rows, ({ planId }) => planId)
  return new Map(
    [...byPlan].map(([planId, kinds]) => [
      planId,
      Object.fromEntries(kinds.map((row) => [row.kind, row.count])),
    ]),
  )
}

/**
 * Approves exactly the plan that was seen, and with it the mapping: its later plans go out by themselves. Null when it
 * does not wait any more, changed since, or is just being made. Reviews are decided one by one, never approved with the
 * rest.
 */
export async function approvePlan(
  deps: Deps,
  waiting: Pick<PlanRow, 'id' | 'mappingId'>,
  version: number,
  by: { id: string; name: string },
): Promise<number | null> {
  const now = deps.now()
  const token = crypto.randomUUID()
  const mine = `EXISTS (SELECT 1 FROM plan WHERE id = ? AND state = 'running' AND approved_by = ?)`
  const { DB } = deps.env
  // The token makes this approval's statements find their own mark and no other approval's.
  const [first, changes] = await DB.batch([
    DB.prepare(
      `UPDATE plan SET state = 'running', approved_at = ?, approved_by = ? WHERE id = ? AND state = 'waiting'
         AND version = ? AND NOT EXISTS (SELECT 1 FROM mapping WHERE id = plan.mapping_id AND stage IS NOT NULL)`,
    ).bind(now, token, waiting.id, version),
    DB.prepare(
      `UPDATE change SET state = 'approved' WHERE plan_id = ? AND state = 'proposed' AND kind <> 'review' AND ${mine}`,
    ).bind(waiting.id, waiting.id, token),
    DB.prepare(`UPDATE mapping SET approved_at = ?, approved_by = ? WHERE id = ? AND ${mine}`).bind(
      now,
      by.id,
      waiting.mappingId,
      waiting.id,
      token,
    ),
    DB.prepare(
      `UPDATE plan SET approved_by = ?1, approved_by_name = ?4,
         state = CASE WHEN EXISTS (SELECT 1 FROM change WHERE plan_id = ?2 AND state = 'approved') THEN 'running' ELSE 'done' END
       WHERE id = ?2 AND approved_by = ?3`,
    ).bind(by.id, waiting.id, token, by.name),
  ])
  return first?.meta.changes === 1 ? (changes?.meta.changes ?? 0) : null
}

/** How many changes of a plan were to be sent, whatever became of them. */
export async function countToSend(deps: Deps, planId: string): Promise<number> {
  const row = await database(deps.env)
    .select({ count: count() })
    .from(change)
    .where(and(eq(change.planId, planId), ne(change.kind, 'review'), ne(change.state, 'proposed')))
    .get()
  return row?.count ?? 0
}
