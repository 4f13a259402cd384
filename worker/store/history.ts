import type { HistoryEntry } from '#shared/contract.ts'
import type { Deps } from '../env.ts'

export interface HistoryAsked {
  tenantId?: string | undefined
  mappingId?: string | undefined
  contactId?: string | undefined
  personId?: string | undefined
  kind?: string | undefined
  state?: string | undefined
  within: 'all' | 'unknown' | ReadonlySet<string>
}

interface Row extends Omit<HistoryEntry, 'at' | 'fields' | 'undo'> {
  doneAt: number
  fields: string
  undoes: string | null
}

/** What became of changes, newest first. `after` is the `position` of the last entry read. */
export async function historyOf(
  { env: { DB } }: Deps,
  asked: HistoryAsked,
  after: { at: number; id: string } | null,
  limit: number,
): Promise<HistoryEntry[]> {
  const { within } = asked
  const tenants = within === 'all' ? null : JSON.stringify(within === 'unknown' ? [] : [...within])
  const { results } = await DB.prepare(
    `SELECT change.id AS id, done_at AS doneAt, change.mapping_id AS mappingId, change.tenant_id AS tenantId,
       COALESCE(organisation_name, '') AS organisationName, plan_id AS planId, kind, person_id AS personId,
       display_name AS displayName, user_principal_name AS userPrincipalName, contact_id AS contactId,
       change.fields AS fields, reason, change.state AS state, problem, plan.approved_by_name AS "by", undoes
     FROM change JOIN plan ON plan.id = change.plan_id LEFT JOIN mapping ON mapping.id = change.mapping_id
     WHERE done_at IS NOT NULL AND (?1 IS NULL OR change.tenant_id = ?1) AND (?2 IS NULL OR change.mapping_id = ?2)
       AND (?3 IS NULL OR contact_id = ?3) AND (?4 IS NULL OR kind = ?4) AND (?5 IS NULL OR change.state = ?5)
       AND (?6 IS NULL OR change.tenant_id IN (SELECT value FROM json_each(?6)))
       AND (?7 IS NULL OR done_at < ?7 OR (done_at = ?7 AND change.id < ?8)) AND (?10 IS NULL OR person_id = ?10)
     ORDER BY done_at DESC, change.id DESC LIMIT ?9`,
  )
    .bind(
      asked.tenantId ?? null,
      asked.mappingId ?? null,
      asked.contactId ?? null,
      asked.kind ?? null,
      asked.state ?? null,
      tenants,
      after?.at ?? null,
      after?.id ?? null,
      limit,
      asked.personId ?? null,
    )
    .all<Row>()
  return results.map(({ doneAt, fields, undoes, ...row }) => ({
    ...row,
    at: new Date(doneAt).toISOString(),
    fields: JSON.parse(fields) as HistoryEntry['fields'],
    undo: undoes !== null,
  }))
}
