import type { Cursor } from '../store/cursors.ts'
import type { Resource } from './resource.ts'
import type { PullMessage } from './run.ts'

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** Whether this run still has to read a resource. A person who asks wants everything read. */
export function isDue(cursor: Cursor, { run, tick, by }: PullMessage): boolean {
  if (cursor.finishedRun === run) return false
  return by === 'person' || cursor.nextDueAt <= tick
}

/** What is read every hour is due in every run; 0 keeps its row the same. */
export function nextDueAt({ every }: Resource, tick: number): number {
  return every === 'hour' ? 0 : tick + dayMs
}
