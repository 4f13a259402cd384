import type { HandlerInput, Output } from '#shared/contract.ts'
import type { Person } from '#shared/person.ts'
import type { Assigner, Ruled } from '#shared/sync/assign.ts'
import { type DimensionName, dimensionKinds, dimensionNames } from '#shared/sync/dimensions.ts'
import type { RuleContext, Verdict } from '#shared/sync/filter.ts'

type Answer = Output<'rules.preview'>
const pageSize = 100

/** The page asked for, and the totals. */
export function createPage({
  show,
  find,
  after = '',
}: Pick<HandlerInput<'rules.preview'>, 'show' | 'find' | 'after'>) {
  const wanted = find.toLocaleLowerCase()
  const isFound = (words: string) => wanted === '' || words.toLocaleLowerCase().includes(wanted)
  const persons: Answer['persons'] = []
  let total = 0
  let belong = 0
  let isMore = false
  return {
    see({ id, displayName, userPrincipalName }: Person, { belongs, reason }: Verdict): void {
      total += 1
      if (belongs) belong += 1
      if (id <= after || (show !== 'all' && belongs !== (show === 'in'))) return
      if (!isFound(`${displayName}\n${userPrincipalName}`)) return
      if (persons.length < pageSize) persons.push({ id, displayName, userPrincipalName, belongs, reason })
      else isMore = true
    },
    shown: () => ({ total, belong, persons, next: isMore ? (persons.at(-1)?.id ?? null) : null }),
  }
}

/** Who goes where when the rule holds: by the assignment before and after. */
export function createMoves(present: Assigner, candidate: Assigner) {
  const joining = new Map<string | null, number>()
  const leaving = new Map<string | null, number>()
  const add = (to: typeof joining, id: string | null) => to.set(id, (to.get(id) ?? 0) + 1)
  return {
    see(person: Person): void {
      const from = present.assign(person).mappingId
      const to = candidate.assign(person).mappingId
      if (from === to) return
      add(leaving, from)
      add(joining, to)
    },
    of(mappingId: string, mappings: readonly Ruled[]): Pick<Answer, 'joining' | 'leaving' | 'others'> {
      const moved = (id: string) => ({ joining: joining.get(id) ?? 0, leaving: leaving.get(id) ?? 0 })
      const others = mappings
        .filter(({ id }) => id !== mappingId && (joining.has(id) || leaving.has(id)))
        .map(({ id, organisationName = '' }) => ({ organisationName, ...moved(id) }))
      return { ...moved(mappingId), others }
    },
  }
}

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true })

type Tally = ReturnType<typeof createTally>
/** Counts values as rules compare them; the first spelling is shown. */
function createTally(keyOf: (value: string) => string) {
  const counts = new Map<string, { value: string; count: number }>()
  return {
    add(value: string): void {
      const key = keyOf(value)
      const entry = counts.get(key)
      if (entry) entry.count += 1
      else if (key !== '') counts.set(key, { value: value.trim(), count: 1 })
    },
    count: (value: string) => counts.get(keyOf(value))?.count ?? 0,
    /** The most frequent first. */
    list: (most: number) =>
      [...counts.values()]
        .sort((a, b) => b.count - a.count || collator.compare(a.value, b.value))
        .slice(0, most),
  }
}

export type Tallies = ReturnType<typeof createTallies>
/** Why persons are left out, and the values that the present ones have in each dimension. */
export function createTallies(context: RuleContext) {
  const reasons = createTally((reason) => reason)
  const of = Object.fromEntries(
    dimensionNames.map((name) => [name, createTally(dimensionKinds[name].key)]),
  ) as Record<DimensionName, Tally>
  return {
    reasons,
    of,
    see(person: Person, { belongs, reason }: Verdict): void {
      if (!belongs) reasons.add(reason)
      if (person.deletedAt !== null) return
      for (const name of dimensionNames) {
        const { of: valuesOf, key } = dimensionKinds[name]
        const values = new Map([...valuesOf(person, context)].map((value) => [key(value), value]))
        for (const value of values.values()) of[name].add(value)
      }
    },
  }
}
