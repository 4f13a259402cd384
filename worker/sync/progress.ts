import type { Problem, SyncProgress } from '#shared/contract.ts'
import { errorText, isErrorCode, nextStep } from '#shared/errors.ts'
import type { ProgressCursor, ProgressRows } from '../store/progress.ts'
import { resources } from './resources/index.ts'

type ResourceProgress = SyncProgress['resources'][number]

/** What a person sees of a run: each resource's state, with what is wrong in words. */
export function progressOf({ tenant, cursors }: ProgressRows, now: number): SyncProgress {
  const run = tenant.leaseRun !== null && (tenant.leaseUntil ?? 0) > now ? tenant.leaseRun : null
  const byName = new Map(cursors.map((cursor) => [cursor.resource, cursor]))
  const states = resources.map(({ name, title }) => oneOf(name, title, byName.get(name), run))
  if (run !== null) {
    const next = states.find(({ state }) => state === 'waiting')
    if (next) next.state = 'running'
  }
  return {
    running: run !== null,
    startedAt: isoOrNull(tenant.startedAt),
    finishedAt: isoOrNull(tenant.finishedAt),
    resources: states,
  }
}

function oneOf(
  name: string,
  title: string,
  cursor: ProgressCursor | undefined,
  run: string | null,
): ResourceProgress {
  const isOver =
    cursor !== undefined && (run === null ? cursor.finishedAt !== null : cursor.finishedRun === run)
  const problem = problemOf(cursor)
  const failed = problem !== null && (run === null || isOver)
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

function problemOf(cursor: ProgressCursor | undefined): Problem | null {
  if (!cursor?.problemCode || !isErrorCode(cursor.problemCode)) return null
  return {
    code: cursor.problemCode,
    text: errorText(cursor.problemCode, cursor.problemDetail),
    next: nextStep(cursor.problemCode) ?? null,
    since: new Date(cursor.problemSince ?? 0).toISOString(),
  }
}

function isoOrNull(time: number | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
