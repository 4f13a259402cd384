import { type Context, Hono } from 'hono'
import type { Permission, SyncroAccount, SyncroContact } from './account.ts'
import { badKey, invalid, invalidContact, json, notFound, notPermitted } from './answers.ts'
import { bodyErrors, emailErrors, shapes } from './body.ts'
import {
  businessThenName,
  commentJson,
  contactJson,
  customerJson,
  ticketDetailJson,
  ticketJson,
} from './json.ts'

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

function addCustomers(api: Hono, account: SyncroAccount): void {
  const filters = [
    'sort',
    'query',
    'firstname',
    'lastname',
    'business_name',
    'id',
    'not_id',
    'email',
    'include_disabled',
    'page',
  ]
  api.get('/customers', (c) => {
    const refusal = refuse(account, c, 'Customers - List/Search', filters)
    if (refusal) return refusal
    const unheeded = ['firstname', 'lastname', 'id', 'not_id'].filter(
      (name) => c.req.query(name) !== undefined,
    )
    if (unheeded.length) return invalid([`The embedded Syncro does not filter by ${unheeded}`])
    const sorted = sortCustomers(account, c.req.query('sort'))
    if (!sorted) return invalid(['Sort is not a customer field and a direction'])
    const found = sorted.filter((customer) => {
      if (customer.disabled && c.req.query('include_disabled') !== 'true') return false
      const text = [businessThenName(customer), customer.email, customer.phone].join('\n')
      return (
        contains(text, c.req.query('query')) &&
        contains(customer.businessName ?? '', c.req.query('business_name')) &&
        contains(customer.email ?? '', c.req.query('email'))
      )
    })
    return list(c, 'customers', found, account.perPage.customers, (customer) =>
      customerJson(account, customer),
    )
  })
  api.get('/customers/:id{[0-9]+}', (c) => {
    const customer = account.customers.get(Number(c.req.param('id')))
    return (
      refuse(account, c, 'Customers - View Detail', []) ??
      (customer ? json(200, { customer: customerJson(account, customer) }) : notFound())
    )
  })
}

function sortCustomers(account: SyncroAccount, sort: string | undefined) {
  const customers = [...account.customers.values()]
  if (sort === undefined) return customers
  const [, field, direction] = sort.match(/^(business_name|firstname|lastname|email|id) (ASC|DESC)$/) ?? []
  if (!field) return null
  const key = (customer: (typeof customers)[number]) =>
    String(customerJson(account, customer)[field as 'email'] ?? '')
  const sign = direction === 'ASC' ? 1 : -1
  return customers.sort((a, b) => sign * key(a).localeCompare(key(b)) || a.id - b.id)
}

function addContacts(api: Hono, account: SyncroAccount): void {
  api.get('/contacts', (c) => {
    const refusal = refuse(account, c, 'Customers - View Detail', ['customer_id', 'page'])
    if (refusal) return refusal
    const customerId = c.req.query('customer_id')
    if (customerId !== undefined && !/^\d+$/.test(customerId)) return invalid(['Customer is not an integer'])
    const found =
      customerId === undefined ? [...account.contacts.values()] : account.contactsOf(Number(customerId))
    return list(c, 'contacts', found, account.perPage.contacts, contactJson)
  })
  api.get('/contacts/:id{[0-9]+}', (c) => {
    const contact = account.contacts.get(Number(c.req.param('id')))
    return (
      refuse(account, c, 'Customers - View Detail', []) ??
      (contact ? json(200, contactJson(contact)) : notFound())
    )
  })
  api.post('/contacts', async (c) => {
    const refusal = refuse(account, c, 'Customers - Edit', [])
    if (refusal) return refusal
    const body = await bodyOf(c)
    if (!body) return invalid(['Body is not JSON'])
    const errors = [
      ...bodyErrors(body, shapes.newContact, ['customer_id', 'name']),
      ...emailErrors(body.email),
    ]
    if (errors.length) return invalidContact({ ...body, id: null }, errors)
    if (!account.customers.has(Number(body.customer_id))) return notFound()
    const contact = account.addContact({
      ...fieldsOf(body),
      customerId: Number(body.customer_id),
      name: String(body.name),
    })
    record(account, c, body)
    return json(200, contactJson(contact))
  })
  api.put('/contacts/:id{[0-9]+}', async (c) => {
    const refusal = refuse(account, c, 'Customers - Edit', [])
    if (refusal) return refusal
    const contact = account.contacts.get(Number(c.req.param('id')))
    if (!contact) return notFound()
    const body = await bodyOf(c)
    if (!body) return invalid(['Body is not JSON'])
    const errors = [...bodyErrors(body, shapes.contact, ['name']), ...emailErrors(body.email)]
    if (errors.length) return invalidContact(contactJson(contact), errors)
    if (body.customer_id !== undefined && !account.customers.has(Number(body.customer_id))) return notFound()
    Object.assign(contact, fieldsOf(body), { updatedAt: account.clock.now() })
    if (body.customer_id !== undefined) contact.customerId = Number(body.customer_id)
    if (body.title !== undefined) contact.properties.title = String(body.title)
    record(account, c, body)
    return json(200, contactJson(contact))
  })
}

/** The plain fields of a checked contact body; an empty string leaves the field blank. */
function fieldsOf({
  customer_id: _customerId,
  title: _title,
  ...fields
}: Record<string, unknown>): Partial<SyncroContact> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value === '' ? null : value]),
  )
}

function addTickets(api: Hono, account: SyncroAccount): void {
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

function contains(text: string, part: string | undefined): boolean {
  return text.toLowerCase().includes((part ?? '').toLowerCase())
}

/** A page of records with `meta`; past the end there is an empty page. */
function list<T>(
  c: Context,
  name: string,
  records: T[],
  perPage: number,
  toJson: (record: T) => unknown,
): Response {
  const asked = c.req.query('page') ?? '1'
  if (!/^[1-9]\d*$/.test(asked)) return invalid(['Page is not an integer'])
  const page = Number(asked)
  const meta = {
    total_pages: Math.ceil(records.length / perPage),
    total_entries: records.length,
    per_page: perPage,
    page,
  }
  return json(200, { [name]: records.slice((page - 1) * perPage, page * perPage).map(toJson), meta })
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

/** Permission and query names of one operation. */
function refuse(
  account: SyncroAccount,
  c: Context,
  needed: Permission | null,
  queries: readonly string[],
): Response | null {
  if (needed && !account.key.permissions.has(needed)) return notPermitted()
  const names = [...new URL(c.req.url).searchParams.keys()]
  const unknown = names.filter((name, at) => !queries.includes(name) || names.indexOf(name) !== at)
  return unknown.length ? invalid(unknown.map((name) => `${name} is not a documented parameter`)) : null
}

async function bodyOf(c: Context): Promise<Record<string, unknown> | null> {
  if (!/^application\/json\b/.test(c.req.header('content-type') ?? '')) return null
  const body: unknown = await c.req.json().catch(() => null)
  return body !== null && typeof body === 'object' && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : null
}

function record(account: SyncroAccount, c: Context, body: Record<string, unknown>): void {
  account.log.push({
    method: c.req.method,
    path: new URL(c.req.url).pathname.replace('/api/v1', ''),
    body,
    at: account.clock.now(),
  })
}
