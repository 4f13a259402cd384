import type { Deps } from '../env.ts'
import { holds, type Prepare } from './fence.ts'

/** Ids seen on a page of a full round: one small row a page instead of a stamp on every person. */
export function keepRoundPage(prepare: Prepare, round: string, ids: readonly string[]): D1PreparedStatement {
  return prepare(
    `INSERT INTO round_page (tenant_id, resource, round, page, ids)
     SELECT ?1, ?3, ?5, COALESCE((SELECT MAX(page) + 1 FROM round_page
       WHERE tenant_id = ?1 AND resource = ?3 AND round = ?5), 0), ?6
     WHERE ${holds}`,
    round,
    JSON.stringify(ids),
  )
}

/** Drops what rounds have kept. */
export function dropRoundPages(prepare: Prepare): D1PreparedStatement {
  return prepare(`DELETE FROM round_page WHERE tenant_id = ?1 AND resource = ?3 AND ${holds}`)
}

/** Present persons that a complete round did not see, by id; each is to be confirmed before anything is said of it. */
export async function personsMissing(
  deps: Deps,
  tenantId: string,
  resource: string,
  round: string,
  limit: number,
): Promise<string[]> {
  const { results } = await deps.env.DB.prepare(
    `SELECT id FROM person WHERE tenant_id = ?1 AND deleted_at IS NULL AND id NOT IN (
       SELECT seen.value FROM round_page, json_each(round_page.ids) AS seen
       WHERE round_page.tenant_id = ?1 AND round_page.resource = ?2 AND round_page.round = ?3)
     ORDER BY id LIMIT ?4`,
  )
    .bind(tenantId, resource, round, limit)
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}
