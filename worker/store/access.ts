import { asc, desc } from 'drizzle-orm'
import type { Deps } from '../env.ts'
import { timeOrderedId } from './audit.ts'
import { database } from './database.ts'
import { accessChange, accessLimit } from './schema.ts'

export type LimitRow = typeof accessLimit.$inferSelect
export type AccessChangeRow = typeof accessChange.$inferSelect
export type Subject = Pick<LimitRow, 'subjectKind' | 'subjectId'>

export interface Limit {
  kind: LimitRow['subjectKind']
  tenantIds: string[]
}

/** The limits of a person and of these groups, in one statement; null = the groups are not known, so of all groups. */
export async function limitsOf(
  deps: Deps,
  personId: string,
  groupIds: readonly string[] | null,
): Promise<Limit[]> {
  const { results } = await deps.env.DB.prepare(
    `SELECT subject_kind AS kind, tenant_ids AS tenantIds FROM access_limit
     WHERE (subject_kind = 'person' AND subject_id = ?1)
        OR (subject_kind = 'group' AND (?2 IS NULL OR subject_id IN (SELECT value FROM json_each(?2))))`,
  )
    .bind(personId, groupIds && JSON.stringify(groupIds))
    .all<{ kind: Limit['kind']; tenantIds: string }>()
  return results.map(({ kind, tenantIds }) => ({ kind, tenantIds: JSON.parse(tenantIds) as string[] }))
}

export async function listLimits(deps: Deps): Promise<LimitRow[]> {
  return database(deps.env)
    .select()
    .from(accessLimit)
    .orderBy(asc(accessLimit.subjectKind), asc(accessLimit.subjectName), asc(accessLimit.subjectId))
}

/** Newest first. */
export async function listAccessChanges(deps: Deps, limit: number): Promise<AccessChangeRow[]> {
  return database(deps.env).select().from(accessChange).orderBy(desc(accessChange.id)).limit(limit)
}

/** The ids among these that are neither a tenant's nor in the subject's present limit. */
export async function unknownTenantIds(
  deps: Deps,
  { subjectKind, subjectId }: Subject,
  tenantIds: readonly string[],
): Promise<string[]> {
  const { results } = await deps.env.DB.prepare(
    `SELECT value AS id FROM json_each(?3)
     WHERE value NOT IN (SELECT id FROM tenant)
       AND value NOT IN (SELECT kept.value FROM access_limit, json_each(tenant_ids) AS kept
                         WHERE subject_kind = ?1 AND subject_id = ?2)`,
  )
    .bind(subjectKind, subjectId, JSON.stringify(tenantIds))
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}

type NewChange = Omit<AccessChangeRow, 'id' | 'at'>

/** Sets a limit and records it, both or neither. */
export async function storeLimit(deps: Deps, change: NewChange & { tenantIds: string[] }): Promise<LimitRow> {
  const { subjectKind, subjectId, subjectName, tenantIds, actorId, actorName } = change
  const subject = { subjectKind, subjectId }
  const values = {
    ...{ subjectName, tenantIds, changedAt: deps.now() },
    ...{ changedBy: actorId, changedByName: actorName },
  }
  const db = database(deps.env)
  await db.batch([
    db
      .insert(accessLimit)
      .values({ ...subject, ...values })
      .onConflictDoUpdate({ target: [accessLimit.subjectKind, accessLimit.subjectId], set: values }),
    db.insert(accessChange).values(recorded(deps, change)),
  ])
  return { ...subject, ...values }
}

/** Lifts a limit and records it, both or neither. False = there was none. */
export async function removeLimit(deps: Deps, change: Omit<NewChange, 'subjectName'>): Promise<boolean> {
  const { subjectKind, subjectId, actorId, actorName, requestId } = change
  const isThere = 'FROM access_limit WHERE subject_kind = ?1 AND subject_id = ?2'
  const { DB } = deps.env
  const now = deps.now()
  const [, lifted] = await DB.batch([
    DB.prepare(
      `INSERT INTO access_change (id, at, actor_id, actor_name, subject_kind, subject_id, subject_name, request_id)
       SELECT ?3, ?4, ?5, ?6, subject_kind, subject_id, subject_name, ?7 ${isThere}`,
    ).bind(subjectKind, subjectId, timeOrderedId(now), now, actorId, actorName, requestId),
    DB.prepare(`DELETE ${isThere}`).bind(subjectKind, subjectId),
  ])
  return lifted?.meta.changes === 1
}

function recorded(deps: Deps, change: NewChange): AccessChangeRow {
  const at = deps.now()
  return { ...change, id: timeOrderedId(at), at }
}
