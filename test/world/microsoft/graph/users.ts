import { isUserProperty, showUser } from '../directory/user.ts'
import { collection, type GraphAnswer, type GraphCall, readNumber } from './call.ts'
import { filterableOfUsers, readFilter } from './filter.ts'
import type { Links } from './links.ts'
import { followList, refuseAdvanced, startList } from './list.ts'
import { badRequest, notFound } from './refusal.ts'
import { selectedProperties } from './select.ts'

export function getUser(call: GraphCall): GraphAnswer {
  const [idOrUpn = ''] = call.params
  const select = selectedProperties(call)
  const user = call.tenant.find(idOrUpn)
  if (!user) throw notFound(idOrUpn)
  if (select.includes('signInActivity') && user.id !== idOrUpn.toLowerCase())
    throw badRequest('Get By Key only supports UserId and the key has to be a valid Guid')
  return { body: { '@odata.context': `${call.root}/$metadata#users/$entity`, ...showUser(user, select) } }
}

/** `GET /directory/deletedItems/microsoft.graph.user`: who can be restored. */
export function listDeletedUsers(call: GraphCall): GraphAnswer {
  const select = selectedProperties(call)
  return collection(
    call,
    'directory/deletedItems',
    [...call.tenant.deletedUsers.values()].map((user) => showUser(user, select)),
  )
}

/** `GET /directory/deletedItems/{id}` */
export function getDeletedUser(call: GraphCall): GraphAnswer {
  const [id = ''] = call.params
  const user = call.tenant.deletedUsers.get(id.toLowerCase())
  if (!user) throw notFound(id)
  const shown = { '@odata.type': '#microsoft.graph.user', ...showUser(user, selectedProperties(call)) }
  return { body: { '@odata.context': `${call.root}/$metadata#directoryObjects/$entity`, ...shown } }
}

/** `GET /users`: pages of at most 999 over the ids that were there at the first request. */
export function listUsers(links: Links, call: GraphCall): GraphAnswer {
  const { users } = call.tenant
  const list = { links, call, name: 'users', show }
  if (call.query.has('$skiptoken')) return followList(list)
  refuseAdvanced(call)
  const select = selectedProperties(call)
  const most = select.includes('signInActivity') ? 500 : 999
  const size = readNumber(call.query, '$top', { least: 1, most }) ?? 100
  const filter = call.query.get('$filter')
  const matches = filter === null ? () => true : readFilter(filter, filterableOfUsers)
  const ids = [...users.values()].filter(matches).map(({ id }) => id)
  return startList(list, select, ids, size)

  function show(id: string, select: readonly string[]) {
    const user = users.get(id)
    return user ? showUser(user, select.filter(isUserProperty)) : null
  }
}
