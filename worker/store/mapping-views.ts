import { asc, eq } from 'drizzle-orm'
import type { Mapping } from '#shared/contract.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { type MappingRow, readMapping } from './mappings.ts'
import { problemOf } from './problem.ts'
import { mapping } from './schema.ts'

/** What hangs on a mapping. */
interface Counts {
  waiting: number
  failed: number
  reviews: number
  linked: number
  inactive: number
}
const none: Counts = { waiting: 0, failed: 0, reviews: 0, linked: 0, inactive: 0 }

/** The mappings of one tenant, or of all, as the contract shows them: three statements. */
export async function mappingViews(deps: Deps, tenantId: string | null): Promise<Mapping[]> {
  const rows = await database(deps.env)
    .select()
    .from(mapping)
    .where(tenantId === null ? undefined : eq(mapping.tenantId, tenantId))
    .orderBy(asc(mapping.tenantId), asc(mapping.position), asc(mapping.id))
  const counts = await countsOf(
    deps,
    rows.map(({ id }) => id),
  )
  return rows.map(readMapping).map((row) => viewOf(row, counts.get(row.id) ?? none))
}

async function countsOf({ env: { DB } }: Deps, ids: string[]): Promise<Map<string, Counts>> {
  const mine = 'mapping_id IN (SELECT value FROM json_each(?1))'
  const read = async (text: string) =>
    (await DB.prepare(text).bind(JSON.stringify(ids)).all<{ id: string } & Partial<Counts>>()).results
  const open = await read(
    `SELECT mapping_id AS id, SUM(kind <> 'review' AND state <> 'failed') AS waiting, SUM(state = 'failed') AS failed,
       SUM(kind = 'review') AS reviews
     FROM change WHERE ${mine} AND state IN ('proposed', 'approved', 'sending', 'failed') GROUP BY mapping_id`,
  )
  const links = await read(
    `SELECT mapping_id AS id, COUNT(*) AS linked, SUM(inactive_at IS NOT NULL) AS inactive
     FROM link WHERE ${mine} GROUP BY mapping_id`,
  )
  const counts = new Map<string, Counts>()
  for (const { id, ...some } of [...open, ...links]) counts.set(id, { ...none, ...counts.get(id), ...some })
  return counts
}

const timeOf = (at: number | null) => (at === null ? null : new Date(at).toISOString())

function viewOf(row: MappingRow, counts: Counts): Mapping {
  const { id, tenantId, connectionId, organisationId, organisationName } = row
  const { rule, sync, approval, fields, leaveOut, breakerShare, madeBy } = row
  return {
    ...{ id, tenantId, connectionId, organisationId, organisationName },
    ...{ rule, sync, approval, fields, leaveOut, breakerShare, madeBy },
    ...counts,
    approved: row.approvedAt !== null,
    problem: problemOf(row),
    contactsReadAt: timeOf(row.contactsAt),
    retryAt: timeOf(row.retryAt),
  }
}
