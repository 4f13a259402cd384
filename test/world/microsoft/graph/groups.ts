import { isGroupProperty, type StoredGroup, showGroup } from '../directory/group.ts'
import { roleTemplates } from '../directory/role.ts'
import { type GraphAnswer, type GraphCall, readNumber } from './call.ts'
import { type ObjectType, selectedOfObjects, showObject, typeOf } from './directory-object.ts'
import { filterableOfGroups, readFilter } from './filter.ts'
import type { Links } from './links.ts'
import { followList, refuseAdvanced, startList } from './list.ts'
import { notFound, unsupportedQuery } from './refusal.ts'
import { directoryRole, roleIdOf } from './roles.ts'
import { selectedGroupProperties } from './select.ts'

/** `GET /groups`: pages of at most 999. */
export function listGroups(links: Links, call: GraphCall): GraphAnswer {
  const { groups } = call.tenant
  const list = { links, call, name: 'groups', show }
  if (call.query.has('$skiptoken')) return followList(list)
  refuseAdvanced(call)
  const size = pageSize(call)
  const filter = call.query.get('$filter')
  const matches = filter === null ? () => true : readFilter(filter, filterableOfGroups)
  const ids = [...groups.all.values()].filter(matches).map(({ id }) => id)
  return startList(list, selectedGroupProperties(call), ids, size)

  function show(id: string, select: readonly string[]) {
    const group = groups.all.get(id)
    return group ? showGroup(group, select.filter(isGroupProperty)) : null
  }
}

export function getGroup(call: GraphCall): GraphAnswer {
  const group = targetOf(call)
  const shown = showGroup(group, selectedGroupProperties(call))
  return { body: { '@odata.context': `${call.root}/$metadata#groups/$entity`, ...shown } }
}

/** `GET /groups/{id}/members`, all of them or (by a cast) those of one type. Soft-deleted users are not shown. */
export function listMembers(links: Links, call: GraphCall, type: ObjectType | null): GraphAnswer {
  refuseAdvanced(call)
  return listObjects(links, call, (group) => [...group.members], type)
}

/** `GET /groups/{id}/transitiveMembers`: each once, circles or not; a cast needs an advanced query. */
export function listTransitiveMembers(links: Links, call: GraphCall, type: ObjectType | null): GraphAnswer {
  const { query, consistencyLevel, tenant } = call
  const isAdvanced = consistencyLevel === 'eventual' && query.get('$count') === 'true'
  if (type !== null && !isAdvanced)
    throw unsupportedQuery('A cast of transitive members needs ConsistencyLevel: eventual and $count=true.')
  if (type === null) refuseAdvanced(call)
  return listObjects(links, call, (group) => tenant.groups.idsIn(group), type)
}

function listObjects(
  links: Links,
  call: GraphCall,
  idsOf: (group: StoredGroup) => string[],
  type: ObjectType | null,
): GraphAnswer {
  const { tenant, query } = call
  const group = targetOf(call)
  const select = selectedOfObjects(call)
  const name = type === null ? 'directoryObjects' : `${type}s`
  const list = { links, call, name, show: (id: string) => showObject(tenant, id, select) }
  if (query.has('$skiptoken')) return followList(list)
  const ids = idsOf(group).filter((id) => {
    const found = typeOf(tenant, id)
    return type === null ? found !== null : found === type
  })
  const answer = startList(list, select ?? [], [...ids], pageSize(call))
  if (query.get('$count') !== 'true') return answer
  const { '@odata.context': context, ...rest } = answer.body as Record<string, unknown>
  return { body: { '@odata.context': context, '@odata.count': ids.length, ...rest } }
}

function pageSize({ query }: GraphCall): number {
  return readNumber(query, '$top', { least: 1, most: 999 }) ?? 100
}

/** By id alone: a group has no other name in an address. */
function targetOf({ tenant, params }: GraphCall): StoredGroup {
  const [id = ''] = params
  const group = tenant.groups.all.get(id.toLowerCase())
  if (!group) throw notFound(id)
  return group
}

/** `GET /users/{id}/memberOf` and `…/transitiveMemberOf`: groups, and directory roles that the user holds. */
export function listMemberships(links: Links, call: GraphCall, isTransitive: boolean): GraphAnswer {
  const { tenant, params, query } = call
  const [idOrUpn = ''] = params
  const user = tenant.find(idOrUpn)
  if (!user) throw notFound(idOrUpn)
  const select = selectedOfObjects(call)
  const groups = isTransitive ? tenant.groups.allOf(user.id) : tenant.groups.directOf(user.id)
  const holders = isTransitive ? [user.id, ...groups.map(({ id }) => id)] : [user.id]
  const roles = new Map(
    roleTemplates
      .filter(({ id }) =>
        tenant.roleAssignments.some((a) => a.roleTemplateId === id && holders.includes(a.principalId)),
      )
      .map((template) => [roleIdOf(tenant, template), directoryRole(tenant, template)]),
  )
  const show = (id: string) => {
    const role = roles.get(id)
    return role
      ? { '@odata.type': '#microsoft.graph.directoryRole', ...role }
      : showObject(tenant, id, select)
  }
  const list = { links, call, name: 'directoryObjects', show }
  if (query.has('$skiptoken')) return followList(list)
  refuseAdvanced(call)
  return startList(list, select ?? [], [...groups.map(({ id }) => id), ...roles.keys()], pageSize(call))
}
