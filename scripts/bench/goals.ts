import type { Cost } from './cost.ts'
import { type Measured, pageWaitMs } from './measure.ts'
import type { Traffic } from './traffic.ts'

/** What the sync is to reach; README says it too. */
export const goals = {
  idleRequests: 4,
  idleRowsWritten: 8,
  rowsPerChangedUser: 2,
  firstRequests: (users: number) => Math.ceil(users / 999) + 12,
  ratioWaiting: 1.5,
} as const

function allRequests({ requests }: Traffic): number {
  return Object.values(requests).reduce((sum, count) => sum + count, 0)
}

/** Rows about persons: themselves, the index of their addresses, the record of their changes. */
function personRows({ database }: Cost): number {
  return Object.entries(database.writtenTo)
    .filter(([table]) => table.startsWith('person'))
    .reduce((sum, [, rows]) => sum + rows, 0)
}

/** What was missed, in words. */
export function goalsMissed(measured: Measured): string[] {
  const { users, first, idle, changedHour, changed, ratioWaiting } = measured
  const missed = (is: number, most: number, words: string) =>
    is > most ? [`${users} users: ${words}: ${Number(is.toFixed(2))}, to reach: ${most}.`] : []
  return [
    ...missed(allRequests(idle.traffic), goals.idleRequests, 'requests of an idle hour'),
    ...missed(idle.database.rowsWritten, goals.idleRowsWritten, 'rows written in an idle hour'),
    ...missed(personRows(idle), 0, 'rows about persons written in an idle hour'),
    ...missed(personRows(changedHour) / changed, goals.rowsPerChangedUser, 'rows a changed user'),
    ...missed(first.traffic.requests.core, goals.firstRequests(users), 'requests of the first sync'),
    ...missed(ratioWaiting, goals.ratioWaiting, `first sync ÷ bare paging, ${pageWaitMs} ms a page`),
  ]
}
