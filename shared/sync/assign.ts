import type { Person } from '../person.ts'
import { judge, type Rule } from './filter.ts'

/** What assigning needs of a mapping. */
export interface Ruled {
  id: string
  rule: Rule
}

/** Where a person belongs, and why; `mappingId` null = unassigned, `reason` says why not. */
export interface Assignment {
  personId: string
  mappingId: string | null
  reason: string
}

/** The first mapping that takes the person wins; the mappings come in their order. */
export function assignPerson(person: Person, mappings: readonly Ruled[]): Assignment {
  const reasons = new Set<string>()
  for (const { id, rule } of mappings) {
    const { belongs, reason } = judge(person, rule)
    if (belongs) return { personId: person.id, mappingId: id, reason }
    reasons.add(reason)
  }
  const reason = reasons.size > 0 ? [...reasons].join('; ') : 'The tenant is not mapped to an organisation'
  return { personId: person.id, mappingId: null, reason }
}

/** One assignment a person: nobody is dropped. */
export function assign(persons: readonly Person[], mappings: readonly Ruled[]): Assignment[] {
  return persons.map((person) => assignPerson(person, mappings))
}
