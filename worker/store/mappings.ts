import { and, asc, count, eq } from 'drizzle-orm'
import * as v from 'valibot'
import { Rule } from '#shared/sync/filter.ts'
import { FieldPolicies, LeaveOut } from '#shared/sync/settings.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { link, mapping } from './schema.ts'

type Row = typeof mapping.$inferSelect
export interface MappingRow extends Omit<Row, 'rule' | 'fields' | 'leaveOut'> {
  rule: Rule
  fields: FieldPolicies
  leaveOut: LeaveOut
  /** The rule as it stands in the row: what a compare-and-set compares. */
  ruleText: string
}

export function readMapping(row: Row): MappingRow {
  return {
    ...row,
    rule: v.parse(Rule, row.rule),
    fields: v.parse(FieldPolicies, row.fields ?? {}),
    leaveOut: v.parse(LeaveOut, row.leaveOut ?? {}),
    ruleText: JSON.stringify(row.rule),
  }
}

/** The mappings of a tenant in the order in which their rules are tried. */
export async function mappingsOf(deps: Deps, tenantId: string): Promise<MappingRow[]> {
  const rows = await database(deps.env)
    .select()
    .from(mapping)
    .where(eq(mapping.tenantId, tenantId))
    .orderBy(asc(mapping.position), asc(mapping.id))
  return rows.map(readMapping)
}

export async function getMapping(deps: Deps, mappingId: string): Promise<MappingRow | null> {
  const row = await database(deps.env).select().from(mapping).where(eq(mapping.id, mappingId)).get()
  return row ? readMapping(row) : null
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
  return rows.map(readMapping)
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
