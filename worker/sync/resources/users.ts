import type { TrackedResource } from '../resource.ts'
import { licenceStates, trackedProperties } from '../user-item.ts'

const tracked = trackedProperties.join(',')
/** The states can be selected in delta as well, but a change of them is not told there, so they are read apart. */
const whole = `id,${tracked},${licenceStates}`

/** Everyone in the tenant, by change tracking: https://learn.microsoft.com/graph/api/user-delta */
export const users: TrackedResource = {
  kind: 'changes',
  name: 'users',
  title: 'Persons',
  permissions: ['User.Read.All'],
  every: 'hour',
  start: `/users/delta?$select=${tracked}&$deltatoken=latest`,
  list: `/users?$top=999&$select=${whole}`,
  one: (id) => `/users/${id}?$select=${whole}`,
  licencesOf: (id) => `/users/${id}?$select=id,${licenceStates}`,
}
