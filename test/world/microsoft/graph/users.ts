import { type StoredUser, showUser, type UserProperty } from '../directory/user.ts'
import { collection, type GraphAnswer, type GraphCall, graphRoot, readNumber } from './call.ts'
import { readFilter } from './filter.ts'
import type { Links, ListPage } from './links.ts'
import { GraphRefusal, notFound, unsupportedQuery } from './refusal.ts'
import { selectedProperties } from './select.ts'

/** Paging tokens of lists live for a day here; Microsoft does not say how long. */
const listTokenLifeMs = 24 * 3_600_000

export const expiredPageToken = () =>
  new GraphRefusal(
    400,
    'Directory_ExpiredPageToken',
    'The specified page token value has expired and can no longer be included in your request.',
  )

export function getUser(call: GraphCall): GraphAnswer {
  const [idOrUpn = ''] = call.params
  const select = selectedProperties(call)
  const user = call.tenant.find(idOrUpn)
  if (!user) throw notFound(idOrUpn)
  return { body: { '@odata.context': `${graphRoot}/$metadata#users/$entity`, ...showUser(user, select) } }
}

/** `GET /directory/deletedItems/microsoft.graph.user`: who can be restored. */
export function listDeletedUsers(call: GraphCall): GraphAnswer {
  const select = selectedProperties(call)
  return collection(
    'directory/deletedItems',
    [...call.tenant.deletedUsers.values()].map((user) => showUser(user, select)),
  )
}

/** `GET /users`: pages of at most 999 over the ids that were there at the first request. */
export function listUsers(links: Links, call: GraphCall): GraphAnswer {
  if (call.query.has('$skiptoken')) return followList(links, call)
  if (call.query.has('$count') || call.query.has('$search') || call.query.has('$orderby')) {
    if (call.consistencyLevel !== 'eventual')
      throw unsupportedQuery('This query needs ConsistencyLevel: eventual and $count=true.')
    throw unsupportedQuery('The embedded directory answers no advanced queries.')
  }
  const size = readNumber(call.query, '$top', { least: 1, most: 999 }) ?? 100
  const filter = call.query.get('$filter')
  const matches = filter === null ? () => true : readFilter(filter)
  const ids = [...call.tenant.users.values()].filter(matches).map(({ id }) => id)
  return listPage(links, call, selectedProperties(call), { kind: 'list', ids: ids.sort(), size })
}

function followList(links: Links, call: GraphCall): GraphAnswer {
  const link = links.find(call.tenant.id, call.url.href)
  if (link?.page.kind !== 'list') throw unsupportedQuery('Invalid page token.')
  if (link.ageMs > listTokenLifeMs) throw expiredPageToken()
  return listPage(links, call, link.select, link.page)
}

function listPage(
  links: Links,
  call: GraphCall,
  select: UserProperty[],
  { ids, size }: ListPage,
): GraphAnswer {
  const here = ids.slice(0, size).flatMap((id): StoredUser[] => {
    const user = call.tenant.users.get(id)
    return user ? [user] : []
  })
  const rest = ids.slice(size)
  const value = here.map((user) => showUser(user, select))
  if (rest.length === 0) return collection('users', value)
  const url = nextUrl(call.url, links.token())
  links.issue({ tenantId: call.tenant.id, url, select, page: { kind: 'list', ids: rest, size } })
  return collection('users', value, { '@odata.nextLink': url })
}

/** As Graph writes it: the query that was asked, and the token. */
function nextUrl(url: URL, token: string): string {
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((part) => part && !/^(\$|%24)skiptoken=/i.test(part))
  return `${url.origin}${url.pathname}?${[...kept, `$skiptoken=${token}`].join('&')}`
}
