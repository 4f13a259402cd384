import type { Deps } from '../env.ts'
import { holds, type Prepare } from './fence.ts'

/** Microsoft's userPurpose; none = no mailbox, unknown = this mailbox may not be read. */
export const mailboxKinds = [
  'user',
  'linked',
  'shared',
  'room',
  'equipment',
  'others',
  'none',
  'unknown',
] as const
export type MailboxKind = (typeof mailboxKinds)[number]

export interface MailboxFacts {
  personId: string
  kind: MailboxKind
  /** Milliseconds since 1970 */
  readAt: number
}

const dayMs = 24 * 3_600_000
/** A room stays a room; anything else may become something else. */
const keptMs = { settled: 30 * dayMs, other: 7 * dayMs }

/** Who may have a mailbox that is nobody's: without licence, disabled, or the account of a device. */
const isCandidate = `p.tenant_id = ?1 AND p.deleted_at IS NULL AND p.mail IS NOT NULL
  AND p.data->>'userType' = 'Member'
  AND (p.data->>'accountEnabled' = 0 OR json_array_length(p.data, '$.skuIds') = 0
    OR p.data->>'isResourceAccount' = 1)`

/** Candidates whose kind is not known or was read too long ago, those never read first. */
export async function mailboxesToRead(deps: Deps, tenantId: string, most: number): Promise<string[]> {
  const now = deps.now()
  const { results } = await deps.env.DB.prepare(
    `SELECT p.id AS id FROM person p LEFT JOIN mailbox m ON m.tenant_id = p.tenant_id AND m.person_id = p.id
     WHERE ${isCandidate} AND (m.read_at IS NULL
       OR m.read_at <= CASE WHEN m.kind IN ('shared', 'room', 'equipment') THEN ?2 ELSE ?3 END)
     ORDER BY m.read_at, p.id LIMIT ?4`,
  )
    .bind(tenantId, now - keptMs.settled, now - keptMs.other, most)
    .all<{ id: string }>()
  return results.map(({ id }) => id)
}

/** Adds what was read; who is no candidate any more is forgotten: a licensed mailbox is somebody's. */
export function writeMailboxes(prepare: Prepare, rows: MailboxFacts[]): D1PreparedStatement[] {
  return [
    prepare(
      `INSERT INTO mailbox (tenant_id, person_id, kind, read_at)
       SELECT ?1, value->>'personId', value->>'kind', value->>'readAt' FROM json_each(?5) WHERE ${holds}
       ON CONFLICT (tenant_id, person_id) DO UPDATE SET kind = excluded.kind, read_at = excluded.read_at`,
      JSON.stringify(rows),
    ),
    prepare(
      `DELETE FROM mailbox WHERE tenant_id = ?1
         AND NOT EXISTS (SELECT 1 FROM person p WHERE p.id = mailbox.person_id AND ${isCandidate})
         AND ${holds}`,
    ),
  ]
}

/** What is known of mailboxes, by person; who is absent was not asked for, or could not be read. */
export async function mailboxKindsOf(
  deps: Deps,
  tenantId: string,
): Promise<Map<string, Exclude<MailboxKind, 'unknown'>>> {
  const { results } = await deps.env.DB.prepare(
    `SELECT person_id AS personId, kind FROM mailbox WHERE tenant_id = ?1 AND kind <> 'unknown'`,
  )
    .bind(tenantId)
    .all<{ personId: string; kind: Exclude<MailboxKind, 'unknown'> }>()
  return new Map(results.map(({ personId, kind }) => [personId, kind]))
}
