import { messagesOf } from './cost.ts'
import type { FirstContacts } from './first-contacts.ts'
import type { MappedHours } from './mapped-hours.ts'
import type { Planned, Planning } from './planning.ts'
import { psaRequests } from './traffic.ts'

/** What comparing contacts is to reach; README says it too. */
export const contactGoals = {
  ratioToLimit: 1.1,
  /** A thousand persons of 100,000 against a thousand of 10,000 */
  cpuRatio: 1.3,
  rowsRatio: 1.3,
  heapRatio: 1.5,
  /** D1: https://developers.cloudflare.com/d1/platform/limits/ */
  statementsPerMessage: 1_000,
  requestsPerChange: 3,
} as const

function missedOf(is: number, most: number, words: string): string[] {
  return is > most ? [`${words}: ${Number(is.toFixed(2))}, to reach: ${most}.`] : []
}

export function firstContactsMissed(all: readonly FirstContacts[]): string[] {
  return all.flatMap(({ existing, push, refused, virtualSeconds, floorSeconds }) => {
    const at = `First contacts beside ${existing}`
    return [
      ...missedOf(virtualSeconds / floorSeconds, contactGoals.ratioToLimit, `${at}: ratio to the limit`),
      ...missedOf(refused, 0, `${at}: requests refused with 429`),
      ...missedOf(push.mostStatements, contactGoals.statementsPerMessage, `${at}: statements a message`),
    ]
  })
}

/** How a larger organisation compares with a smaller one, for each person; 1 = linear. */
export function growthOf(large: Planned, small: Planned, times: number) {
  const rows = ({ cost: { database } }: Planned) => database.rowsRead + database.rowsWritten
  return {
    cpu: large.cpuMs / small.cpuMs,
    rows: rows(large) / rows(small) / times,
    heap: large.peakHeapBytes / small.peakHeapBytes,
  }
}

export function planningMissed(all: readonly Planning[]): string[] {
  const statements = all.flatMap(({ persons, linked, found }) =>
    [linked, found].flatMap(({ cost }) =>
      missedOf(
        cost.mostStatements,
        contactGoals.statementsPerMessage,
        `Planning ${persons}: statements a message`,
      ),
    ),
  )
  const [large, small] = [all.at(-1), all.at(-2)]
  if (!large || !small || small.persons < 10_000) return statements
  const growth = (['linked', 'found'] as const).flatMap((kind) => {
    const { cpu, rows, heap } = growthOf(large[kind], small[kind], large.persons / small.persons)
    const at = `Planning ${large.persons} against ${small.persons}, ${kind}`
    return [
      ...missedOf(cpu, contactGoals.cpuRatio, `${at}: CPU a person`),
      ...missedOf(rows, contactGoals.rowsRatio, `${at}: rows a person`),
      ...missedOf(heap, contactGoals.heapRatio, `${at}: peak heap`),
    ]
  })
  return [...statements, ...growth]
}

export function hoursMissed({ idle, changed }: MappedHours): string[] {
  return [
    ...missedOf(psaRequests(idle.traffic), 0, 'Requests to the PSA in an idle hour'),
    ...missedOf(messagesOf(idle) - (idle.messages.pull ?? 0), 0, 'Messages about mappings in an idle hour'),
    ...missedOf(
      psaRequests(changed.traffic),
      contactGoals.requestsPerChange,
      'Requests to the PSA for one changed person',
    ),
  ]
}
