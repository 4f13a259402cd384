import { AppError } from '#shared/errors.ts'
import type { GraphPage } from '../graph/client.ts'
import { commit } from '../store/commit.ts'
import {
  advanceCursor,
  type Cursor,
  finishCursor,
  openCursor,
  resetCursor,
  sweeping,
} from '../store/cursors.ts'
import { fenced, type Prepare } from '../store/fence.ts'
import { runUnderWay } from '../store/leases.ts'
import { writePersons } from '../store/person-rows.ts'
import { dropRoundPages, keepRoundPage } from '../store/rounds.ts'
import { type Effect, mergeItems } from './apply-items.ts'
import { nextDueAt } from './due.ts'
import { hashOf } from './hash.ts'
import type { TrackedResource } from './resource.ts'
import { fenceOf, type Outcome, type Run } from './run.ts'
import { sweepStep } from './sweep.ts'
import { parseUser } from './user-item.ts'

/** A history that is refused again and again is no history: then it is a problem, not a new round. */
const mostResets = 3

/**
 * Reads changes page by page; each page and the place where the next one stands are one batch. It can stop and be
 * resumed after any of them. A full round ends with a sweep.
 */
export async function pullChanges(run: Run, resource: TrackedResource): Promise<Outcome> {
  const { deps, message } = run
  const selectHash = await hashOf(resource.start)
  for (let resets = 0; ; ) {
    if (run.budget.isSpent()) return 'paused'
    run.budget.spend(1)
    const cursor = await openCursor(deps, message.tenantId, resource.name, selectHash)
    if (cursor.finishedRun === message.run) return 'finished'
    const step = cursor.selectHash === selectHash ? await nextStep(run, resource, cursor) : 'reset'
    if (step === 'finished') return 'finished'
    if (step === 'reset') {
      resets += 1
      if (resets > mostResets) throw new AppError('graph.resync')
    }
    const done = step === 'reset' ? await reset(run, resource, cursor, selectHash) : step === 'on'
    if (!done && !(await isStillOurs(run))) return 'lost'
  }
}

/** on: a page was applied · moved: the cursor is not where it was, look again · reset: read anew from the start */
export type Step = 'on' | 'moved' | 'reset' | 'finished'

async function nextStep(run: Run, resource: TrackedResource, cursor: Cursor): Promise<Step> {
  if (cursor.page === sweeping) return sweepStep(run, resource, cursor)
  const page = await readPage(run, resource, cursor)
  return page === 'reset' ? 'reset' : applyPage(run, resource, cursor, page)
}

async function readPage(run: Run, resource: TrackedResource, cursor: Cursor): Promise<GraphPage | 'reset'> {
  try {
    const page = await run.graph.page(cursor.link ?? resource.start)
    const next = page.nextLink ?? page.deltaLink
    // A page without a way on, or one that leads to itself, would end or repeat the round for ever.
    if (next === null || page.nextLink === (cursor.link ?? '')) throw new AppError('graph.malformed')
    return page
  } catch (error) {
    // A link that Graph does not take (any more) never gets better; without one the request itself is wrong.
    const refused = error instanceof AppError && ['graph.resync', 'graph.invalid'].includes(error.code)
    if (refused && cursor.link !== null) return 'reset'
    throw error
  }
}

async function applyPage(
  run: Run,
  resource: TrackedResource,
  cursor: Cursor,
  page: GraphPage,
): Promise<Step> {
  const { deps, graph, message } = run
  const { tenantId } = message
  const effect = await mergeItems({ deps, graph, tenantId, resource }, page.items.map(parseUser))
  const prepare = fenced(deps.env.DB, fenceOf(run, resource.name, cursor.version))
  const round = cursor.link === null ? crypto.randomUUID() : cursor.round
  const isLast = page.nextLink === null
  const statements = [
    ...writePersons(prepare, effect, deps.now()),
    ...(round === null || effect.present.length === 0 ? [] : [keepRoundPage(prepare, round, effect.present)]),
    moveOn(prepare, run, resource, { cursor, page, effect, round, isLast }),
  ]
  if (!(await commit(deps, statements))) return 'moved'
  return isLast && round === null ? 'finished' : 'on'
}

interface Move {
  cursor: Cursor
  page: GraphPage
  effect: Effect
  round: string | null
  isLast: boolean
}

/** The cursor after a page. The last page of a full round is followed by the sweep, under the same link. */
function moveOn(prepare: Prepare, run: Run, resource: TrackedResource, move: Move): D1PreparedStatement {
  const { cursor, page, effect, round, isLast } = move
  const isFirst = cursor.page === 0
  const read = (isFirst ? 0 : cursor.read) + page.items.length
  const changed = (isFirst ? 0 : cursor.changed) + effect.write.length + effect.remove.length
  const link = page.nextLink ?? page.deltaLink
  if (!isLast || round !== null) {
    return advanceCursor(prepare, { link, round, page: isLast ? sweeping : cursor.page + 1, read, changed })
  }
  const { deps, message } = run
  return finishCursor(prepare, {
    run: message.run,
    now: deps.now(),
    nextDueAt: nextDueAt(resource, message.tick),
    link,
    round: null,
    read,
    changed,
  })
}

/** Forgets the history and the round under way; the mirror stays until a complete round says otherwise. */
async function reset(
  run: Run,
  resource: TrackedResource,
  cursor: Cursor,
  selectHash: string,
): Promise<boolean> {
  const prepare = fenced(run.deps.env.DB, fenceOf(run, resource.name, cursor.version))
  return commit(run.deps, [dropRoundPages(prepare), resetCursor(prepare, selectHash)])
}

async function isStillOurs({ deps, message }: Run): Promise<boolean> {
  return (await runUnderWay(deps, message.tenantId)) === message.run
}
