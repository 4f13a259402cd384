import { and, eq } from 'drizzle-orm'
import type { Written } from '#shared/sync/contact-fields.ts'
import type { Link } from '#shared/sync/plan.ts'
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
  organisationId: string
  organisationName: string | null
}
const columns = `link.tenant_id AS tenantId, person_id AS personId, contact_id AS contactId, written,
  link.organisation_id AS organisationId, organisation_name AS organisationName
  FROM link LEFT JOIN mapping ON mapping.id = link.mapping_id`

/** All links of a tenant in a PSA account, and all links of these contacts of an organisation, whosever they are. */
export async function linksFor(
  deps: Deps,
  mapping: { tenantId: string; connectionId: string; organisationId: string },
  contactIds: readonly string[],
): Promise<Link[]> {
  const { tenantId, connectionId } = mapping
  const { DB } = deps.env
  const found = new Map<string, Link>()
  const own = DB.prepare(`SELECT ${columns} WHERE link.tenant_id = ? AND link.connection_id = ?`)
  const ofContacts = DB.prepare(
    `SELECT ${columns} WHERE link.connection_id = ? AND contact_id IN (SELECT value FROM json_each(?))`,
  )
  const reads = [
    own.bind(tenantId, connectionId),
    ...jsonChunks(contactIds).map((ids) => ofContacts.bind(connectionId, ids)),
  ]
  for (const read of reads) {
    const { results } = await read.all<Row>()
    for (const row of results) found.set(row.contactId, asLink(row, mapping.organisationId))
  }
  return [...found.values()]
}

function asLink({ organisationId, organisationName, written, ...row }: Row, here: string): Link {
  const link = { ...row, written: JSON.parse(written) as Written }
  return organisationId === here ? link : { ...link, elsewhere: organisationName }
}
