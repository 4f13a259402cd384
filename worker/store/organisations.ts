import { eq } from 'drizzle-orm'
import type { SuggestOrganisation, SuggestTenant } from '#shared/sync/suggest.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { mapping, organisation } from './schema.ts'
import { listTenants, type TenantRow } from './tenants.ts'

/** How the domain of an organisation's own address stands among those of its contacts. */
export const ownDomain = (domain: string): string => `@${domain}`

/** What is mapped: tenants through any PSA account, organisations of this one. */
export async function mappedIn(
  deps: Deps,
  connectionId: string,
): Promise<{ tenantIds: Set<string>; organisationIds: Set<string> }> {
  const rows = await database(deps.env)
    .select({ tenantId: mapping.tenantId, connectionId: mapping.connectionId, id: mapping.organisationId })
    .from(mapping)
  return {
    tenantIds: new Set(rows.map(({ tenantId }) => tenantId)),
    organisationIds: new Set(rows.filter((row) => row.connectionId === connectionId).map(({ id }) => id)),
  }
}

/** What suggestions for a PSA account are made of: every tenant that can be mapped, every organisation as last read. */
export async function surveyed(
  deps: Deps,
  connectionId: string,
): Promise<{ tenants: SuggestTenant[]; organisations: SuggestOrganisation[] }> {
  const [rows, mapped, tenants] = await Promise.all([
    database(deps.env).select().from(organisation).where(eq(organisation.connectionId, connectionId)),
    mappedIn(deps, connectionId),
    listTenants(deps),
  ])
  return {
    tenants: tenants
      .filter(isMappable)
      .map(({ id, name, domains }) => ({ id, name, domains, mapped: mapped.tenantIds.has(id) })),
    organisations: rows.map((row) => ({
      id: row.organisationId,
      name: row.name,
      tenantId: row.knownTenantId,
      ...domainsOf(row.domains),
      mapped: mapped.organisationIds.has(row.organisationId),
    })),
  }
}

/** Names of an account's organisations, as last read, and those that were mapped since. Mapped ones come last. */
export async function namedOrganisations(
  { env: { DB } }: Deps,
  connectionId: string,
): Promise<{ organisationName: string; mapped: boolean }[]> {
  const { results } = await DB.prepare(
    `SELECT name AS organisationName, 0 AS mapped FROM organisation WHERE connection_id = ?1 AND organisation_id NOT IN (
       SELECT organisation_id FROM mapping WHERE connection_id = ?1)
     UNION ALL SELECT organisation_name, 1 FROM mapping WHERE connection_id = ?1`,
  )
    .bind(connectionId)
    .all<{ organisationName: string; mapped: number }>()
  return results.map(({ organisationName, mapped }) => ({ organisationName, mapped: mapped === 1 }))
}

/** One whose consent still spreads is known by its id alone. */
export const isMappable = ({ state, disconnectedAt }: TenantRow): boolean =>
  state !== 'pending' && disconnectedAt === null

function domainsOf(
  domains: Record<string, number>,
): Pick<SuggestOrganisation, 'ownDomains' | 'contactDomains'> {
  const entries = Object.entries(domains)
  const isOwn = ([key]: [string, number]) => key.startsWith(ownDomain(''))
  return {
    ownDomains: entries.filter(isOwn).map(([key]) => key.slice(1)),
    contactDomains: Object.fromEntries(entries.filter((entry) => !isOwn(entry))),
  }
}
