import type { TrackedResource } from '../resource.ts'
import { userProperties } from '../user-item.ts'

const select = userProperties.join(',')

/** Everyone in the tenant, by change tracking: https://learn.microsoft.com/graph/api/user-delta */
export const users: TrackedResource = {
  kind: 'changes',
  name: 'users',
  title: 'Persons',
  permissions: ['User.Read.All'],
  every: 'hour',
  start: `/users/delta?$select=${select}`,
  one: (id) => `/users/${id}?$select=id,${select}`,
}
