import type { Hono } from 'hono'
import { json } from '../syncro/answers.ts'
import type { AlgaAccount, AlgaTicket } from './account.ts'
import { bodyOf, invalid, keep, list, notFound, paging, refuse } from './request.ts'

const kinds = { comment_text: 'string', is_internal: 'boolean', is_resolution: 'boolean' } as const

export function addTickets(api: Hono, account: AlgaAccount): void {
  api.get(
    '/tickets',
    (c) =>
      refuse(account, c, 'ticket: read', paging) ??
      list(c, [...account.tickets.values()], (ticket) => ticketJson(account, ticket)),
  )
  api.get('/tickets/:id', (c) => {
    const ticket = account.tickets.get(c.req.param('id'))
    return (
      refuse(account, c, 'ticket: read', []) ??
      (ticket ? json(200, { data: ticketJson(account, ticket) }) : notFound('ticket'))
    )
  })
  api.post('/tickets/:id/comments', async (c) => {
    const refusal = refuse(account, c, 'ticket: update', [])
    if (refusal) return refusal
    const ticket = account.tickets.get(c.req.param('id'))
    if (!ticket) return notFound('ticket')
    const body = await bodyOf(c, kinds, ['comment_text'])
    if (body instanceof Response) return body
    const text = String(body.comment_text)
    if (text.length > 5000) return invalid('comment_text', 'Comment text is too long (max 5000 characters)')
    // Left to itself, a comment is shown to the customer.
    const comment = { id: account.nextId(), text, internal: body.is_internal === true }
    ticket.comments.push(comment)
    keep(account, c, body)
    return json(201, {
      data: {
        comment_id: comment.id,
        ticket_id: ticket.id,
        comment_text: text,
        is_internal: comment.internal,
      },
    })
  })
}

function ticketJson({ clients, contacts }: AlgaAccount, ticket: AlgaTicket) {
  const client = clients.get(ticket.clientId)
  const contact = contacts.get(ticket.contactId ?? '')
  return {
    ticket_id: ticket.id,
    ticket_number: ticket.number,
    title: ticket.title,
    client_id: ticket.clientId,
    client_name: client?.name ?? null,
    client_email: client?.email ?? null,
    contact_name_id: ticket.contactId,
    contact_name: contact?.name ?? null,
    contact_email: contact?.email ?? null,
  }
}
