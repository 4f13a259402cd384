import { and, eq } from 'drizzle-orm'
import type { Deps } from '../env.ts'
import { database } from './database.ts'
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
