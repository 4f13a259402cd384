import { AppError, type ErrorCode } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { readerGraph } from '../graph/client.ts'
import { createMeter, spentOf } from '../graph/meter.ts'
import { forgetToken } from '../graph/token.ts'
import { logFailure } from '../log.ts'
import { commit } from '../store/commit.ts'
import { failCursor, openCursor } from '../store/cursors.ts'
import { fenced } from '../store/fence.ts'
import { claimLease, extendLease, runUnderWay } from '../store/leases.ts'
import { isOfTenant } from './concerns.ts'
import { isDue } from './due.ts'
import { finishRun } from './finish.ts'
import { requireGranted } from './grants.ts'
import { mostPendingAttempts } from './patience.ts'
import { pullChanges } from './pull-changes.ts'
import { pullWhole, recordLack } from './pull-whole.ts'
import { type Resource, selectionOf } from './resource.ts'
import { resources } from './resources/index.ts'
import {
  createBudget,
  fenceOf,
  isLoaded,
  loadedPauseSeconds,
  type Outcome,
  type PullMessage,
  type Run,
} from './run.ts'

/** These may pass by themselves within minutes: the queue delivers again, a few times. */
const passing: readonly ErrorCode[] = ['graph.unavailable', 'graph.malformed', 'internal']

/** Where a resource stands for a capability, these say that the tenant does not have it. */
const lacking: readonly ErrorCode[] = ['graph.denied', 'graph.noLicence']

/**
 * Reads everything of a tenant that is due, from where its cursors stand. Raises what concerns the whole tenant, and
 * what is worth another delivery while `mayRetry`; whatever concerns one resource stands on it and stops no other.
 */
export async function pull(
  deps: Deps,
  message: PullMessage,
  mayRetry: boolean,
  meter = createMeter(message.spent),
): Promise<void> {
  const state = await claimLease(deps, message)
  if (state === null) return
  // A token from before a consent lacks what was just granted.
  if (message.by === 'person' || state !== 'connected') forgetToken(deps, message.tenantId, 'reader')
  const graph = readerGraph(deps, message.tenantId, { meter })
  const run: Run = {
    deps,
    graph,
    message,
    state,
    budget: createBudget(deps.now, meter),
    meter,
    resets: message.resets ?? 0,
  }
  for (const resource of resources) {
    const outcome = await pullOne(run, resource, mayRetry)
    if (outcome === 'lost') return
    if (outcome === 'paused') return goOnLater(run)
  }
  await finishRun(run)
}

/** A fresh consent takes minutes to reach all servers; until then some of them refuse. */
function isFresh({ state, message }: Run): boolean {
  return state === 'pending' && message.attempt < mostPendingAttempts
}

/** The same run in a new message, from where the cursors stand; after a while where Microsoft has no more to give. */
async function goOnLater({ deps, message, resets, meter }: Run): Promise<void> {
  const next: PullMessage = { ...message, attempt: 1, resets, spent: spentOf(meter) }
  if (!isLoaded(meter)) return void (await deps.env.QUEUE.send(next))
  const delaySeconds = loadedPauseSeconds
  if (!(await extendLease(deps, message.tenantId, message.run, delaySeconds * 1000))) return
  await deps.env.QUEUE.send(next, { delaySeconds })
}

async function pullOne(run: Run, resource: Resource, mayRetry: boolean): Promise<Outcome> {
  try {
    return await readResource(run, resource)
  } catch (error) {
    if (!(error instanceof AppError)) return settleUnknown(run, resource, mayRetry, error)
    if (resource.capability && lacking.includes(error.code)) {
      return recordLack(run, resource, resource.capability)
    }
    if (error.code === 'graph.denied' && isFresh(run)) throw new AppError('tenant.pending', { cause: error })
    if (isOfTenant(error.code)) throw error
    if (mayRetry && passing.includes(error.code)) throw error
    return recordProblem(run, resource, error)
  }
}

/** A statement that D1 refuses again and again, or a mistake of ours: it must not keep the others from being read. */
async function settleUnknown(
  run: Run,
  resource: Resource,
  mayRetry: boolean,
  cause: unknown,
): Promise<Outcome> {
  if (mayRetry) throw cause
  logFailure({ at: 'queue', tenantId: run.message.tenantId, run: run.message.run }, cause)
  return recordProblem(run, resource, new AppError('internal', { cause }))
}

async function readResource(run: Run, resource: Resource): Promise<Outcome> {
  const { deps, message } = run
  const selectHash = resource.kind === 'changes' ? await selectionOf(resource) : ''
  const cursor = await openCursor(deps, message.tenantId, resource.name, selectHash)
  if (!isDue(cursor, message)) return 'finished'
  if (run.budget.isSpent()) return 'paused'
  await requireGranted(deps, message.tenantId, resource)
  return resource.kind === 'changes' ? pullChanges(run, resource) : pullWhole(run, resource, cursor)
}

/** The resource is done for this run; where its reading stands is kept for the next one. */
async function recordProblem(run: Run, resource: Resource, error: AppError): Promise<Outcome> {
  const { deps, message } = run
  const detail = detailOf(resource, error)
  for (;;) {
    const { version } = await openCursor(deps, message.tenantId, resource.name, '')
    const prepare = fenced(deps.env.DB, fenceOf(run, resource.name, version))
    const problem = { run: message.run, now: deps.now(), code: error.code, detail }
    if (await commit(deps, [failCursor(prepare, problem)])) return 'finished'
    // A person was refreshed in between, or the lease is gone.
    if ((await runUnderWay(deps, message.tenantId)) !== message.run) return 'lost'
  }
}

/** What was being read, with the permission where that is what is missing. */
function detailOf({ title, permissions }: Resource, { code, detail }: AppError): string {
  const needs = ['graph.denied', 'tenant.consentAgain'].includes(code)
    ? `needs ${permissions.join(', ')}`
    : 'could not be read'
  return `${title} ${needs}. ${detail ?? ''}`.trim()
}
