import { type Cost, messagesOf } from './cost.ts'
import type { FleetMeasured } from './fleet.ts'
import { goals } from './goals.ts'
import { type Measured, pageWaitMs } from './measure.ts'
import { psaRequests } from './traffic.ts'

const whole = new Intl.NumberFormat('en-GB')
export const number = (value: number) => whole.format(Math.round(value))
export const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e6 ? 3 : 1)} MB`

const head = [
  'Users',
  '',
  'Requests',
  'Statements',
  'Rows read',
  'Rows written',
  'Bytes read',
  'Wall time',
  'CPU time',
]

function costCells({ traffic, database, wallMs, cpuMs }: Cost): string[] {
  const { core, ...apart } = traffic.requests
  const extra = Object.entries(apart).filter(([, count]) => count > 0)
  return [
    [number(core), ...extra.map(([kind, count]) => `${number(count)} ${kind}`)].join(' + '),
    number(database.statements),
    number(database.rowsRead),
    number(database.rowsWritten),
    megabytes(traffic.bytes),
    `${(wallMs / 1000).toFixed(2)} s`,
    `${(cpuMs / 1000).toFixed(2)} s`,
  ]
}

function costRows({ users, first, idle, changedHour, changed }: Measured): string[][] {
  return [
    [number(users), 'first sync', ...costCells(first)],
    ['', 'idle hour', ...costCells(idle)],
    ['', `hour with ${number(changed)} changed`, ...costCells(changedHour)],
  ]
}

const ratioHead = [
  'Users',
  'First sync ÷ bare paging',
  `The same, ${pageWaitMs} ms a page`,
  'Largest page',
  'Peak heap',
]

function ratioRow({ users, ratio, ratioWaiting, first, peakHeapBytes }: Measured): string[] {
  return [
    number(users),
    ratio.toFixed(2),
    `${ratioWaiting.toFixed(2)} (to reach: ${goals.ratioWaiting})`,
    megabytes(first.traffic.largestPageBytes),
    megabytes(peakHeapBytes),
  ]
}

/** Markdown; the first `words` columns are read from the left. */
export function markdown(header: string[], rows: string[][], words: number): string {
  const rule = header.map((_, at) => (at < words ? '---' : '--:'))
  return [header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

export function tablesOf(all: Measured[]): string {
  return [markdown(head, all.flatMap(costRows), 2), markdown(ratioHead, all.map(ratioRow), 1)].join('\n\n')
}

/** What the hours of a whole fleet cost. */
export function fleetTable({ first, idle, hour, dayHour, weekHour }: FleetMeasured): string {
  const rows: [string, Cost][] = [
    ['first sync', first],
    ['idle hour', idle],
    ['hour', hour],
    ['first hour of a day', dayHour],
    ['first hour of a week', weekHour],
  ]
  const cells = rows.map(([name, cost]) => [
    name,
    ...costCells(cost),
    number(messagesOf(cost)),
    number(psaRequests(cost.traffic)),
  ])
  return markdown(['', ...head.slice(2), 'Messages', 'PSA requests'], cells, 1)
}
