import type { SyncProgress } from '#shared/contract.ts'
import { problemOf } from '../store/problem.ts'
import type { ProgressCursor, ProgressRows } from '../store/progress.ts'
import { resources } from './resources/index.ts'

type ResourceProgress = SyncProgress['resources'][number]

/** What a person sees of a run: each resource's state, with what is wrong in words. */
export function progressOf({ tenant, cursors }: ProgressRows, now: number): SyncProgress {
  const run = tenant.leaseRun !== null && (tenant.leaseUntil ?? 0) > now ? tenant.leaseRun : null
  const byName = new Map(cursors.map((cursor) => [cursor.resource, cursor]))
  const states = resources.map(({ name, title }) =>
    oneOf({ name, title, cursor: byName.get(name), run, now }),
  )
  if (run !== null) {
    const next = states.find(({ state }) => state === 'waiting')
    if (next) next.state = 'running'
  }
  return {
    running: run !== null,
    startedAt: isoOrNull(tenant.startedAt),
    finishedAt: isoOrNull(tenant.finishedAt),
    resources: states,
    cost: costOf(tenant),
  }
}

/** Of the run that finished last; of a run under way nothing is known yet. */
function costOf({ lastRequests, lastUnits }: ProgressRows['tenant']): SyncProgress['cost'] {
  if (lastRequests === null || lastUnits === null) return null
  return { requests: lastRequests, resourceUnits: lastUnits }
}

interface Seen {
  name: string
  title: string
  cursor: ProgressCursor | undefined
  /** The run under way, if any */
  run: string | null
  now: number
}

function oneOf({ name, title, cursor, run, now }: Seen): ResourceProgress {
  const isOver =
    cursor !== undefined && (run === null ? cursor.finishedAt !== null : isPassed(cursor, run, now))
  const problem = cursor ? problemOf(cursor) : null
  const failed = problem !== null && problem.code !== 'graph.unreadable' && (run === null || isOver)
  return {
    name,
    title,
    state: failed ? 'failed' : isOver ? 'done' : 'waiting',
    read: cursor?.read ?? 0,
    changed: cursor?.changed ?? 0,
    finishedAt: isoOrNull(cursor?.finishedAt ?? null),
    problem,
  }
}

/** Read in this run already, or (once a day) not its turn. */
function isPassed({ finishedRun, finishedAt, nextDueAt }: ProgressCursor, run: string, now: number): boolean {
  return finishedRun === run || (finishedAt !== null && nextDueAt > now)
}

function isoOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
