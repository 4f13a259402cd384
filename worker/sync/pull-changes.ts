import { AppError } from '#shared/errors.ts'
import type { GraphPage } from '../graph/client.ts'
import { commit } from '../store/commit.ts'
import { type Cursor, openCursor, resetCursor } from '../store/cursors.ts'
import { fenced } from '../store/fence.ts'
import { runUnderWay } from '../store/leases.ts'
import { dropRoundPages } from '../store/rounds.ts'
import { applyPage } from './apply-page.ts'
import { createReader, type Reader } from './read-ahead.ts'
import { selectionOf, type TrackedResource } from './resource.ts'
import { fenceOf, type Outcome, type Run } from './run.ts'
import { type Stand, standOf } from './stand.ts'
import { sweepStep } from './sweep.ts'

/** A history that is refused again and again is no history: then it is a problem, not a new round. */
const mostResets = 3
/** Pages of one round or one reading of changes; nobody's tenant has so many, so they lead in circles. */
const mostPages = 5_000

/**
 * Reads a list and changes page by page; each page and the place where the next one stands are one batch. It can stop
 * and be resumed after any of them. A full round ends with a sweep.
 */
export async function pullChanges(run: Run, resource: TrackedResource): Promise<Outcome> {
  const { deps, message } = run
  const selectHash = await selectionOf(resource)
  const reader = createReader(run.graph)
  for (;;) {
    if (run.budget.isSpent()) return 'paused'
    run.budget.spend(1)
    const cursor = await openCursor(deps, message.tenantId, resource.name, selectHash)
    if (cursor.finishedRun === message.run) return 'finished'
    if (cursor.page > mostPages) return giveUpRound(run, resource, cursor, selectHash)
    const step = cursor.selectHash === selectHash ? await nextStep(run, resource, cursor, reader) : 'reset'
    if (step === 'finished') return 'finished'
    if (step === 'reset') {
      run.resets += 1
      if (run.resets > mostResets) throw new AppError('graph.resync')
    }
    const done = step === 'reset' ? await reset(run, resource, cursor, selectHash) : step === 'on'
    if (!done && !(await isStillOurs(run))) return 'lost'
  }
}

/** on: a page was applied · moved: the cursor is not where it was, look again · reset: read anew from the start */
export type Step = 'on' | 'moved' | 'reset' | 'finished'

async function nextStep(run: Run, resource: TrackedResource, cursor: Cursor, reader: Reader): Promise<Step> {
  const stand = standOf(cursor, resource, run.message.tick)
  if (stand.phase === 'sweep') return sweepStep(run, resource, cursor)
  const page = await readPage(reader, stand, cursor)
  if (page === 'reset') return 'reset'
  // Near Microsoft's limit nothing is asked ahead: it may be asked for nothing.
  if (page.nextLink !== null && !run.budget.isSpent() && run.meter.load === 0)
    await reader.askAhead(page.nextLink, cursor.version + 1)
  return applyPage(run, resource, { cursor, stand, page })
}

async function readPage(reader: Reader, stand: Stand, { version }: Cursor): Promise<GraphPage | 'reset'> {
  try {
    const page = await reader.page(stand.address, version)
    if (!leadsOn(page, stand)) throw new AppError('graph.malformed')
    return page
  } catch (error) {
    // A link that Graph does not take (any more) never gets better; without one the request itself is wrong.
    const refused = error instanceof AppError && ['graph.resync', 'graph.invalid'].includes(error.code)
    if (refused && !stand.isOwnPath) return 'reset'
    throw error
  }
}

/** A page without a way on, or one that leads to itself, would end or repeat the round for ever. */
function leadsOn({ nextLink, deltaLink }: GraphPage, { phase, address }: Stand): boolean {
  if (nextLink === address) return false
  if (phase === 'token') return deltaLink !== null
  return phase === 'list' || nextLink !== null || deltaLink !== null
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

/** Kept as a problem of this hour; the next one begins anew instead of going on in circles. */
async function giveUpRound(
  run: Run,
  resource: TrackedResource,
  cursor: Cursor,
  selectHash: string,
): Promise<Outcome> {
  if (!(await reset(run, resource, cursor, selectHash)) && !(await isStillOurs(run))) return 'lost'
  throw new AppError('graph.resync', { detail: `(no end after ${mostPages} pages)` })
}

async function isStillOurs({ deps, message }: Run): Promise<boolean> {
  return (await runUnderWay(deps, message.tenantId)) === message.run
}
