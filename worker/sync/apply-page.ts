import type { GraphPage } from '../graph/client.ts'
import { commit } from '../store/commit.ts'
import { type Advance, advanceCursor, type Cursor, finishCursor, sweeping } from '../store/cursors.ts'
import { fenced, type Prepare } from '../store/fence.ts'
import { recordChanges } from '../store/person-change-rows.ts'
import { writePersons } from '../store/person-rows.ts'
import { keepRoundPage } from '../store/rounds.ts'
import { type Effect, mergeItems } from './apply-items.ts'
import { changesOf } from './changes-of.ts'
import { nextDueAt } from './due.ts'
import type { Step } from './pull-changes.ts'
import type { TrackedResource } from './resource.ts'
import { fenceOf, type Run } from './run.ts'
import type { Stand } from './stand.ts'
import { unreadAfter, unreadProblem } from './unread.ts'
import { readItem, type UserItem } from './user-item.ts'

interface Here {
  cursor: Cursor
  stand: Stand
  page: GraphPage
}

/** Writes a page with the place where the next one stands, or nothing of it. */
export async function applyPage(run: Run, resource: TrackedResource, here: Here): Promise<Step> {
  const { deps, graph, message } = run
  const { cursor, stand, page } = here
  const { items, unread } = readItems(stand.phase === 'token' ? [] : page.items)
  const effect = await mergeItems({ deps, graph, tenantId: message.tenantId, resource }, items)
  const prepare = fenced(deps.env.DB, fenceOf(run, resource.name, cursor.version))
  const next = nextPlace(here, items, { ...effect, unread: [...effect.unread, ...unread] })
  const seen = [...effect.present, ...effect.unread, ...unread].filter((id) => id !== '')
  const statements = [
    ...writeEffect(prepare, run, cursor, effect),
    ...(next.round === null || seen.length === 0 ? [] : [keepRoundPage(prepare, next.round, seen)]),
    next.isEnd ? finish(prepare, run, resource, next) : advanceCursor(prepare, next),
  ]
  if (!(await commit(deps, statements))) return 'moved'
  return next.isEnd ? 'finished' : 'on'
}

/** One item that cannot be read must not stop the others. */
function readItems(given: unknown[]): { items: UserItem[]; unread: string[] } {
  const read = given.map(readItem)
  return {
    items: read.flatMap((one) => ('item' in one ? [one.item] : [])),
    unread: read.flatMap((one) => ('unread' in one ? [one.unread] : [])),
  }
}

/** The rows that change and the record of it; in a tenant's first round everything would be new. */
export function writeEffect(
  prepare: Prepare,
  { deps }: Pick<Run, 'deps'>,
  { finishedAt }: Pick<Cursor, 'finishedAt'>,
  effect: Pick<Effect, 'before' | 'write' | 'remove'>,
): D1PreparedStatement[] {
  const records = finishedAt === null ? [] : changesOf(effect, deps.now())
  return [...writePersons(prepare, effect, deps.now()), ...recordChanges(prepare, records)]
}

type Place = Advance & { isEnd: boolean }

/** Where the next page stands. The last one of a full round is followed by the sweep, under the same link. */
function nextPlace({ cursor, stand, page }: Here, items: readonly UserItem[], effect: Effect): Place {
  const { phase } = stand
  const isFirst = cursor.page === 0
  const begins = phase === 'token' || (phase === 'list' && cursor.round === null)
  const round = begins ? crypto.randomUUID() : cursor.round
  const counts = {
    read: (isFirst ? 0 : cursor.read) + items.length + effect.unread.length,
    changed: (isFirst ? 0 : cursor.changed) + effect.write.length + effect.remove.length,
    unread: unreadAfter(begins ? [] : cursor.unread, items, effect.unread),
  }
  const on = { ...counts, round, token: null, isEnd: false, page: cursor.page + 1 }
  if (phase === 'token') return { ...on, page: 0, link: null, token: page.deltaLink }
  if (phase === 'list' && page.nextLink !== null) return { ...on, link: page.nextLink, token: stand.token }
  if (phase === 'list') return { ...on, link: stand.token }
  if (page.nextLink !== null) return { ...on, link: page.nextLink }
  if (round !== null) return { ...on, link: page.deltaLink, page: sweeping }
  return { ...on, link: page.deltaLink, isEnd: true }
}

function finish(prepare: Prepare, run: Run, resource: TrackedResource, place: Place): D1PreparedStatement {
  const { deps, message } = run
  return finishCursor(prepare, {
    run: message.run,
    now: deps.now(),
    nextDueAt: nextDueAt(resource, message.tick),
    link: place.link,
    fullDueAt: null,
    unread: place.unread,
    problem: unreadProblem(resource, place.unread),
    read: place.read,
    changed: place.changed,
  })
}
