import { and, asc, count, eq, inArray, ne, sql } from 'drizzle-orm'
import * as v from 'valibot'
import type { Mapping } from '#shared/contract.ts'
import { Rule } from '#shared/sync/filter.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { problemOf } from './problem.ts'
import { change, link, mapping } from './schema.ts'

type Row = typeof mapping.$inferSelect
export interface MappingRow extends Omit<Row, 'rule'> {
  rule: Rule
  /** The rule as it stands in the row: what a compare-and-set compares. */
  ruleText: string
}

function readRow(row: Row): MappingRow {
  return { ...row, rule: v.parse(Rule, row.rule), ruleText: JSON.stringify(row.rule) }
}

/** The mappings of a tenant in the order in which their rules are tried. */
export async function mappingsOf(deps: Deps, tenantId: string): Promise<MappingRow[]> {
  const rows = await database(deps.env)
    .select()
    .from(mapping)
    .where(eq(mapping.tenantId, tenantId))
    .orderBy(asc(mapping.position), asc(mapping.id))
  return rows.map(readRow)
}

export async function getMapping(deps: Deps, mappingId: string): Promise<MappingRow | null> {
  const row = await database(deps.env).select().from(mapping).where(eq(mapping.id, mappingId)).get()
  return row ? readRow(row) : null
}

/** Whose mapping it is; null = there is none. */
export async function tenantOfMapping(deps: Deps, mappingId: string): Promise<string | null> {
  return (await getMapping(deps, mappingId))?.tenantId ?? null
}

export async function mappingsByOrganisation(
  deps: Deps,
  connectionId: string,
  organisationId: string,
): Promise<MappingRow[]> {
  const rows = await database(deps.env)
    .select()
    .from(mapping)
    .where(and(eq(mapping.connectionId, connectionId), eq(mapping.organisationId, organisationId)))
    .orderBy(asc(mapping.position), asc(mapping.id))
  return rows.map(readRow)
}

/** The tenants whose persons may stand behind contacts of an organisation. */
export async function mappedTenantIds(
  deps: Deps,
  connectionId: string,
  organisationId: string,
): Promise<string[]> {
  const rows = await mappingsByOrganisation(deps, connectionId, organisationId)
  return [...new Set(rows.map(({ tenantId }) => tenantId))]
}

/** How many contacts are linked through a mapping. */
export async function linkCount(deps: Deps, mappingId: string): Promise<number> {
  const row = await database(deps.env)
    .select({ count: count() })
    .from(link)
    .where(eq(link.mappingId, mappingId))
    .get()
  return row?.count ?? 0
}

const inList = (ids: string[]) => sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`

/** Changes not yet in the PSA and changes it refused, by mapping. */
async function openCounts(deps: Deps, mappingIds: string[]) {
  const rows = await database(deps.env)
    .select({ mappingId: change.mappingId, state: change.state, count: count() })
    .from(change)
    .where(
      and(
        sql`${change.mappingId} IN ${inList(mappingIds)}`,
        inArray(change.state, ['proposed', 'approved', 'sending', 'failed']),
        ne(change.kind, 'review'),
      ),
    )
    .groupBy(change.mappingId, change.state)
  return (mappingId: string, failed: boolean) =>
    rows
      .filter((row) => row.mappingId === mappingId && (row.state === 'failed') === failed)
      .reduce((sum, row) => sum + row.count, 0)
}

/** The mappings of one tenant, or of all, as the contract shows them: three statements. */
export async function mappingViews(deps: Deps, tenantId: string | null): Promise<Mapping[]> {
  const rows = await database(deps.env)
    .select()
    .from(mapping)
    .where(tenantId === null ? undefined : eq(mapping.tenantId, tenantId))
    .orderBy(asc(mapping.tenantId), asc(mapping.position), asc(mapping.id))
  const ids = rows.map(({ id }) => id)
  const open = await openCounts(deps, ids)
  const links = await database(deps.env)
    .select({ mappingId: link.mappingId, count: count() })
    .from(link)
    .where(sql`${link.mappingId} IN ${inList(ids)}`)
    .groupBy(link.mappingId)
  const linked = new Map(links.map((row) => [row.mappingId, row.count]))
  return rows.map(readRow).map((row) => ({
    id: row.id,
    tenantId: row.tenantId,
    connectionId: row.connectionId,
    organisationId: row.organisationId,
    organisationName: row.organisationName,
    rule: row.rule,
    approved: row.approvedAt !== null,
    waiting: open(row.id, false),
    failed: open(row.id, true),
    linked: linked.get(row.id) ?? 0,
    problem: problemOf(row),
  }))
}
