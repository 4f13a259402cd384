import type { Candidate } from '#shared/contract.ts'
import type { Person } from '#shared/person.ts'
import { createAssigner } from '#shared/sync/assign.ts'
import type { Deps } from '../env.ts'
import { mappingsOf } from '../store/mappings.ts'
import { ruleContext } from '../sync/rule-context.ts'
import { personHit } from './person-hit.ts'

/** Shown at most: more are no help. */
export const mostCandidates = 5

export interface Likely {
  person: Person
  tenantName: string
  by: Candidate['by']
}

/** Those who may be meant, each with what the rules say: by the functions that the sync assigns with. */
export async function candidatesOf(
  deps: Deps,
  organisation: { connectionId: string; organisationId: string },
  likely: readonly Likely[],
): Promise<Candidate[]> {
  const some = likely.slice(0, mostCandidates)
  const tenantIds = [...new Set(some.map(({ person }) => person.tenantId))]
  const judges = new Map(
    await Promise.all(tenantIds.map(async (id) => [id, await judgeOf(deps, id, organisation)] as const)),
  )
  return some.map(({ person, tenantName, by }) => {
    const { belongs, reason } = judges.get(person.tenantId)?.(person) ?? { belongs: false, reason: '' }
    return { ...personHit(person, tenantName), by, belongs, reason }
  })
}

async function judgeOf(
  deps: Deps,
  tenantId: string,
  { connectionId, organisationId }: { connectionId: string; organisationId: string },
) {
  const mappings = await mappingsOf(deps, tenantId)
  const rules = mappings.map(({ rule }) => rule)
  const assigner = createAssigner(mappings, await ruleContext(deps, tenantId, rules))
  const mine = mappings.find(
    (mapping) => mapping.connectionId === connectionId && mapping.organisationId === organisationId,
  )
  return (person: Person) => assigner.verdict(person, mine?.id ?? '')
}
