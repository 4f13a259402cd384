import type { Hono } from 'hono'
import type { SyncroAccount } from './account.ts'
import { invalid, json, notFound } from './answers.ts'
import { bodyErrors, emailErrors, shapes } from './body.ts'
import { businessThenName, customerJson } from './json.ts'
import { bodyOf, contains, list, record, refuse } from './request.ts'

export function addCustomers(api: Hono, account: SyncroAccount): void {
  addCreating(api, account)
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

/** A customer has a name: a company's or a person's. */
function addCreating(api: Hono, account: SyncroAccount): void {
  api.post('/customers', async (c) => {
    const refusal = refuse(account, c, 'Customers - Create', [])
    if (refusal) return refusal
    const body = await bodyOf(c)
    if (!body) return invalid(['Body is not JSON'])
    const text = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '')
    const errors = [...bodyErrors(body, shapes.newCustomer, []), ...emailErrors(body.email)]
    if (!['business_name', 'firstname', 'lastname'].some(text)) errors.push("Name can't be blank")
    if (errors.length) return invalid(errors)
    const customer = account.addCustomer({
      businessName: text('business_name') || null,
      firstname: text('firstname'),
      lastname: text('lastname'),
      email: text('email') || null,
      phone: text('phone') || null,
    })
    record(account, c, body)
    return json(200, { customer: customerJson(account, customer) })
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
