import { Hono } from 'hono'
import { jsonBody, undocumented, unfit } from '../embedded-psa.ts'
import type { AutotaskAccount } from './account.ts'
import { query } from './query.ts'
import { refusal } from './refusal.ts'

const base = '/atservicesrest/v1.0'

/** Told to everybody. */
export function createDirectory({ key, zone }: AutotaskAccount): Hono {
  const directory = new Hono().basePath(base)
  directory.get('/ZoneInformation', (c) => {
    if (undocumented(c.req.raw, ['user']).length || c.req.query('user') !== key.userName)
      return refusal(['The zone of this user could not be determined.'])
    return Response.json({
      zoneName: 'America East 2',
      url: `https://webservices${zone}.autotask.net/ATServicesRest/`,
      webUrl: `https://ww${zone}.autotask.net/`,
      ci: 20_264,
    })
  })
  return directory
}

/** Autotask's API in the zone of the account, as far as it is used. */
export function createApi(account: AutotaskAccount): Hono {
  const api = new Hono().basePath(base)
  const { key } = account
  api.use('/:entity/*', async (c, next) => {
    const isKnown =
      c.req.header('apiintegrationcode') === key.integrationCode &&
      c.req.header('username') === key.userName &&
      c.req.header('secret') === key.secret
    if (!isKnown) return refusal(['The credentials are not valid.'], 401)
    return account.forbidden.has(c.req.param('entity')) ? refusal(['Not allowed.'], 403) : next()
  })
  const entities = { Companies: account.companies, Contacts: account.contacts, Tickets: account.tickets }
  for (const [entity, records] of Object.entries(entities)) {
    api.post(`/${entity}/query`, (c) => query(c.req.raw, records.all(), account.maxRecords))
    api.get(`/${entity}/:id{[0-9]+}`, (c) => Response.json({ item: records.get(c.req.param('id')) ?? null }))
  }
  api.get('/TicketNotes/entityInformation/fields', () => Response.json({ fields: fieldsOf(account) }))
  api.post('/Tickets/:id{[0-9]+}/Notes', (c) => addNote(account, c.req.param('id'), c.req.raw))
  api.notFound(() => new Response('Not Found', { status: 404 }))
  return api
}

function fieldsOf({ choices }: AutotaskAccount) {
  const listed = Object.entries(choices).map(([name, picklistValues]) => ({
    name,
    isPickList: true,
    isRequired: true,
    picklistValues,
  }))
  return [{ name: 'description', isPickList: false, isRequired: true, picklistValues: null }, ...listed]
}

const shape = { title: 'string', description: 'string', noteType: 'number', publish: 'number' }

async function addNote(
  { tickets, notes, choices }: AutotaskAccount,
  id: string,
  request: Request,
): Promise<Response> {
  const ticket = tickets.get(id)
  if (!ticket) return refusal(['No matching records found.'])
  const body = await jsonBody(request)
  const wrong = body ? unfit(body, shape) : ['body']
  if (!body || wrong.length) return refusal(wrong.map((name) => `${name} is not as documented.`))
  const isListed = (field: 'publish' | 'noteType') =>
    choices[field].some(({ value, isActive }) => isActive && value === String(body[field]))
  if (!body.description) return refusal(['Missing Required Field: description.'])
  if (!isListed('publish') || !isListed('noteType')) return refusal(['Value is not in the picklist.'])
  const { id: itemId } = notes.add({
    ticketID: ticket.id,
    title: String(body.title ?? ''),
    description: String(body.description),
    noteType: Number(body.noteType),
    publish: Number(body.publish),
  })
  return Response.json({ itemId })
}
