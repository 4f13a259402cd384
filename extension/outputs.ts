import type * as v from 'valibot'
import { accessEndpoints } from '#shared/contract/access.ts'
import { personEndpoints } from '#shared/contract/persons.ts'
import type { EndpointName } from '#shared/contract.ts'

type Schema = v.GenericSchema<unknown, unknown>
type Endpoints = Partial<Record<EndpointName, { output: Schema }>>

/** What the panel's first screen reads; other pages add what theirs reads. */
const first: Endpoints = { ...accessEndpoints, ...personEndpoints }

/** For endpoints that a page's first screen reads, so that their shapes come with it. */
export function readsAtFirst(endpoints: Endpoints): void {
  Object.assign(first, endpoints)
}

/** The shape of an endpoint's answer; what no first screen reads is fetched while the worker is asked. */
export async function outputOf(name: EndpointName): Promise<Schema> {
  const known = first[name]
  if (known) return known.output
  const { contract } = await import('#shared/contract.ts')
  return contract[name].output
}
