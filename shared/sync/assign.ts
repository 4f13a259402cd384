import type { Person } from '../person.ts'
import { compile, compileWith, type Rule, type RuleContext, type Verdict, withoutGroups } from './filter.ts'
import type { LeaveOut } from './settings.ts'

/** What assigning needs of a mapping. */
export interface Ruled {
  id: string
  rule: Rule
  /** Absent: nobody is left out but by the rule. */
  leaveOut?: LeaveOut
  /** Of the organisation: reasons of several mappings are told apart by it. */
  organisationName?: string
}

/** Where a person belongs, and why; `mappingId` null = unassigned, `reason` says why not. */
export interface Assignment {
  personId: string
  mappingId: string | null
  reason: string
}

export interface Assigner {
  /** The first mapping that takes the person wins. */
  assign(person: Person): Assignment
  /** The same, seen from one mapping: whether the person is its own, and why or why not. */
  verdict(person: Person, mappingId: string): Verdict
}

/** Prepares the rules of a tenant's mappings, which come in their order. */
export function createAssigner(mappings: readonly Ruled[], context: RuleContext = withoutGroups): Assigner {
  const judges = mappings.map((mapping) => {
    const { rule, leaveOut } = mapping
    return { ...mapping, judge: leaveOut ? compileWith(rule, leaveOut, context) : compile(rule, context) }
  })
  return {
    assign(person) {
      const reasons = new Map<string, string[]>()
      for (const { id, judge, organisationName } of judges) {
        const { belongs, reason } = judge(person)
        if (belongs) return { personId: person.id, mappingId: id, reason }
        reasons.set(reason, [...(reasons.get(reason) ?? []), organisationName ?? ''])
      }
      return { personId: person.id, mappingId: null, reason: summary(reasons) }
    },
    verdict(person, mappingId) {
      for (const { id, judge, organisationName } of judges) {
        const verdict = judge(person)
        if (id === mappingId) return verdict
        if (verdict.belongs) return { belongs: false, reason: earlier(organisationName) }
      }
      return { belongs: false, reason: 'The organisation is not mapped' }
    },
  }
}

const earlier = (organisationName = 'another organisation') =>
  `Belongs to ${organisationName}, whose rule comes first`

/** Every reason once; who gave it only where they differ. */
function summary(reasons: ReadonlyMap<string, string[]>): string {
  if (reasons.size === 0) return 'The tenant is not mapped to an organisation'
  const told = [...reasons].map(([reason, names]) => {
    const by = names.filter((name) => name !== '').join(', ')
    return reasons.size > 1 && by ? `${by}: ${reason}` : reason
  })
  return told.join('; ')
}

/** One assignment a person: nobody is dropped. */
export function assign(
  persons: readonly Person[],
  mappings: readonly Ruled[],
  context: RuleContext = withoutGroups,
): Assignment[] {
  const assigner = createAssigner(mappings, context)
  return persons.map((person) => assigner.assign(person))
}
