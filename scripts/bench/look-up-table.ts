import { type LookUps, quantile } from './look-ups.ts'
import type { Shown } from './pages.ts'
import { markdown, number } from './table.ts'

/** Rows that one look-up may read: an index leads to them. */
const mostRowsRead = 60

export function lookUpTable({ persons, all }: LookUps): string {
  const head = [
    `Among ${number(persons)} persons`,
    'Asked',
    'p50 ms',
    'p99 ms',
    'Rows read, p50',
    'Rows read, most',
    'Statements',
  ]
  const rows = all.map(({ what, count, p50Ms, p99Ms, rowsRead, statements }) => [
    what,
    number(count),
    p50Ms.toFixed(1),
    p99Ms.toFixed(1),
    number(rowsRead.p50),
    `${number(rowsRead.most)} (to reach: ${mostRowsRead})`,
    number(statements),
  ])
  return markdown(head, rows, 0)
}

export function lookUpsMissed({ all }: LookUps): string[] {
  return all
    .filter(({ rowsRead }) => rowsRead.most > mostRowsRead)
    .map(({ what, rowsRead }) => `${what}: ${rowsRead.most} rows read, to reach: ${mostRowsRead}.`)
}

/** One round trip to first paint, and no task of the page over 50 ms. */
const mostRequests = 1

export function pagesTable(all: readonly Shown[]): string {
  const head = ['', 'Times', 'p50 ms', 'p99 ms', 'Requests before', 'Tasks over 50 ms']
  const rows = all.map(({ what, times, requests, longTasks }) => [
    what,
    number(times.length),
    number(quantile(times, 0.5)),
    number(quantile(times, 0.99)),
    requests === null ? '' : `${requests} (to reach: ${mostRequests})`,
    longTasks === null ? '' : number(longTasks),
  ])
  return markdown(head, rows, 0)
}

export function pagesMissed(all: readonly Shown[]): string[] {
  return all
    .filter(({ requests }) => (requests ?? 0) > mostRequests)
    .map(({ what, requests }) => `${what}: ${requests} requests, to reach: ${mostRequests}.`)
}
