import type { ClientInput } from '#shared/contract.ts'
import { call } from '../../api.ts'
import type { RecordFilter } from '../route.ts'

type Asked = Omit<ClientInput<'audit.list'>, 'before'>
const dayMilliseconds = 24 * 3_600_000

/** As the server is asked: days by the clock here, the last one to its end. */
export function askedOf({ from, until, ticket, ...same }: RecordFilter): Asked {
  const [begin, end] = [dayOf(from), dayOf(until)]
  const [host, ticketId] = ticket?.split('#') ?? []
  return {
    ...same,
    ...(begin === null ? {} : { from: new Date(begin).toISOString() }),
    ...(end === null ? {} : { until: new Date(end + dayMilliseconds).toISOString() }),
    ...(host && ticketId ? { ticket: { host, ticketId } } : {}),
  }
}

function dayOf(day: string | undefined): number | null {
  const at = Date.parse(`${day}T00:00:00`)
  return Number.isNaN(at) ? null : at
}

/** The whole file; the server writes it, page by page. */
export async function recordAsCsv(filter: RecordFilter, onRead: (count: number) => void): Promise<string> {
  const parts: string[] = []
  for (let before: string | null = null; ; ) {
    const page: { csv: string; next: string | null } = await call('audit.export', {
      ...askedOf(filter),
      ...(before === null ? {} : { before }),
    })
    parts.push(page.csv)
    onRead(page.csv.split('\r\n').length - 1)
    if (page.next === null || page.next === before) return parts.join('')
    before = page.next
  }
}
