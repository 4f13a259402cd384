import type { Person } from '#shared/person.ts'
import type { Deps } from '../env.ts'
import { jsonChunks } from './json-chunks.ts'
import { storedPerson } from './person-rows.ts'
import { rolesOfPerson } from './role-rows.ts'

export interface MirroredPerson {
  person: Person
  /** When the mirror last read this person, milliseconds since 1970 */
  asOf: number
}

/** Privileged roles of a person; `asOf` null = role holders were never read, so nothing is known. */
export interface PrivilegedRoles {
  names: string[]
  asOf: number | null
}

interface Row {
  data: string
  updatedAt: number
  readAt: number | null
}

const columns = `data, updated_at AS updatedAt,
  (SELECT finished_at FROM cursor WHERE tenant_id = ?1 AND resource = 'users') AS readAt`

/** The mirrored persons of one tenant. */
export function personsOf(deps: Deps, tenantId: string) {
  const db = deps.env.DB
  return {
    async get(id: string): Promise<MirroredPerson | null> {
      const row = await db
        .prepare(`SELECT ${columns} FROM person WHERE tenant_id = ?1 AND id = ?2`)
        .bind(tenantId, id)
        .first<Row>()
      return row && mirrored(row)
    },

    /** Deleted ones included, ordered by id; read on with the last id as `after`. */
    async all(after = '', limit = 500): Promise<Person[]> {
      const { results } = await db
        .prepare('SELECT data FROM person WHERE tenant_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3')
        .bind(tenantId, after, limit)
        .all<{ data: string }>()
      return results.map(({ data }) => storedPerson(data))
    },

    /** Everyone who has this address, present persons first. */
    async byAddress(address: string): Promise<MirroredPerson[]> {
      const { results } = await db
        .prepare(
          `SELECT ${columns} FROM person WHERE tenant_id = ?1 AND id IN
             (SELECT person_id FROM person_address WHERE tenant_id = ?1 AND address = ?2)
           ORDER BY deleted_at IS NOT NULL, id`,
        )
        .bind(tenantId, address.trim().toLowerCase())
        .all<Row>()
      return results.map(mirrored)
    },

    /** Present or deleted persons by id. */
    async some(ids: readonly string[]): Promise<Person[]> {
      const found: Person[] = []
      for (const chunk of jsonChunks(ids)) {
        const { results } = await db
          .prepare('SELECT data FROM person WHERE tenant_id = ?1 AND id IN (SELECT value FROM json_each(?2))')
          .bind(tenantId, chunk)
          .all<{ data: string }>()
        found.push(...results.map(({ data }) => storedPerson(data)))
      }
      return found
    },

    /** Everyone who has one of these addresses (lower-case), but for those who are known already. */
    async sharing(addresses: readonly string[], known: ReadonlySet<string>): Promise<Person[]> {
      const ids = new Set<string>()
      for (const chunk of jsonChunks(addresses)) {
        const { results } = await db
          .prepare(
            `SELECT DISTINCT person_id AS id FROM person_address
             WHERE tenant_id = ?1 AND address IN (SELECT value FROM json_each(?2))`,
          )
          .bind(tenantId, chunk)
          .all<{ id: string }>()
        for (const { id } of results) if (!known.has(id)) ids.add(id)
      }
      return this.some([...ids])
    },

    /** The privileged roles that a person holds, alone or through groups. */
    rolesOf: (id: string): Promise<PrivilegedRoles> => rolesOfPerson(deps, tenantId, id),
  }
}

function mirrored({ data, updatedAt, readAt }: Row): MirroredPerson {
  return { person: storedPerson(data), asOf: Math.max(updatedAt, readAt ?? 0) }
}
