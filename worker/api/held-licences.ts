import type { PersonView } from '#shared/contract.ts'
import { licenceProblem, productName } from '#shared/licences.ts'
import type { LicenceState, Person } from '#shared/person.ts'
import type { LicenceRow } from '../store/overview.ts'

type HeldLicence = PersonView['licences'][number]

interface Names {
  products: readonly LicenceRow[]
  /** By object id; a group that is not known by name shows its id */
  groups: ReadonlyMap<string, string>
}

/** Every product that a person has, and those that could not be given: each once, with how it comes and what is wrong. */
export function heldLicences({ skuIds, licences }: Person, names: Names): HeldLicence[] {
  const all = [...new Set([...skuIds, ...licences.map(({ skuId }) => skuId)])]
  return all.map((skuId) => {
    const states = licences.filter((licence) => licence.skuId === skuId)
    return { ...productOf(skuId, names), ...wayOf(states, names) }
  })
}

function wayOf(states: readonly LicenceState[], { groups }: Names) {
  const ids = states.flatMap(({ byGroupId }) => byGroupId ?? [])
  const problems = states.map(({ state, error }) => licenceProblem(state, error))
  return {
    byGroup: ids.length > 0 ? ids.map((id) => groups.get(id) ?? id).join(', ') : null,
    direct: ids.length === 0 || states.length > ids.length,
    problem: problems.find((problem) => problem !== null) ?? null,
  }
}

/** A product that the tenant's own list does not name yet is known by its id. */
function productOf(skuId: string, { products }: Names) {
  const known = products.find((product) => product.skuId === skuId)
  return { skuId, partNumber: known?.partNumber ?? '', name: known?.name ?? productName(skuId, '') }
}
