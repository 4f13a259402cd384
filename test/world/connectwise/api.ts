import { type Context, Hono } from 'hono'
import { jsonBody, undocumented, unfit } from '../embedded-psa.ts'
import type { ConnectwiseAccount, Ticket } from './account.ts'
import { list, refusal } from './list.ts'

const rightOf: [RegExp, Parameters<ConnectwiseAccount['rights']['has']>[0]][] = [
  [/\/company\/companies/, 'companies'],
  [/\/company\/contacts/, 'contacts'],
  [/\/notes$/, 'notes'],
  [/\/service\/tickets/, 'tickets'],
]

/** ConnectWise PSA's API as far as it is used, as strict as it is described. */
export function createApi(account: ConnectwiseAccount): Hono {
  const api = new Hono().basePath('/v4_6_release/apis/3.0')
  api.use(async (c, next) => refuse(account, c) ?? next())
  addReads(api, account)
  api.post('/service/tickets/:id{[0-9]+}/notes', (c) => addNote(account, c.req.param('id'), c.req.raw))
  api.notFound(() => refusal(404, 'NotFound', 'The resource does not exist.'))
  return api
}

function refuse({ key, rights }: ConnectwiseAccount, c: Context): Response | null {
  if (c.req.header('clientid') !== key.clientId)
    return refusal(401, 'Unauthorized', 'The clientId is not valid.')
  const pair = btoa(`${key.companyId}+${key.publicKey}:${key.privateKey}`)
  if (c.req.header('authorization') !== `Basic ${pair}`)
    return refusal(401, 'Unauthorized', 'The credentials are not valid.')
  const right = rightOf.find(([path]) => path.test(c.req.path))?.[1]
  return right && !rights.has(right)
    ? refusal(403, 'SecurityPermissionsError', 'You do not have security permission.')
    : null
}

function addReads(api: Hono, account: ConnectwiseAccount): void {
  const { companies, contacts, communications, tickets } = account
  const unknown = (what: string) => refusal(404, 'NotFound', `${what} not found`)
  api.get('/company/companies', (c) => list(c, companies.all()))
  api.get('/company/companies/:id{[0-9]+}', (c) => {
    const found = companies.get(c.req.param('id'))
    return found ? Response.json(found) : unknown('Company')
  })
  api.get('/company/contacts', (c) => list(c, contacts.all()))
  api.get('/company/contacts/:id{[0-9]+}/communications', (c) => {
    const id = c.req.param('id')
    if (!contacts.get(id)) return unknown('Contact')
    return list(
      c,
      communications.all().filter(({ contactId }) => String(contactId) === id),
    )
  })
  api.get('/service/tickets', (c) =>
    list(
      c,
      tickets.all().map((ticket) => ticketJson(account, ticket)),
    ),
  )
  api.get('/service/tickets/:id{[0-9]+}', (c) => {
    const found = tickets.get(c.req.param('id'))
    const names = undocumented(c.req.raw, ['fields'])
    if (names.length) return refusal(400, 'InvalidObject', `Unknown: ${names}`)
    return found ? Response.json(ticketJson(account, found)) : unknown('Ticket')
  })
}

function ticketJson({ companies, contacts }: ConnectwiseAccount, ticket: Ticket) {
  const { companyId, contactId, ...rest } = ticket
  const company = companies.get(String(companyId))
  const contact = contacts.get(String(contactId))
  return {
    ...rest,
    company: company && { id: company.id, identifier: company.identifier, name: company.name },
    contact: contact && { id: contact.id, name: `${contact.firstName} ${contact.lastName}` },
  }
}

const shape = {
  text: 'string',
  detailDescriptionFlag: 'boolean',
  internalAnalysisFlag: 'boolean',
  resolutionFlag: 'boolean',
  processNotifications: 'boolean',
}

async function addNote(
  { tickets, notes }: ConnectwiseAccount,
  id: string,
  request: Request,
): Promise<Response> {
  const ticket = tickets.get(id)
  if (!ticket) return refusal(404, 'NotFound', 'Ticket not found')
  const body = await jsonBody(request)
  const wrong = body ? unfit(body, shape) : ['body']
  if (!body || wrong.length) return refusal(400, 'InvalidObject', `Not as documented: ${wrong}`)
  if (!body.text) return refusal(400, 'InvalidObject', 'The field text is required.')
  const kinds = {
    internalAnalysisFlag: body.internalAnalysisFlag === true,
    resolutionFlag: body.resolutionFlag === true,
    // Left to itself, a note is a part of the discussion.
    detailDescriptionFlag: body.detailDescriptionFlag === true || !body.internalAnalysisFlag,
  }
  const isSeen = kinds.detailDescriptionFlag || kinds.resolutionFlag
  const mailed = isSeen && body.processNotifications !== false
  const note = notes.add({ ticketId: ticket.id, text: String(body.text), ...kinds, mailed })
  return Response.json({ ...note, internalFlag: true, externalFlag: true }, { status: 201 })
}
