import { type Context, Hono } from 'hono'
import { jsonBody, undocumented, unfit } from '../embedded-psa.ts'
import type { ZammadAccount, ZammadTicket } from './account.ts'

const refusal = (status: number, error: string) => Response.json({ error, error_human: error }, { status })
const missing = (what: string) => refusal(404, `Couldn't find ${what}`)

/** Zammad's API as its documentation gives it, and no more of it than is used. */
export function createApi(account: ZammadAccount): Hono {
  const api = new Hono().basePath('/api/v1')
  api.use(async (c, next) => {
    const token = c.req.header('authorization')
    if (token === undefined) return refusal(403, 'Authentication required')
    return token === `Token token=${account.token}` ? next() : refusal(401, "Can't find User for Token")
  })
  api.get('/users/me', () => Response.json(account.users.get(String(account.agent))))
  api.use(async (_c, next) =>
    account.permissions.has('ticket.agent') ? next() : refusal(403, 'Not authorized (token)!'),
  )
  addReads(api, account)
  api.post('/ticket_articles', (c) => addArticle(account, c.req.raw))
  api.notFound(() => refusal(404, 'No route matches'))
  return api
}

function addReads(api: Hono, account: ZammadAccount): void {
  const { organisations, users, tickets } = account
  api.get('/organizations', (c) => page(account, c))
  api.get('/organizations/search', (c) => {
    const names = undocumented(c.req.raw, ['query', 'limit', 'sort_by', 'order_by'])
    if (names.length) return refusal(422, `Unknown: ${names}`)
    const text = (c.req.query('query') ?? '').replaceAll('*', '').toLowerCase()
    const found = organisations.all().filter(({ name }) => name.toLowerCase().includes(text))
    return Response.json(found.slice(0, Number(c.req.query('limit') ?? 10)))
  })
  api.get('/organizations/:id{[0-9]+}', (c) => {
    const found = organisations.get(c.req.param('id'))
    return found ? Response.json(found) : missing('Organization')
  })
  api.get('/users/:id{[0-9]+}', (c) => {
    const found = users.get(c.req.param('id'))
    return found ? Response.json(found) : missing('User')
  })
  api.get('/tickets/:id{[0-9]+}', (c) => {
    const found = tickets.get(c.req.param('id'))
    if (!found) return missing('Ticket')
    return Response.json(c.req.query('expand') === 'true' ? expanded(account, found) : found)
  })
}

function page({ organisations, hardLimit }: ZammadAccount, c: Context): Response {
  const names = undocumented(c.req.raw, ['page', 'per_page', 'expand'])
  if (names.length) return refusal(422, `Unknown: ${names}`)
  const size = Math.min(Number(c.req.query('per_page') ?? 100), hardLimit)
  const from = (Number(c.req.query('page') ?? 1) - 1) * size
  return Response.json(organisations.all().slice(from, from + size))
}

/** Names beside the ids. */
function expanded({ organisations, users }: ZammadAccount, ticket: ZammadTicket) {
  const organisation = organisations.get(String(ticket.organization_id))
  const customer = users.get(String(ticket.customer_id))
  return { ...ticket, organization: organisation?.name ?? null, customer: customer?.login ?? '-' }
}

const shape = {
  ticket_id: 'number',
  subject: 'string',
  body: 'string',
  content_type: 'string',
  type: 'string',
  internal: 'boolean',
}

async function addArticle({ tickets, articles }: ZammadAccount, request: Request): Promise<Response> {
  const body = await jsonBody(request)
  if (!body) return refusal(422, 'The body is no JSON.')
  const wrong = unfit(body, shape)
  if (wrong.length) return refusal(422, `Not as documented: ${wrong}`)
  if (!tickets.get(String(body.ticket_id))) return missing('Ticket')
  if (!body.body) return refusal(422, 'Need at least an article body.')
  const article = articles.add({
    ticket_id: Number(body.ticket_id),
    subject: String(body.subject ?? ''),
    body: String(body.body),
    content_type: String(body.content_type ?? 'text/plain'),
    type: String(body.type ?? 'note'),
    // Left to itself, Zammad shows an article to the customer.
    internal: body.internal === true,
  })
  return Response.json(article, { status: 201 })
}
