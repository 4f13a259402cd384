import type { Review } from '#shared/contract.ts'
import type { Deps } from '../env.ts'

interface Asked {
  tenantId?: string | undefined
  mappingId?: string | undefined
  /** The tenants whose reviews may be shown. */
  within: 'all' | 'unknown' | ReadonlySet<string>
}

type Row = Review & { position: string }

/** Entries of plans that a person must decide about, by organisation and person; `position` is where to read on. */
export async function openReviews(
  { env: { DB } }: Deps,
  { tenantId, mappingId, within }: Asked,
  after: string,
  limit: number,
): Promise<{ rows: Row[]; total: number }> {
  const where = `change.kind = 'review' AND change.state = 'proposed' AND (?1 IS NULL OR change.tenant_id = ?1)
    AND (?2 IS NULL OR change.mapping_id = ?2) AND (?3 IS NULL OR change.tenant_id IN (SELECT value FROM json_each(?3)))`
  const from = 'FROM mapping JOIN change ON change.mapping_id = mapping.id'
  const tenants = within === 'all' ? null : JSON.stringify(within === 'unknown' ? [] : [...within])
  const bound = [tenantId ?? null, mappingId ?? null, tenants] as const
  const position = `change.mapping_id || ' ' || person_id`
  const { results } = await DB.prepare(
    `SELECT ${position} AS position, change.mapping_id AS mappingId, change.tenant_id AS tenantId,
       organisation_name AS organisationName, person_id AS personId, display_name AS displayName,
       user_principal_name AS userPrincipalName, contact_id AS contactId, reason, candidates
     ${from} WHERE ${where} AND ${position} > ?4 ORDER BY position LIMIT ?5`,
  )
    .bind(...bound, after, limit)
    .all<Row & { candidates: string | null }>()
  const total = await DB.prepare(`SELECT COUNT(*) AS n ${from} WHERE ${where}`)
    .bind(...bound)
    .first<{ n: number }>()
  const rows = results.map((row) => ({ ...row, candidates: JSON.parse((row.candidates as never) ?? '[]') }))
  return { rows, total: total?.n ?? 0 }
}
