import { contactGoals, growthOf } from './contact-goals.ts'
import { messagesOf } from './cost.ts'
import type { FirstContacts } from './first-contacts.ts'
import { type MappedHours, mapped } from './mapped-hours.ts'
import type { Planned, Planning } from './planning.ts'
import { markdown, megabytes, number } from './table.ts'
import { psaRequests } from './traffic.ts'

export function firstContactsTable(all: readonly FirstContacts[]): string {
  const head = [
    'Contacts before',
    'Created',
    'Requests for the plan',
    'Requests for sending',
    'Seconds',
    'The limit alone',
    'Ratio',
    'Refused (429)',
    'Statements',
    'Most a message',
  ]
  const rows = all.map((one) => [
    number(one.existing),
    number(one.created),
    number(one.planRequests),
    number(one.pushRequests),
    number(one.virtualSeconds),
    number(one.floorSeconds),
    `${(one.virtualSeconds / one.floorSeconds).toFixed(3)} (to reach: ${contactGoals.ratioToLimit})`,
    number(one.refused),
    number(one.push.database.statements),
    number(one.push.mostStatements),
  ])
  return markdown(head, rows, 0)
}

export function planningTable(all: readonly Planning[]): string {
  const head = [
    'Persons = contacts',
    '',
    'Messages',
    'Statements',
    'Most a message',
    'Rows read',
    'Rows written',
    'CPU ms a thousand',
    'Peak heap',
  ]
  const cells = ({ cost, messages, cpuMs, peakHeapBytes }: Planned) => [
    number(messages),
    number(cost.database.statements),
    number(cost.mostStatements),
    number(cost.database.rowsRead),
    number(cost.database.rowsWritten),
    number(cpuMs),
    megabytes(peakHeapBytes),
  ]
  const rows = all.flatMap(({ persons, linked, found }) => [
    [number(persons), 'all linked', ...cells(linked)],
    ['', 'all found by address', ...cells(found)],
  ])
  return [markdown(head, rows, 2), growthTable(all)].filter((table) => table !== '').join('\n\n')
}

function growthTable(all: readonly Planning[]): string {
  const [large, small] = [all.at(-1), all.at(-2)]
  if (!large || !small) return ''
  const { cpuRatio, rowsRatio, heapRatio } = contactGoals
  const row = (kind: 'linked' | 'found') => {
    const { cpu, rows, heap } = growthOf(large[kind], small[kind], large.persons / small.persons)
    const bounded = (is: number, most: number) => `${is.toFixed(2)} (to reach: ${most})`
    return [`all ${kind}`, bounded(cpu, cpuRatio), bounded(rows, rowsRatio), bounded(heap, heapRatio)]
  }
  const head = [
    `${number(large.persons)} ÷ ${number(small.persons)}`,
    'CPU a person',
    'Rows a person',
    'Peak heap',
  ]
  return markdown(head, [row('linked'), row('found')], 1)
}

export function hoursTable({ idle, changed }: MappedHours): string {
  const head = [
    `${mapped.mappings} mappings`,
    'PSA requests',
    'Messages',
    'of them about mappings',
    'Statements',
    'Rows read',
    'Rows written',
  ]
  const rows = Object.entries({ 'idle hour': idle, 'hour with 1 person changed': changed }).map(
    ([name, { traffic, messages, database, ...cost }]) => {
      const whole = messagesOf({ ...cost, traffic, messages, database })
      return [
        name,
        psaRequests(traffic),
        whole,
        whole - (messages.pull ?? 0),
        database.statements,
        database.rowsRead,
        database.rowsWritten,
      ].map((cell) => (typeof cell === 'number' ? number(cell) : cell))
    },
  )
  return markdown(head, rows, 1)
}
