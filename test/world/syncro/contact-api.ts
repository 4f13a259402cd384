import type { Hono } from 'hono'
import type { SyncroAccount, SyncroContact } from './account.ts'
import { invalid, invalidContact, json, notFound } from './answers.ts'
import { bodyErrors, emailErrors, shapes } from './body.ts'
import { contactJson } from './json.ts'
import { bodyOf, list, record, refuse } from './request.ts'

export function addContacts(api: Hono, account: SyncroAccount): void {
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
