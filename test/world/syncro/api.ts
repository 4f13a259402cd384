import { type Context, Hono } from 'hono'
import type { Permission, SyncroAccount } from './account.ts'
import { badKey, json } from './answers.ts'
import { addContacts } from './contact-api.ts'
import { addCustomers } from './customer-api.ts'
import { businessThenName } from './json.ts'
import { contains, refuse } from './request.ts'
import { addTickets } from './ticket-api.ts'

/** The REST API of one account, as its description documents it; what is not documented is refused. */
export function createApi(account: SyncroAccount): Hono {
  const api = new Hono().basePath('/api/v1')
  api.use(async (c, next) => overLimit(account) ?? refuseCaller(account, c) ?? next())
  addCustomers(api, account)
  addContacts(api, account)
  addTickets(api, account)
  api.get('/me', (c) => refuse(account, c, null, []) ?? json(200, me(account)))
  api.get(
    '/search',
    (c) =>
      refuse(account, c, 'Customers - List/Search', ['query']) ??
      json(200, search(account, c.req.query('query') ?? '')),
  )
  api.notFound(() => json(404, { status: 404, error: 'Not Found' }))
  return api
}

function me({ key, subdomain }: SyncroAccount) {
  const may = (permission: Permission) => key.permissions.has(permission)
  return {
    user_token: key.token,
    user_email: key.user.email,
    user_name: key.user.name,
    user_id: key.user.id,
    admin: true,
    can_use_app: true,
    two_factor_required: false,
    subdomain,
    default_location: null,
    enable_multi_locations: false,
    locations_allowed: [],
    permissions: {
      customer: { read: may('Customers - View Detail'), write: may('Customers - Edit'), delete: false },
      ticket: { read: may('Tickets - View Details'), write: may('Tickets - Edit'), delete: false },
    },
  }
}

function search(account: SyncroAccount, query: string) {
  const hit = (id: number, type: string, source: object) => ({
    table: { _id: id, _type: type, _index: `${type}s`, _source: { table: source } },
  })
  const customers = [...account.customers.values()].filter((customer) =>
    contains(`${businessThenName(customer)}\n${customer.email}`, query),
  )
  const contacts = [...account.contacts.values()].filter(({ name, email }) =>
    contains(`${name}\n${email}`, query),
  )
  return {
    quick_result: null,
    results: [
      ...customers.map((customer) =>
        hit(customer.id, 'customer', { business_name: customer.businessName, email: customer.email }),
      ),
      ...contacts.map(({ id, name, email, customerId }) =>
        hit(id, 'contact', { name, email, customer_id: customerId }),
      ),
    ],
    error: null,
  }
}

/** 180 requests a minute, whoever asks: over it nothing else is looked at. */
function overLimit(account: SyncroAccount): Response | null {
  const now = account.clock.now()
  account.requests = account.requests.filter((at) => at > now - 60_000)
  if (account.requests.length >= account.limit.perMinute) {
    const { retryAfter } = account.limit
    return json(
      429,
      { error: 'Rate limit exceeded' },
      retryAfter === null ? {} : { 'retry-after': retryAfter },
    )
  }
  account.requests.push(now)
  return null
}

function refuseCaller(account: SyncroAccount, c: Context): Response | null {
  if (c.req.header('authorization') !== `Bearer ${account.key.token}`) return badKey()
  const accept = c.req.header('accept') ?? '*/*'
  return /application\/json|\*\/\*/.test(accept) ? null : json(406, { error: 'Not acceptable' })
}
