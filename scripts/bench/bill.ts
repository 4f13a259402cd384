import { type Cost, messagesOf } from './cost.ts'
import { type FleetMeasured, fleet } from './fleet.ts'
import { dollarsFor, operationsPerMessage, prices } from './prices.ts'
import { markdown } from './table.ts'

export const month = { tenants: 5_000, hours: 730, days: 30.4, weeks: 4.35 } as const
export const mostDollars = 15
const scale = month.tenants / fleet.tenants

interface Line {
  what: string
  used: number
  included: number
  dollars: number
}

/**
 * A month of that many tenants: what an idle hour costs, and what the first hour of a day and of a week costs more. In
 * those one person in a hundred has changed.
 */
export function billOf(measured: FleetMeasured): Line[] {
  const used = (of: (cost: Cost) => number) => monthOf(measured, of)
  const lines: [string, number, Parameters<typeof dollarsFor>[0]][] = [
    ['Requests: cron and queue consumer', used(({ invocations }) => invocations), prices.requests],
    ['CPU ms, at most (D1’s with it)', used(({ cpuMs }) => cpuMs), prices.cpuMs],
    ['Queue operations', used((cost) => messagesOf(cost) * operationsPerMessage), prices.queueOperations],
    ['D1 rows read', used(({ database }) => database.rowsRead), prices.rowsRead],
    ['D1 rows written', used(({ database }) => database.rowsWritten), prices.rowsWritten],
    ['D1 storage, GB', (measured.storedBytes * scale) / 1e9, prices.storedGigabytes],
  ]
  return [
    { what: 'Workers Paid', used: 1, included: 0, dollars: prices.plan },
    ...lines.map(([what, amount, price]) => ({
      what,
      used: amount,
      included: price.included,
      dollars: dollarsFor(price, amount),
    })),
  ]
}

function monthOf({ idle, dayHour, weekHour }: FleetMeasured, of: (cost: Cost) => number): number {
  const more = (other: Cost, times: number) => Math.max(0, of(other) - of(idle)) * times
  return scale * (of(idle) * month.hours + more(dayHour, month.days) + more(weekHour, month.weeks))
}

/** The same where one person in a hundred changes in every hour. */
export function busySumOf(measured: FleetMeasured): number {
  return sumOf(billOf({ ...measured, idle: measured.hour }))
}

export function sumOf(lines: Line[]): number {
  return lines.reduce((sum, { dollars }) => sum + dollars, 0)
}

export function billTable(lines: Line[]): string {
  const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
  const dollars = (amount: number) => `$${amount.toFixed(2)}`
  const rows = lines.map((line) => [
    line.what,
    number.format(line.used),
    number.format(line.included),
    dollars(line.dollars),
  ])
  return markdown(
    ['', 'A month', 'Included', 'Dollars'],
    [...rows, ['Together', '', '', dollars(sumOf(lines))]],
    1,
  )
}
