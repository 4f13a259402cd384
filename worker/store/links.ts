import { and, eq } from 'drizzle-orm'
import type { Written } from '#shared/sync/contact-fields.ts'
import type { Link } from '#shared/sync/plan.ts'
import type { SyncState } from '#shared/sync/settings.ts'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
import { jsonChunks } from './json-chunks.ts'
import { link } from './schema.ts'

/** Whom a contact stands for. */
export async function personLinkedTo(
  deps: Deps,
  connectionId: string,
  contactId: string,
): Promise<{ tenantId: string; personId: string } | null> {
  const row = await database(deps.env)
    .select({ tenantId: link.tenantId, personId: link.personId })
    .from(link)
    .where(and(eq(link.connectionId, connectionId), eq(link.contactId, contactId)))
    .get()
  return row ?? null
}

interface Row {
  tenantId: string
  personId: string
  contactId: string
  written: string
  inactiveAt: number | null
  mappingId: string
  organisationName: string | null
  sync: SyncState | null
}
const select = `SELECT link.tenant_id AS tenantId, person_id AS personId, contact_id AS contactId, written,
  inactive_at AS inactiveAt, link.mapping_id AS mappingId, organisation_name AS organisationName, sync
  FROM link LEFT JOIN mapping ON mapping.id = link.mapping_id`

/** The links of one PSA account as a mapping sees them: those of its tenant, and those of its contacts, whosever. */
export function linksOf(
  { env: { DB } }: Deps,
  mapping: { id: string; tenantId: string; connectionId: string },
) {
  const { tenantId, connectionId } = mapping
  const asLink = ({ organisationName, sync, mappingId, inactiveAt, written, ...row }: Row): Link => ({
    ...row,
    written: JSON.parse(written) as Written,
    active: inactiveAt === null,
    ...(mappingId === mapping.id ? {} : { elsewhere: { organisationName, sync: sync ?? 'on' } }),
  })
  const read = async (statement: D1PreparedStatement) => (await statement.all<Row>()).results.map(asLink)
  const among = async (text: string, values: readonly string[], ...bound: string[]) => {
    const found: Link[] = []
    for (const chunk of jsonChunks(values))
      found.push(...(await read(DB.prepare(text).bind(...bound, chunk))))
    return found
  }
  return {
    /** Of the tenant's persons whose id is after `after`, up to and with `upTo`. */
    between: (after: string, upTo: string) =>
      read(
        DB.prepare(
          `${select} WHERE link.tenant_id = ?1 AND person_id > ?3 AND person_id <= ?4 AND link.connection_id = ?2`,
        ).bind(tenantId, connectionId, after, upTo),
      ),
    ofPersons: (ids: readonly string[]) =>
      among(
        `${select} WHERE link.tenant_id = ?1 AND link.connection_id = ?2 AND person_id IN (SELECT value FROM json_each(?3))`,
        ids,
        tenantId,
        connectionId,
      ),
    ofContacts: (ids: readonly string[]) =>
      among(
        `${select} WHERE link.connection_id = ?1 AND contact_id IN (SELECT value FROM json_each(?2))`,
        ids,
        connectionId,
      ),
  }
}

/** Links of a mapping whose contacts are active as far as we know. */
export async function countActiveLinks({ env: { DB } }: Deps, mappingId: string): Promise<number> {
  const row = await DB.prepare('SELECT COUNT(*) AS n FROM link WHERE mapping_id = ?1 AND inactive_at IS NULL')
    .bind(mappingId)
    .first<{ n: number }>()
  return row?.n ?? 0
}
