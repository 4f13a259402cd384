import type { Contact } from '#shared/psa/contact.ts'
import { emailOf } from '#shared/psa/contact.ts'
import type { FieldRules } from '#shared/sync/contact-fields.ts'
import { addressKey } from '#shared/sync/match.ts'
import type { Deps } from '../env.ts'
import { jsonChunks } from './json-chunks.ts'
import { heldBy, type Lease } from './mapping-lease.ts'

/** Whose contacts: those of the organisation of a mapping. */
export interface ContactOwner {
  id: string
  tenantId: string
}

const select = 'SELECT data FROM contact WHERE mapping_id = ?1'
/** Named, because SQLite would rather walk through all contacts of the mapping. */
const byEmail = 'SELECT data FROM contact INDEXED BY contact_email WHERE mapping_id = ?1'
const rowOf = ({ data }: { data: string }) => JSON.parse(data) as Contact

/** The organisation's contacts as they were last read or written. */
export function contactsOf({ env: { DB } }: Deps, mappingId: string) {
  async function among(column: 'contact_id' | 'email_key', values: readonly string[]): Promise<Contact[]> {
    const found: Contact[] = []
    const from = column === 'email_key' ? byEmail : select
    for (const chunk of jsonChunks(values)) {
      const { results } = await DB.prepare(`${from} AND ${column} IN (SELECT value FROM json_each(?2))`)
        .bind(mappingId, chunk)
        .all<{ data: string }>()
      found.push(...results.map(rowOf))
    }
    return found
  }
  return {
    byIds: (ids: readonly string[]) => among('contact_id', ids),
    /** By addresses in the form in which they are compared. */
    byKeys: (keys: readonly string[]) => among('email_key', keys),
    async get(contactId: string): Promise<Contact | null> {
      const row = await DB.prepare(`${select} AND contact_id = ?2`)
        .bind(mappingId, contactId)
        .first<{ data: string }>()
      return row && rowOf(row)
    },
  }
}

/** Keeps contacts as they are now; one that is the same already is not written. Statements for a fenced batch. */
export function keepContacts(
  { env: { DB } }: Deps,
  lease: Lease,
  owner: ContactOwner,
  rules: Pick<FieldRules, 'normal'>,
  contacts: readonly Contact[],
): D1PreparedStatement[] {
  const rows = contacts.map((contact) => {
    const { id, organisationId, active, values } = contact
    const data = JSON.stringify({ id, organisationId, active, values })
    return { id, key: addressKey(rules, emailOf(contact)), data }
  })
  return jsonChunks(rows).map((json) =>
    DB.prepare(
      `INSERT INTO contact (mapping_id, contact_id, tenant_id, email_key, data)
       SELECT ?, value->>'id', ?, value->>'key', value->>'data' FROM json_each(?) WHERE ${heldBy}
       ON CONFLICT (mapping_id, contact_id) DO UPDATE SET email_key = excluded.email_key, data = excluded.data
         WHERE contact.data IS NOT excluded.data`,
    ).bind(owner.id, owner.tenantId, json, lease.mappingId, lease.token),
  )
}

/** A contact that is not in the organisation any more. */
export function dropContact(
  { env: { DB } }: Deps,
  mappingId: string,
  contactId: string,
): D1PreparedStatement {
  return DB.prepare('DELETE FROM contact WHERE mapping_id = ? AND contact_id = ?').bind(mappingId, contactId)
}

const resourceOf = (mappingId: string) => `contacts:${mappingId}`

/** The ids of one page of a complete reading; the sweep at its end compares with them. */
export function keepSeen(
  { env: { DB } }: Deps,
  lease: Lease,
  owner: ContactOwner,
  page: { round: string; number: number; ids: readonly string[] },
): D1PreparedStatement {
  return DB.prepare(
    `INSERT INTO round_page (tenant_id, resource, round, page, ids) SELECT ?, ?, ?, ?, ? WHERE ${heldBy}
     ON CONFLICT DO UPDATE SET ids = excluded.ids`,
  ).bind(
    owner.tenantId,
    resourceOf(owner.id),
    page.round,
    page.number,
    JSON.stringify(page.ids),
    lease.mappingId,
    lease.token,
  )
}

/** After the last page: forgets what the reading did not show. Statements for a fenced batch. */
export function sweepContacts(
  { env: { DB } }: Deps,
  lease: Lease,
  owner: ContactOwner,
  round: string,
): D1PreparedStatement[] {
  const fence = [lease.mappingId, lease.token]
  const place = [owner.tenantId, resourceOf(owner.id)]
  return [
    DB.prepare(
      `DELETE FROM contact WHERE mapping_id = ? AND contact_id NOT IN (
         SELECT seen.value FROM round_page, json_each(round_page.ids) AS seen
         WHERE tenant_id = ? AND resource = ? AND round = ?) AND ${heldBy}`,
    ).bind(owner.id, ...place, round, ...fence),
    DB.prepare(`DELETE FROM round_page WHERE tenant_id = ? AND resource = ? AND ${heldBy}`).bind(
      ...place,
      ...fence,
    ),
  ]
}
