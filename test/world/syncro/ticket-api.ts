import type { Hono } from 'hono'
import type { SyncroAccount } from './account.ts'
import { invalid, json, notFound } from './answers.ts'
import { bodyErrors, shapes } from './body.ts'
import { commentJson, ticketDetailJson, ticketJson } from './json.ts'
import { bodyOf, contains, list, record, refuse } from './request.ts'

export function addTickets(api: Hono, account: SyncroAccount): void {
  const filters = ['customer_id', 'contact_id', 'number', 'status', 'query', 'page']
  api.get('/tickets', (c) => {
    const refusal = refuse(account, c, 'Tickets - List/Search', filters)
    if (refusal) return refusal
    const same = (value: unknown, name: string) =>
      c.req.query(name) === undefined || String(value) === c.req.query(name)
    const found = [...account.tickets.values()].filter(
      (ticket) =>
        same(ticket.customerId, 'customer_id') &&
        same(ticket.contactId, 'contact_id') &&
        same(ticket.number, 'number') &&
        same(ticket.status, 'status') &&
        contains(ticket.subject, c.req.query('query')),
    )
    return list(c, 'tickets', found, account.perPage.tickets, (ticket) => ticketJson(account, ticket))
  })
  api.get('/tickets/:id{[0-9]+}', (c) => {
    const ticket = account.tickets.get(Number(c.req.param('id')))
    return (
      refuse(account, c, 'Tickets - View Details', []) ??
      (ticket ? json(200, { ticket: ticketDetailJson(account, ticket) }) : notFound())
    )
  })
  api.post('/tickets/:id{[0-9]+}/comment', async (c) => {
    const refusal = refuse(account, c, 'Tickets - Edit', [])
    if (refusal) return refusal
    const ticket = account.tickets.get(Number(c.req.param('id')))
    if (!ticket) return notFound()
    const body = await bodyOf(c)
    const errors = body ? bodyErrors(body, shapes.comment, ['body', 'subject']) : ['Body is not JSON']
    if (!body || errors.length) return invalid(errors)
    const hidden = body.hidden === true
    const comment = account.comment(ticket.id, {
      subject: String(body.subject),
      body: String(body.body),
      hidden,
      // Left to itself, Syncro e-mails the customer whatever is not hidden.
      emailed: !hidden && body.do_not_email !== true,
      tech: typeof body.tech === 'string' ? body.tech : account.key.user.name,
    })
    record(account, c, body)
    return json(200, { comment: commentJson(comment) })
  })
}
