import type { Hono } from 'hono'
import { json } from '../syncro/answers.ts'
import type { HaloAccount, HaloUser } from './account.ts'
import { exception, list, paging, records, refuse, written } from './request.ts'

const kinds = {
  id: 'number',
  client_id: 'number',
  site_id: 'number',
  name: 'string',
  emailaddress: 'string',
  phonenumber: 'string',
  mobilenumber: 'string',
  networklogin: 'string',
  azureoid: 'string',
  inactive: 'boolean',
} as const

export function addUsers(api: Hono, account: HaloAccount): void {
  const filters = [...paging, 'client_id', 'search', 'includeactive', 'includeinactive']
  api.get('/Users', (c) => {
    const refusal = refuse(account, c, 'read:customers', filters)
    if (refusal) return refusal
    const { client_id: clientId, search = '', includeinactive } = c.req.query()
    const found = [...account.users.values()].filter(
      (user) =>
        (clientId === undefined || String(user.clientId) === clientId) &&
        (!user.inactive || includeinactive === 'true') &&
        `${user.name}\n${user.email}`.toLowerCase().includes(search.toLowerCase()),
    )
    return list(account, c, 'users', found.map(userJson))
  })
  api.get('/Users/:id{[0-9]+}', (c) => {
    const user = account.users.get(Number(c.req.param('id')))
    return (
      refuse(account, c, 'read:customers', ['includedetails']) ??
      (user ? json(200, userJson(user)) : exception(404, 'Not found'))
    )
  })
  api.post('/Users', async (c) => {
    const refusal = refuse(account, c, 'edit:customers', [])
    if (refusal) return refusal
    const body = await records(c, kinds)
    if (body instanceof Response) return body
    const answers = []
    for (const record of body) {
      const user = record.id === undefined ? create(account, record) : account.users.get(Number(record.id))
      if (user instanceof Response) return user
      if (!user) return exception(404, 'Not found')
      Object.assign(user, fieldsOf(record))
      account.log.push({ path: '/Users', record })
      answers.push(userJson(user))
    }
    return written(answers)
  })
}

function create(account: HaloAccount, record: Record<string, unknown>): HaloUser | Response {
  if (!record.name) return exception(400, 'A name must be entered.')
  const client = [...account.clients.values()].find(({ mainSiteId }) => mainSiteId === record.site_id)
  if (!client || client.id !== record.client_id) return exception(400, 'A Site must be entered for this User')
  return account.addUser(client.id, String(record.name))
}

/** Only what was sent; the others stay. */
function fieldsOf(record: Record<string, unknown>): Partial<HaloUser> {
  const names = {
    name: 'name',
    emailaddress: 'email',
    phonenumber: 'phone',
    mobilenumber: 'mobile',
    networklogin: 'login',
    azureoid: 'azureId',
    inactive: 'inactive',
  } as const
  const sent = Object.entries(names).filter(([name]) => record[name] !== undefined)
  return Object.fromEntries(sent.map(([name, field]) => [field, record[name] === '' ? null : record[name]]))
}

/** As the account's description has it: texts that are blank come as empty texts, site ids as fractions. */
function userJson(user: HaloUser) {
  return {
    id: user.id,
    name: user.name,
    client_id: user.clientId,
    site_id: user.siteId,
    emailaddress: user.email ?? '',
    phonenumber: user.phone ?? '',
    mobilenumber: user.mobile ?? '',
    networklogin: user.login ?? '',
    azureoid: user.azureId ?? '',
    inactive: user.inactive,
    isimportantcontact: false,
    key: user.id,
  }
}
