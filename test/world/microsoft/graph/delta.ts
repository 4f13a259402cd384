import { createChance, shuffled } from '../chance.ts'
import type { ChangeLog } from '../directory/change.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import { collection, type GraphAnswer, type GraphCall } from './call.ts'
import { readDeltaFilter } from './filter.ts'
import type { DeltaPage, DeltaPiece, LinkState, Links } from './links.ts'
import { expiredPageToken } from './list.ts'
import { badRequest, GraphRefusal, unsupportedQuery } from './refusal.ts'

/** How long Graph keeps delta tokens of directory objects. */
const deltaTokenLifeMs = 7 * 24 * 3_600_000
/** Next links die sooner; Microsoft does not say when. */
const pageTokenLifeMs = 24 * 3_600_000

/** A collection with change tracking. */
export interface Tracked<P extends string> {
  name: 'users' | 'groups'
  log(tenant: EntraTenant): ChangeLog<P>
  ids(tenant: EntraTenant): Iterable<string>
  select(call: GraphCall): P[]
  isProperty(name: string): name is P
  /** Members of a group that a round reports: all of them, or those that came or went. */
  membersOf?(tenant: EntraTenant, id: string, select: readonly P[], since: number | null): string[] | null
  /** Null = it is not in the directory any more. `select` holds what the item is to show. */
  show(tenant: EntraTenant, piece: DeltaPiece, select: readonly P[]): Record<string, unknown> | null
  isRestorable(tenant: EntraTenant, id: string): boolean
}

interface Round<P extends string> {
  links: Links
  call: GraphCall
  tracked: Tracked<P>
  select: P[]
}

/** `GET /…/delta`: change tracking, with everything that is inconvenient about it. */
export function answerDelta<P extends string>(
  links: Links,
  tracked: Tracked<P>,
  call: GraphCall,
): GraphAnswer {
  refuseUnsupported(call.query, tracked.name)
  const token = call.query.get('$deltatoken')
  if (call.query.has('$skiptoken') || (token !== null && token !== '' && token !== 'latest'))
    return follow(links, tracked, call)
  const round = { links, call, tracked, select: tracked.select(call) }
  const startedAt = tracked.log(call.tenant).now()
  if (token === 'latest') return lastPage(round, startedAt, [])
  const filter = call.query.get('$filter')
  const wanted = filter === null ? null : new Set(readDeltaFilter(filter))
  const ids = [...tracked.ids(call.tenant)].filter((id) => wanted?.has(id) ?? true)
  return startRound(round, ids, { startedAt, since: null })
}

function refuseUnsupported(query: URLSearchParams, name: string): void {
  const refused = ['$top', '$orderby', '$expand', '$count', '$search', '$skip'].find((option) =>
    query.has(option),
  )
  if (refused)
    throw unsupportedQuery(`The query option '${refused}' is not supported with change tracking of ${name}.`)
}

/** A link is followed exactly as it was handed out, or not at all. */
function follow<P extends string>(links: Links, tracked: Tracked<P>, call: GraphCall): GraphAnswer {
  const link = links.find(call.tenant.id, call.url.href)
  if (!link || link.page.kind === 'list') throw badRequest('Badly formed token.')
  const round = { links, call, tracked, select: link.select.filter(tracked.isProperty) }
  if (link.page.kind === 'skip') {
    if (link.ageMs > pageTokenLifeMs) throw expiredPageToken()
    return deltaPage(round, link.page)
  }
  if (link.ageMs > deltaTokenLifeMs) throw expiredDeltaToken(round)
  const { since } = link.page
  const log = tracked.log(call.tenant)
  return startRound(round, [...log.since(since, round.select).keys()], { startedAt: log.now(), since })
}

function expiredDeltaToken<P extends string>(round: Round<P>): GraphRefusal {
  const text = 'The sync state generation is not found; a full synchronisation is needed.'
  if (round.call.tenant.quirks.expired === 'syncStateNotFound')
    return new GraphRefusal(400, 'syncStateNotFound', text)
  return new GraphRefusal(410, 'resyncRequired', text, { Location: `${pathOf(round)}?$deltatoken=` })
}

function pathOf<P extends string>({ call, tracked }: Round<P>): string {
  return `${call.root}/${tracked.name}/delta`
}

function startRound<P extends string>(
  round: Round<P>,
  ids: string[],
  point: Pick<DeltaPage, 'startedAt' | 'since'>,
): GraphAnswer {
  const { tracked, select, call } = round
  const pieces = ids.map((id) => {
    const members = tracked.membersOf?.(call.tenant, id, select, point.since)
    return members ? { id, members } : { id }
  })
  return deltaPage(round, { kind: 'skip', pages: paginate(call, pieces), ...point })
}

/** Objects in the pages of a round, with the tenant's quirks. */
function paginate({ tenant }: GraphCall, pieces: DeltaPiece[]): DeltaPiece[][] {
  const { quirks, deltaPageSize } = tenant
  const ordered = quirks.shuffle ? shuffled(pieces, createChance(pieces.length)) : pieces
  const pages = fill(ordered, deltaPageSize)
  const replayed = quirks.replays ? pages.map((page, at) => replay(page, pages[at - 1])) : pages
  return quirks.emptyPages ? [...replayed.slice(0, -1), [], ...replayed.slice(-1)] : replayed
}

/** An object takes one place and one for each member; a large one comes again on the next page with further members. */
function fill(pieces: DeltaPiece[], size: number): DeltaPiece[][] {
  const pages: DeltaPiece[][] = [[]]
  let left = size
  for (const piece of pieces.flatMap((one) => slices(one, Math.max(1, size - 1)))) {
    const places = 1 + (piece.members?.length ?? 0)
    if (places > left && left < size) {
      pages.push([])
      left = size
    }
    pages.at(-1)?.push(piece)
    left -= places
  }
  return pages
}

function slices(piece: DeltaPiece, most: number): DeltaPiece[] {
  const { id, members = [] } = piece
  if (members.length <= most) return [piece]
  const count = Math.ceil(members.length / most)
  return Array.from({ length: count }, (_, at) => ({
    id,
    members: members.slice(at * most, (at + 1) * most),
  }))
}

/** An item of the page before comes again, and the first of this one stands twice. */
function replay<T>(page: T[], before: T[] | undefined): T[] {
  return [...(before?.slice(-1) ?? []), ...page, ...page.slice(0, 1)]
}

/** What a page shows is the directory as it is when the page is read: a live directory is no snapshot. */
function deltaPage<P extends string>(round: Round<P>, page: DeltaPage): GraphAnswer {
  const { call, tracked, links } = round
  const [here = [], ...rest] = page.pages
  const show = itemOf(round, page.since)
  const value = here.map(show)
  if (rest.length === 0) return lastPage(round, page.startedAt, value)
  const url = `${pathOf(round)}?$skiptoken=${links.token()}`
  const state: Omit<LinkState, 'issuedAt'> = {
    tenantId: call.tenant.id,
    url,
    select: round.select,
    page: { ...page, pages: rest },
  }
  return collection(call, tracked.name, value, { '@odata.nextLink': links.issue(state) })
}

function lastPage<P extends string>(round: Round<P>, since: number, value: unknown[]): GraphAnswer {
  const { call, tracked, links, select } = round
  const url = `${pathOf(round)}?$deltatoken=${links.token()}`
  const link = links.issue({ tenantId: call.tenant.id, url, select, page: { kind: 'delta', since } })
  return collection(call, tracked.name, value, { '@odata.deltaLink': link })
}

/** With `Prefer: return=minimal` an item of a later round shows the changed properties alone. */
function itemOf<P extends string>({ call, tracked, select }: Round<P>, since: number | null) {
  const { tenant, prefer } = call
  const isMinimal = since !== null && /(^|,)\s*return=minimal\s*(,|$)/i.test(prefer)
  const touched = isMinimal ? tracked.log(tenant).since(since, select) : null
  return (piece: DeltaPiece) => {
    const changed = touched?.get(piece.id)
    const shown = tracked.show(tenant, piece, changed ? select.filter((name) => changed.has(name)) : select)
    if (shown) return shown
    const reason = tracked.isRestorable(tenant, piece.id) ? 'changed' : 'deleted'
    return { id: piece.id, '@removed': { reason } }
  }
}
