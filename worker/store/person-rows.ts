import { addressesOf, type Person } from '#shared/person.ts'
import type { Deps } from '../env.ts'
import { holds, type Prepare } from './fence.ts'
import { jsonChunks } from './json-chunks.ts'
import { newSearchId, writeSearch } from './search-rows.ts'

export interface PersonRow {
  person: Person
  hash: string
}
/** A row as it is in the mirror. */
export interface KnownPersonRow extends PersonRow {
  /** Null where it was never put into the search index */
  searchId: number | null
}
/** What a page changes: rows to write (only those whose hash differs) and rows to remove. */
export interface PersonChanges {
  before: ReadonlyMap<string, KnownPersonRow>
  write: readonly PersonRow[]
  remove: readonly string[]
}

/** What rows of an older version lack. */
const later = {
  streetAddress: null,
  city: null,
  state: null,
  postalCode: null,
  country: null,
  isResourceAccount: false,
}

/** A person as a row holds it. */
export function storedPerson(data: string): Person {
  return Object.assign({ ...later, licences: [] }, JSON.parse(data) as Person)
}

/** The rows of these persons, by id, as they are: what is not in a row is not in its person. */
export async function readPersonRows(
  deps: Deps,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, KnownPersonRow>> {
  const { results } = await deps.env.DB.prepare(
    'SELECT data, hash, search_id AS searchId FROM person WHERE tenant_id = ?1 AND id IN (SELECT value FROM json_each(?2))',
  )
    .bind(tenantId, JSON.stringify(ids))
    .all<{ data: string; hash: string; searchId: number | null }>()
  const rows = results.map(({ data, ...row }) => ({ person: JSON.parse(data) as Person, ...row }))
  return new Map(rows.map((row) => [row.person.id, row]))
}

/**
 * The statements that bring the mirror to what a page says, addresses and search index included. Nothing changed: no
 * statement.
 */
export function writePersons(prepare: Prepare, changes: PersonChanges, now: number): D1PreparedStatement[] {
  const { before, remove } = changes
  const { gone, fresh } = addressChanges(changes)
  const write = changes.write.map((row) => ({
    ...row,
    searchId: before.get(row.person.id)?.searchId ?? newSearchId(),
  }))
  return [
    ...jsonChunks(write.map(columnsOf)).map((json) => upsertPersons(prepare, json, now)),
    ...writeSearch(prepare, { before, write }),
    ...jsonChunks(remove).map((json) => removePersons(prepare, json)),
    ...jsonChunks(gone).map((json) => removeAddresses(prepare, json)),
    ...jsonChunks(fresh).map((json) => addAddresses(prepare, json)),
  ]
}

function columnsOf({ person, hash, searchId }: PersonRow & { searchId: number }) {
  return {
    id: person.id,
    name: person.displayName,
    upn: person.userPrincipalName,
    mail: person.mail,
    data: JSON.stringify(person),
    hash,
    searchId,
    deleted: person.deletedAt === null ? null : Date.parse(person.deletedAt),
  }
}

function upsertPersons(prepare: Prepare, json: string, now: number): D1PreparedStatement {
  return prepare(
    `INSERT INTO person (tenant_id, id, display_name, user_principal_name, mail, data, hash, deleted_at, updated_at,
       search_id)
     SELECT ?1, value->>'id', value->>'name', value->>'upn', value->>'mail', value->>'data', value->>'hash',
       value->>'deleted', ?6, value->>'searchId'
     FROM json_each(?5) WHERE ${holds}
     ON CONFLICT (tenant_id, id) DO UPDATE SET display_name = excluded.display_name,
       user_principal_name = excluded.user_principal_name, mail = excluded.mail, data = excluded.data,
       hash = excluded.hash, deleted_at = excluded.deleted_at, updated_at = excluded.updated_at,
       search_id = excluded.search_id
     WHERE hash IS NOT excluded.hash`,
    json,
    now,
  )
}

/** Says that a person was read just now, changed or not. */
export function stampPerson(prepare: Prepare, id: string, now: number): D1PreparedStatement {
  return prepare(`UPDATE person SET updated_at = ?6 WHERE tenant_id = ?1 AND id = ?5 AND ${holds}`, id, now)
}

function removePersons(prepare: Prepare, json: string): D1PreparedStatement {
  return prepare(
    `DELETE FROM person WHERE tenant_id = ?1 AND id IN (SELECT value FROM json_each(?5)) AND ${holds}`,
    json,
  )
}

/** Restorable for so long; Microsoft forgets them then, and so does the mirror. */
const keptDeletedMs = 30 * 24 * 3_600_000

/** Forgets persons who were deleted longer ago than they can be restored. */
export function purgePersons(prepare: Prepare, now: number): D1PreparedStatement[] {
  const before = now - keptDeletedMs
  return [
    prepare(
      `DELETE FROM person_address WHERE tenant_id = ?1 AND person_id IN
         (SELECT id FROM person WHERE tenant_id = ?1 AND deleted_at <= ?5) AND ${holds}`,
      before,
    ),
    prepare(`DELETE FROM person WHERE tenant_id = ?1 AND deleted_at <= ?5 AND ${holds}`, before),
  ]
}

type Pair = [address: string, personId: string]

function addressChanges({ before, write, remove }: PersonChanges): { gone: Pair[]; fresh: Pair[] } {
  const gone: Pair[] = []
  const fresh: Pair[] = []
  for (const { person } of write) {
    const old = before.get(person.id)
    const had = new Set(old ? addressesOf(old.person) : [])
    const has = new Set(addressesOf(person))
    for (const address of had) if (!has.has(address)) gone.push([address, person.id])
    for (const address of has) if (!had.has(address)) fresh.push([address, person.id])
  }
  for (const id of remove) {
    const old = before.get(id)
    if (old) gone.push(...addressesOf(old.person).map((address): Pair => [address, id]))
  }
  return { gone, fresh }
}

function removeAddresses(prepare: Prepare, json: string): D1PreparedStatement {
  return prepare(
    `DELETE FROM person_address WHERE tenant_id = ?1
       AND (address, person_id) IN (SELECT value->>0, value->>1 FROM json_each(?5)) AND ${holds}`,
    json,
  )
}

function addAddresses(prepare: Prepare, json: string): D1PreparedStatement {
  return prepare(
    `INSERT INTO person_address (tenant_id, address, person_id)
     SELECT ?1, value->>0, value->>1 FROM json_each(?5) WHERE ${holds} ON CONFLICT DO NOTHING`,
    json,
  )
}
