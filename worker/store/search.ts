import type { Person } from '#shared/person.ts'
import type { Deps } from '../env.ts'
import { storedPerson } from './person-rows.ts'
import { expressionsFor } from './search-query.ts'

export interface Found {
  person: Person
  tenantName: string
  /** Which question found the person: those of a later one fit less */
  tier: number
}

interface Search {
  text: string
  /** The tenants that may be seen; null = all */
  within: readonly string[] | null
  /** Whose persons come first */
  first: readonly string[]
  most: number
}

/**
 * Persons by name, address or phone number, the best first, of one tier in the order of names. However many fit, no
 * more rows are read than are given: the index is asked for one tier after the other until there are enough.
 */
export async function searchPersons(deps: Deps, { text, within, first, most }: Search): Promise<Found[]> {
  const expressions = expressionsFor(text, { within, first })
  if (expressions.length === 0) return []
  const { results } = await deps.env.DB.prepare(
    `SELECT asked.key AS tier, person.data AS data,
       (SELECT name FROM tenant WHERE tenant.id = person.tenant_id) AS tenantName
     FROM json_each(?1) AS asked CROSS JOIN person_search AS found CROSS JOIN person
     WHERE found.person_search MATCH asked.value AND person.tenant_id = found.tenant_id
       AND person.id = found.person_id
       AND (?2 IS NULL OR found.tenant_id IN (SELECT value FROM json_each(?2)))
     LIMIT ?3`,
  )
    .bind(JSON.stringify(expressions), within && JSON.stringify(within), most)
    .all<{ tier: number; data: string; tenantName: string | null }>()
  return results.map(foundOf).sort(byName)
}

function foundOf({ tier, data, tenantName }: { tier: number; data: string; tenantName: string | null }) {
  const person = storedPerson(data)
  return { person, tier, tenantName: tenantName ?? person.tenantId }
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })
function byName(a: Found, b: Found): number {
  return a.tier - b.tier || collator.compare(a.person.displayName, b.person.displayName)
}
