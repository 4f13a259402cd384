import type { Deps } from '../env.ts'
import { holds, type Prepare } from './fence.ts'
import { jsonChunks } from './json-chunks.ts'

export interface FieldChange {
  field: string
  old: string | null
  new: string | null
}

/** One record of what a reading found about a person; `at` in milliseconds since 1970. */
export interface PersonChange {
  /** Time-ordered */
  id: string
  at: number
  personId: string
  displayName: string
  kind: 'added' | 'changed' | 'removed' | 'restored'
  fields: FieldChange[]
}

const keptMs = 90 * 24 * 3_600_000
/** Removed at a tick at most; the rest goes at the next ones. */
const mostAtOnce = 5_000

/** The statements that record changes beside the rows that change. */
export function recordChanges(prepare: Prepare, changes: readonly PersonChange[]): D1PreparedStatement[] {
  return jsonChunks(changes.map(({ fields, ...row }) => ({ ...row, fields: JSON.stringify(fields) }))).map(
    (json) =>
      prepare(
        `INSERT INTO person_change (tenant_id, id, at, person_id, display_name, kind, fields)
         SELECT ?1, value->>'id', value->>'at', value->>'personId', value->>'displayName', value->>'kind',
           value->>'fields'
         FROM json_each(?5) WHERE ${holds}`,
        json,
      ),
  )
}

/** Newest first; `after` = id of the last one of the page before. */
export async function listChanges(
  deps: Deps,
  tenantId: string,
  after: string | undefined,
  limit: number,
): Promise<PersonChange[]> {
  const { results } = await deps.env.DB.prepare(
    `SELECT id, at, person_id AS personId, display_name AS displayName, kind, fields FROM person_change
     WHERE tenant_id = ?1 AND (?2 IS NULL OR id < ?2) ORDER BY id DESC LIMIT ?3`,
  )
    .bind(tenantId, after ?? null, limit)
    .all<Omit<PersonChange, 'fields'> & { fields: string }>()
  return results.map((row) => ({ ...row, fields: JSON.parse(row.fields) as FieldChange[] }))
}

/** Forgets what is older than 90 days: a look at the oldest end of each tenant's records. */
export async function purgeChanges(deps: Deps): Promise<void> {
  const oldest = (deps.now() - keptMs).toString(16).padStart(12, '0')
  await deps.env.DB.prepare(
    `DELETE FROM person_change WHERE (tenant_id, id) IN (
       SELECT old.tenant_id, old.id FROM tenant CROSS JOIN person_change AS old
         ON old.tenant_id = tenant.id AND old.id < ?1 LIMIT ?2)`,
  )
    .bind(`${oldest.slice(0, 8)}-${oldest.slice(8)}`, mostAtOnce)
    .run()
}
