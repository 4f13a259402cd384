import type { ItflowAccount, ItflowTicket } from './account.ts'
import { created, rows } from './answers.ts'
import { asInteger, asText, asTime } from './column.ts'
import { type ItflowCall, listed, type Operation, record } from './request.ts'

const ticketRow = ({ ticketPrefix }: ItflowAccount, ticket: ItflowTicket) => ({
  ticket_id: String(ticket.id),
  ticket_prefix: ticketPrefix,
  ticket_number: String(ticket.number),
  ticket_source: null,
  ticket_subject: ticket.subject,
  ticket_details: ticket.details,
  ticket_priority: 'Low',
  ticket_status: '1',
  ticket_created_at: asTime(ticket.createdAt),
  ticket_archived_at: null,
  ticket_client_id: String(ticket.clientId),
  ticket_contact_id: String(ticket.contactId),
})

function readTickets(call: ItflowCall): Response {
  const { account, value } = call
  const clientOf = ({ clientId }: ItflowTicket) => clientId
  const all = [...account.tickets.values()]
  if (value('ticket_id') === undefined)
    return rows(listed(call, all, clientOf).map((ticket) => ticketRow(account, ticket)))
  const found = all.filter(({ id }) => id === asInteger(value('ticket_id')))
  // The status has its name here alone.
  return rows(
    listed(call, found, clientOf, true).map((ticket) => ({
      ...ticketRow(account, ticket),
      ticket_status_name: ticket.status,
    })),
  )
}

function createReply(call: ItflowCall): Response {
  const { account, value } = call
  const ticket = account.tickets.get(asInteger(value('ticket_id')))
  const reply = asText(value('ticket_reply'))
  const clientId = asInteger(value('client_id'))
  if (!ticket || !reply || account.key.user.deniedClients.has(ticket.clientId)) return created(null)
  // The client that a write names must be the ticket's own.
  if (clientId !== 0 && ticket.clientId !== clientId) return created(null)
  const isPublic = asText(value('ticket_reply_type')).toLowerCase() === 'public'
  const { id } = account.reply(ticket.id, {
    reply,
    type: isPublic ? 'Public' : 'Internal',
    by: account.key.user.name,
  })
  record(call)
  return created(id)
}

export const ticketOperations: Record<string, Operation> = {
  'tickets/read': {
    method: 'GET',
    module: 'module_support',
    level: 1,
    reads: ['ticket_id'],
    answer: readTickets,
  },
  'ticket_replies/create': {
    method: 'POST',
    module: 'module_support',
    level: 2,
    reads: ['ticket_id', 'ticket_reply', 'ticket_reply_type', 'ticket_reply_time_worked', 'ticket_status'],
    answer: createReply,
  },
}
