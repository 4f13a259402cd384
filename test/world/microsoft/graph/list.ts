import { collection, type GraphAnswer, type GraphCall } from './call.ts'
import type { Links, ListPage } from './links.ts'
import { GraphRefusal, unsupportedQuery } from './refusal.ts'

/** Paging tokens of lists live for a day here; Microsoft does not say how long. */
const listTokenLifeMs = 24 * 3_600_000

export const expiredPageToken = () =>
  new GraphRefusal(
    400,
    'Directory_ExpiredPageToken',
    'The specified page token value has expired and can no longer be included in your request.',
  )

interface List {
  links: Links
  call: GraphCall
  /** As it stands in the context of the answer */
  name: string
  /** Null = it is gone by now. */
  show(id: string, select: readonly string[]): Record<string, unknown> | null
}

/** What needs ConsistencyLevel: eventual is refused: here nothing does that the embedded directory knows. */
export function refuseAdvanced({ query, consistencyLevel }: GraphCall): void {
  if (!query.has('$count') && !query.has('$search') && !query.has('$orderby')) return
  if (consistencyLevel !== 'eventual')
    throw unsupportedQuery('This query needs ConsistencyLevel: eventual and $count=true.')
  throw unsupportedQuery('The embedded directory answers no advanced queries.')
}

/** The first page of ids that are there now; later pages come by links, in a live directory. */
export function startList(list: List, select: readonly string[], ids: string[], size: number): GraphAnswer {
  return listPage(list, select, {
    kind: 'list',
    ids: ids.sort(),
    start: 0,
    size: Math.min(size, list.call.tenant.listPageSize),
  })
}

export function followList(list: List): GraphAnswer {
  const { links, call } = list
  const link = links.find(call.tenant.id, call.url.href)
  if (link?.page.kind !== 'list') throw unsupportedQuery('Invalid page token.')
  if (link.ageMs > listTokenLifeMs) throw expiredPageToken()
  return listPage(list, link.select, link.page)
}

function listPage(list: List, select: readonly string[], page: ListPage): GraphAnswer {
  const { ids, size } = page
  const end = page.start + size
  const { links, call, name, show } = list
  const value = ids.slice(page.start, end).flatMap((id) => show(id, select) ?? [])
  if (end >= ids.length) return collection(call, name, value)
  const url = nextUrl(call.url, links.token())
  links.issue({ tenantId: call.tenant.id, url, select, page: { ...page, start: end } })
  return collection(call, name, value, { '@odata.nextLink': url })
}

/** As Graph writes it: the query that was asked, and the token. */
function nextUrl(url: URL, token: string): string {
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((part) => part && !/^(\$|%24)skiptoken=/i.test(part))
  return `${url.origin}${url.pathname}?${[...kept, `$skiptoken=${token}`].join('&')}`
}
