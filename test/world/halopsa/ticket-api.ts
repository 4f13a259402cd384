import type { Hono } from 'hono'
import { json } from '../syncro/answers.ts'
import type { HaloAccount, HaloTicket } from './account.ts'
import { exception, list, paging, records, refuse, written } from './request.ts'

const actionKinds = {
  ticket_id: 'number',
  outcome_id: 'number',
  hiddenfromuser: 'boolean',
  note_html: 'string',
} as const

export function addTickets(api: Hono, account: HaloAccount): void {
  api.get(
    '/Tickets',
    (c) =>
      refuse(account, c, 'read:tickets', paging) ??
      list(
        account,
        c,
        'tickets',
        [...account.tickets.values()].map((ticket) => ticketJson(account, ticket)),
      ),
  )
  api.get('/Tickets/:id{[0-9]+}', (c) => {
    const ticket = account.tickets.get(Number(c.req.param('id')))
    return (
      refuse(account, c, 'read:tickets', ['includedetails']) ??
      (ticket ? json(200, ticketJson(account, ticket)) : exception(404, 'Not found'))
    )
  })
  api.post('/Actions', async (c) => {
    const refusal = refuse(account, c, 'edit:tickets', [])
    if (refusal) return refusal
    const body = await records(c, actionKinds)
    if (body instanceof Response) return body
    const answers = body.map((record) => act(account, record))
    return answers.find((answer) => answer instanceof Response) ?? written(answers)
  })
}

function act(account: HaloAccount, record: Record<string, unknown>): object {
  const ticket = account.tickets.get(Number(record.ticket_id))
  if (!ticket) return exception(400, 'The ticket does not exist.')
  if (record.outcome_id === undefined) return exception(400, 'An Outcome must be entered for this Action')
  const outcomeId = Number(record.outcome_id)
  if (!account.outcomes.has(outcomeId)) return exception(400, 'You do not have access to this Action')
  const action = {
    id: ticket.actions.length + 1,
    outcomeId,
    // Left to itself, an action is shown to the end user.
    hidden: record.hiddenfromuser === true,
    noteHtml: String(record.note_html ?? ''),
  }
  ticket.actions.push(action)
  account.log.push({ path: '/Actions', record })
  return { id: action.id, ticket_id: ticket.id, outcome_id: outcomeId, hiddenfromuser: action.hidden }
}

function ticketJson({ clients, users }: HaloAccount, { id, summary, clientId, userId }: HaloTicket) {
  return {
    id,
    summary,
    client_id: clientId,
    client_name: clients.get(clientId)?.name ?? '',
    user_id: userId,
    user_name: users.get(userId)?.name ?? '',
  }
}
