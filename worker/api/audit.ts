import { listAudit } from '../store/audit.ts'
import type { Handlers } from './handlers.ts'

const pageSize = 50

export const auditHandlers = {
  'audit.list': async (filter, call) => {
    const rows = await listAudit(call, filter, pageSize + 1)
    const page = rows.slice(0, pageSize)
    const entries = page.map(({ ticketHost, ticketId, at, ...row }) => ({
      id: row.id,
      actionId: row.actionId,
      at: new Date(at).toISOString(),
      actorName: row.actorName,
      actorId: row.actorId,
      tenantId: row.tenantId,
      personId: row.personId,
      action: row.action,
      outcome: row.outcome,
      text: row.text,
      ticket: ticketHost && ticketId ? `${ticketHost}#${ticketId}` : null,
    }))
    return { entries, next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null }
  },
} satisfies Partial<Handlers>
