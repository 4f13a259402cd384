import type { Decision } from '#shared/sync/plan.ts'
import type { Deps } from '../env.ts'
import { jsonChunks } from './json-chunks.ts'

interface Key {
  tenantId: string
  personId: string
  connectionId: string
}

interface Row {
  personId: string
  choice: Decision['choice']
  contactId: string | null
  decidedAt: number
  byName: string
}

/** What people decided about these persons of a tenant, for one PSA account; by person id. */
export async function decisionsOf(
  { env: { DB } }: Deps,
  { tenantId, connectionId }: { tenantId: string; connectionId: string },
  personIds: readonly string[],
): Promise<Map<string, Decision>> {
  const found = new Map<string, Decision>()
  for (const chunk of jsonChunks(personIds)) {
    const { results } = await DB.prepare(
      `SELECT person_id AS personId, choice, contact_id AS contactId, decided_at AS decidedAt, decided_by_name AS byName
       FROM decision WHERE tenant_id = ?1 AND person_id IN (SELECT value FROM json_each(?3)) AND connection_id = ?2`,
    )
      .bind(tenantId, connectionId, chunk)
      .all<Row>()
    for (const { personId, choice, contactId, decidedAt, byName } of results) {
      const by = `${byName} on ${new Date(decidedAt).toISOString().slice(0, 10)}`
      found.set(personId, { choice, contactId, by })
    }
  }
  return found
}

/** Persons of a tenant for whom one of these contacts was chosen. */
export async function choosersOf(
  { env: { DB } }: Deps,
  { tenantId, connectionId }: { tenantId: string; connectionId: string },
  contactIds: readonly string[],
): Promise<string[]> {
  const found = new Set<string>()
  for (const chunk of jsonChunks(contactIds)) {
    const { results } = await DB.prepare(
      `SELECT person_id AS id FROM decision WHERE tenant_id = ?1 AND connection_id = ?2
         AND contact_id IN (SELECT value FROM json_each(?3))`,
    )
      .bind(tenantId, connectionId, chunk)
      .all<{ id: string }>()
    for (const { id } of results) found.add(id)
  }
  return [...found]
}

/** Holds from now on; a decision of before is replaced. */
export async function decide(
  { env: { DB }, now }: Deps,
  { tenantId, personId, connectionId }: Key,
  { choice, contactId }: Pick<Decision, 'choice' | 'contactId'>,
  by: { id: string; name: string },
): Promise<void> {
  await DB.prepare(
    `INSERT INTO decision (tenant_id, person_id, connection_id, choice, contact_id, decided_at, decided_by, decided_by_name)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
     ON CONFLICT DO UPDATE SET choice = excluded.choice, contact_id = excluded.contact_id,
       decided_at = excluded.decided_at, decided_by = excluded.decided_by, decided_by_name = excluded.decided_by_name`,
  )
    .bind(tenantId, personId, connectionId, choice, contactId, now(), by.id, by.name)
    .run()
}

export async function undecide({ env: { DB } }: Deps, key: Key): Promise<void> {
  await DB.prepare('DELETE FROM decision WHERE tenant_id = ?1 AND person_id = ?2 AND connection_id = ?3')
    .bind(key.tenantId, key.personId, key.connectionId)
    .run()
}
