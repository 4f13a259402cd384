import { and, eq, sql } from 'drizzle-orm'
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

const columns = {
  tenantId: link.tenantId,
  personId: link.personId,
  contactId: link.contactId,
  written: link.written,
}
const asLink = (row: { tenantId: string; personId: string; contactId: string; written: unknown }): Link => ({
  ...row,
  written: row.written as Written,
})

/** All links of a tenant in a PSA account, and all links of these contacts, whosever they are. */
export async function linksFor(
  deps: Deps,
  tenantId: string,
  connectionId: string,
  contactIds: readonly string[],
): Promise<Link[]> {
  const db = database(deps.env)
  const own = await db
    .select(columns)
    .from(link)
    .where(and(eq(link.tenantId, tenantId), eq(link.connectionId, connectionId)))
  const found = new Map(own.map((row) => [row.contactId, asLink(row)]))
  for (const ids of jsonChunks(contactIds)) {
    const rows = await db
      .select(columns)
      .from(link)
      .where(
        and(
          eq(link.connectionId, connectionId),
          sql`${link.contactId} IN (SELECT value FROM json_each(${ids}))`,
        ),
      )
    for (const row of rows) found.set(row.contactId, asLink(row))
  }
  return [...found.values()]
}
