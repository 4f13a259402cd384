import { createChance, shuffled } from '../chance.ts'
import { showChangedUser, type UserProperty } from '../directory/user.ts'
import { collection, type GraphAnswer, type GraphCall, graphRoot } from './call.ts'
import { readDeltaFilter } from './filter.ts'
import type { DeltaPage, LinkState, Links } from './links.ts'
import { badRequest, GraphRefusal, unsupportedQuery } from './refusal.ts'
import { selectedProperties } from './select.ts'
import { expiredPageToken } from './users.ts'

/** How long Graph keeps delta tokens of directory objects. */
const deltaTokenLifeMs = 7 * 24 * 3_600_000
/** Next links die sooner; Microsoft does not say when. */
const pageTokenLifeMs = 24 * 3_600_000

const path = `${graphRoot}/users/delta`

/** `GET /users/delta`: change tracking, with everything that is inconvenient about it. */
export function deltaUsers(links: Links, call: GraphCall): GraphAnswer {
  refuseUnsupported(call.query)
  const token = call.query.get('$deltatoken')
  if (call.query.has('$skiptoken') || (token !== null && token !== '' && token !== 'latest'))
    return follow(links, call)
  const select = selectedProperties(call)
  const startedAt = call.tenant.changes.now()
  if (token === 'latest') return lastPage(links, call, select, startedAt, [])
  const filter = call.query.get('$filter')
  const wanted = filter === null ? null : new Set(readDeltaFilter(filter))
  const ids = [...call.tenant.users.keys()].filter((id) => wanted?.has(id) ?? true)
  return deltaPage(links, call, select, { kind: 'skip', pages: paginate(call, ids), startedAt, since: null })
}

function refuseUnsupported(query: URLSearchParams): void {
  const refused = ['$top', '$orderby', '$expand', '$count', '$search', '$skip'].find((name) =>
    query.has(name),
  )
  if (refused)
    throw unsupportedQuery(`The query option '${refused}' is not supported with change tracking of users.`)
}

/** A link is followed exactly as it was handed out, or not at all. */
function follow(links: Links, call: GraphCall): GraphAnswer {
  const link = links.find(call.tenant.id, call.url.href)
  if (!link || link.page.kind === 'list') throw badRequest('Badly formed token.')
  if (link.page.kind === 'skip') {
    if (link.ageMs > pageTokenLifeMs) throw expiredPageToken()
    return deltaPage(links, call, link.select, link.page)
  }
  if (link.ageMs > deltaTokenLifeMs) throw expiredDeltaToken(call)
  return laterRound(links, call, link.select, link.page.since)
}

function expiredDeltaToken({ tenant }: GraphCall): GraphRefusal {
  const text = 'The sync state generation is not found; a full synchronisation is needed.'
  if (tenant.quirks.expired === 'syncStateNotFound') return new GraphRefusal(400, 'syncStateNotFound', text)
  return new GraphRefusal(410, 'resyncRequired', text, { Location: `${path}?$deltatoken=` })
}

function laterRound(links: Links, call: GraphCall, select: UserProperty[], since: number): GraphAnswer {
  const ids = [...call.tenant.changes.since(since, select).keys()]
  const startedAt = call.tenant.changes.now()
  return deltaPage(links, call, select, { kind: 'skip', pages: paginate(call, ids), startedAt, since })
}

/** Ids in the pages of a round, with the tenant's quirks. */
function paginate({ tenant }: GraphCall, ids: string[]): string[][] {
  const { quirks, deltaPageSize } = tenant
  const ordered = quirks.shuffle ? shuffled(ids, createChance(ids.length)) : ids
  const pages: string[][] = []
  for (let at = 0; at < ordered.length; at += deltaPageSize) pages.push(ordered.slice(at, at + deltaPageSize))
  if (pages.length === 0) pages.push([])
  const replayed = quirks.replays ? pages.map((page, at) => replay(page, pages[at - 1])) : pages
  return quirks.emptyPages ? [...replayed.slice(0, -1), [], ...replayed.slice(-1)] : replayed
}

/** An item of the page before comes again, and the first of this one stands twice. */
function replay(page: string[], before: string[] | undefined): string[] {
  return [...(before?.slice(-1) ?? []), ...page, ...page.slice(0, 1)]
}

/** What a page shows is the directory as it is when the page is read: a live directory is no snapshot. */
function deltaPage(links: Links, call: GraphCall, select: UserProperty[], page: DeltaPage): GraphAnswer {
  const [here = [], ...rest] = page.pages
  const value = here.map((id) => item(call, id, select, page.since))
  if (rest.length === 0) return lastPage(links, call, select, page.startedAt, value)
  const url = `${path}?$skiptoken=${links.token()}`
  const state: Omit<LinkState, 'issuedAt'> = {
    tenantId: call.tenant.id,
    url,
    select,
    page: { ...page, pages: rest },
  }
  return collection('users', value, { '@odata.nextLink': links.issue(state) })
}

function lastPage(
  links: Links,
  call: GraphCall,
  select: UserProperty[],
  since: number,
  value: unknown[],
): GraphAnswer {
  const url = `${path}?$deltatoken=${links.token()}`
  const link = links.issue({ tenantId: call.tenant.id, url, select, page: { kind: 'delta', since } })
  return collection('users', value, { '@odata.deltaLink': link })
}

function item({ tenant, prefer }: GraphCall, id: string, select: UserProperty[], since: number | null) {
  const user = tenant.users.get(id)
  if (!user) return { id, '@removed': { reason: tenant.deletedUsers.has(id) ? 'changed' : 'deleted' } }
  const touched = since === null ? null : (tenant.changes.since(since, select).get(id) ?? null)
  const isMinimal = /(^|,)\s*return=minimal\s*(,|$)/i.test(prefer)
  return showChangedUser(user, isMinimal && touched ? touched : select)
}
