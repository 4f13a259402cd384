import type { HandlerInput } from '#shared/contract.ts'
import { toCsv } from '#shared/csv.ts'
import { AppError } from '#shared/errors.ts'
import { type AuditRow, listAudit } from '../store/audit.ts'
import type { Call, Handlers } from './handlers.ts'
import { visibleIn } from './reach.ts'

const pageSize = 50
const exportSize = 1000

export const auditHandlers = {
  async 'audit.list'(filter, call) {
    requireSubject(filter, call)
    const { page, next } = await pageOf(call, filter, pageSize)
    return { entries: page.map(entryOf), next }
  },

  async 'audit.export'(filter, call) {
    const { page, next } = await pageOf(call, filter, exportSize)
    const rows = page.map((row) => columns.map(([, read]) => read(row)))
    const heading = filter.before === undefined ? [columns.map(([name]) => name)] : []
    const csv = toCsv([...heading, ...rows])
    // One file has one mark at its beginning.
    return { csv: filter.before === undefined ? csv : csv.slice(1), next }
  },
} satisfies Partial<Handlers>

/** Everything at once is for administrators. */
function requireSubject({ tenantId, personId, ticket }: HandlerInput<'audit.list'>, { caller }: Call): void {
  const isAboutSomebody = (tenantId && personId) || ticket
  if (caller.role !== 'admin' && !isAboutSomebody) throw new AppError('access.role')
}

async function pageOf(call: Call, filter: HandlerInput<'audit.list'>, size: number) {
  const { from, until, ...rest } = filter
  const times = { from: momentOf(from), until: momentOf(until) }
  const rows = await listAudit(call, { ...rest, ...times, visible: visibleIn(call.reach) }, size + 1)
  const page = rows.slice(0, size)
  return { page, next: rows.length > size ? (page.at(-1)?.id ?? null) : null }
}

const momentOf = (time: string | undefined) => (time === undefined ? undefined : Date.parse(time))

function entryOf(row: AuditRow) {
  const { verifiedHow: how, verifiedDetail: detail } = row
  return {
    id: row.id,
    actionId: row.actionId,
    at: iso(row),
    actorName: row.actorName,
    actorId: row.actorId,
    tenantId: row.tenantId,
    personId: row.personId,
    action: row.action,
    outcome: row.outcome,
    text: row.text,
    ticket: ticketOf(row),
    verified: how ? { how, detail } : null,
    reason: row.reason,
  }
}

const iso = ({ at }: AuditRow) => new Date(at).toISOString()
const ticketOf = ({ ticketHost, ticketId }: AuditRow) =>
  ticketHost && ticketId ? `${ticketHost}#${ticketId}` : null

/** Heading and value of every column of the export. */
const columns: [string, (row: AuditRow) => string | null][] = [
  ['id', ({ id }) => id],
  ['action id', ({ actionId }) => actionId],
  ['at', iso],
  ['outcome', ({ outcome }) => outcome],
  ['actor id', ({ actorId }) => actorId],
  ['actor', ({ actorName }) => actorName],
  ['tenant id', ({ tenantId }) => tenantId],
  ['person id', ({ personId }) => personId],
  ['action', ({ action }) => action],
  ['text', ({ text }) => text],
  ['code', ({ code }) => code],
  ['ticket', ticketOf],
  ['verified', ({ verifiedHow }) => verifiedHow],
  ['verified how', ({ verifiedDetail }) => verifiedDetail],
  ['reason', ({ reason }) => reason],
  ['request id', ({ requestId }) => requestId],
]
