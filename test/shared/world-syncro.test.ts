import { beforeEach, describe, expect, it } from 'vitest'
import { syncroAccount } from '../world/people.ts'
import { contactIds, ticketIds } from '../world/syncro/seed.ts'
import { createSyncro, type Syncro } from '../world/syncro/syncro.ts'

const clock = {
  time: Date.UTC(2026, 10, 2),
  now: () => clock.time,
  advance(ms: number) {
    clock.time += ms
  },
}
let syncro: Syncro

beforeEach(() => {
  syncro = createSyncro({ clock })
})

interface Asking {
  method?: string
  body?: unknown
  key?: string | null
  type?: string
  host?: string
}

async function ask(
  path: string,
  {
    method = 'GET',
    body,
    key = syncroAccount.apiKey,
    type = 'application/json',
    host = 'lamplight.syncromsp.com',
  }: Asking = {},
) {
  const headers = new Headers(key === null ? {} : { authorization: `Bearer ${key}` })
  if (body !== undefined) headers.set('content-type', type)
  const sent = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body)
  const response = await syncro.fetch(
    new Request(`https://${host}/api/v1${path}`, { method, headers, body: sent }),
  )
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null }
}
const post = (path: string, body: unknown, more: Asking = {}) => ask(path, { method: 'POST', body, ...more })
const put = (path: string, body: unknown) => ask(path, { method: 'PUT', body })

describe('the embedded Syncro lets nobody in', () => {
  it('without a key, with another one, or with the key elsewhere than in the header', async () => {
    for (const key of [null, '', 'another', `${syncroAccount.apiKey} `.slice(1)])
      expect((await ask('/me', { key })).status).toBe(401)
    expect((await ask(`/me?api_key=${syncroAccount.apiKey}`, { key: null })).status).toBe(401)
  })

  it('at a subdomain that is not an account, over http, or through the second domain', async () => {
    const wrong = await ask('/me', { host: 'other.syncromsp.com' })
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    expect((await syncro.fetch(new Request('http://lamplight.syncromsp.com/api/v1/me'))).status).toBe(404)
    // The second domain has pages only: there it is the sign-in that answers.
    expect((await ask('/me', { host: 'lamplight.shield.syncromsp.com' })).status).toBe(302)
  })

  it('without the permission that the operation names, with 401 and the documented words', async () => {
    const { permissions } = syncro.account().key
    const calls = [
      ['Customers - List/Search', () => ask('/customers')],
      ['Customers - View Detail', () => ask('/customers/101')],
      ['Customers - View Detail', () => ask('/contacts?customer_id=101')],
      ['Customers - Edit', () => post('/contacts', { customer_id: 101, name: 'A' })],
      ['Customers - Edit', () => put(`/contacts/${contactIds.mara}`, { name: 'A' })],
      ['Customers - Edit', () => put(`/contacts/${contactIds.mara}`, { name: 'A', customer_id: 102 })],
      ['Customers - Create', () => post('/customers', { business_name: 'A' })],
      ['Tickets - View Details', () => ask(`/tickets/${ticketIds.mara}`)],
      ['Tickets - Edit', () => post(`/tickets/${ticketIds.mara}/comment`, { subject: 'a', body: 'b' })],
    ] as const
    for (const [permission, call] of calls) {
      permissions.delete(permission)
      const refused = await call()
      expect([permission, refused.status, refused.json]).toEqual([
        permission,
        401,
        { error: 'Not authorized. Please ask account admin to update your group permissions.' },
      ])
      permissions.add(permission)
      expect((await call()).status).toBe(200)
    }
  })

  it('more than 180 times a minute', async () => {
    for (let count = 0; count < 180; count += 1) expect((await ask('/me')).status).toBe(200)
    const refused = await ask('/me')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, null])
    syncro.account().limit.retryAfter = '12.5'
    expect((await ask('/me')).headers.get('retry-after')).toBe('12.5')
    clock.advance(60_001)
    expect((await ask('/me')).status).toBe(200)
  })

  it('while it is down: an HTML page', async () => {
    syncro.account().down = true
    const answer = await ask('/me')
    expect([answer.status, answer.json]).toEqual([503, null])
  })
})

describe('the embedded Syncro takes documented requests alone', () => {
  it.each([
    ['/contacts?email=mara@contoso.example', 422],
    ['/contacts?customer_id=abc', 422],
    ['/contacts?customer_id=101&customer_id=102', 422],
    ['/contacts?page=0', 422],
    ['/customers?per_page=100', 422],
    ['/customers?sort=password%20ASC', 422],
    ['/tickets/4182', 404],
    ['/tickets/abc', 404],
    ['/contacts/1', 404],
    ['/organisations', 404],
  ])('GET %s is %i', async (path, status) => expect((await ask(path)).status).toBe(status))

  it.each([
    ['no customer', { name: 'A' }, "Customer can't be blank"],
    ['no name', { customer_id: 101 }, "Name can't be blank"],
    ['a blank name', { customer_id: 101, name: ' ' }, "Name can't be blank"],
    [
      'a title, which only PUT takes',
      { customer_id: 101, name: 'A', title: 'B' },
      'Title is not a documented field',
    ],
    [
      'a flag that does not exist',
      { customer_id: 101, name: 'A', inactive: true },
      'Inactive is not a documented field',
    ],
    ['a customer as text', { customer_id: '101', name: 'A' }, 'Customer is not a integer'],
    ['null for text', { customer_id: 101, name: 'A', phone: null }, 'Phone is not a string'],
    ['no address as e-mail', { customer_id: 101, name: 'A', email: 'mara@' }, 'Email is not an email'],
    ['several at once', { name: 'A', email: 'x' }, ["Customer can't be blank", 'Email is not an email']],
  ])('a new contact with %s is 422', async (_what, body, errors) => {
    const refused = await post('/contacts', body)
    expect([refused.status, refused.json.errors]).toEqual([422, errors])
    expect(syncro.account().log).toEqual([])
  })

  it('a contact of a customer that is not there is 404', async () => {
    expect((await post('/contacts', { customer_id: 999, name: 'A' })).status).toBe(404)
  })

  it('a body that is not declared as JSON, or is none, is refused', async () => {
    const body = { customer_id: 101, name: 'A' }
    expect((await post('/contacts', body, { type: 'text/plain' })).status).toBe(422)
    expect((await post('/contacts', '{"customer_id": 101')).status).toBe(422)
    expect((await post('/contacts', [body])).status).toBe(422)
  })

  it('a change needs the name, keeps what is not sent, and stores a title among the properties', async () => {
    expect((await put(`/contacts/${contactIds.mara}`, { title: 'Practice manager' })).status).toBe(422)
    const { json } = await put(`/contacts/${contactIds.mara}`, { name: 'Mara E.', title: 'Practice manager' })
    expect(json).toMatchObject({
      name: 'Mara E.',
      properties: { title: 'Practice manager' },
      phone: '+1 (555) 0100-142 ',
    })
    expect(json).not.toHaveProperty('title')
  })

  it('a change can move a contact to a customer that is there, with all that stands in it', async () => {
    const path = `/contacts/${contactIds.mara}`
    expect((await put(path, { name: 'Mara E.', customer_id: 999 })).status).toBe(404)
    expect((await put(path, { name: 'Mara E.', customer_id: '102' })).status).toBe(422)
    expect((await ask(path)).json).toMatchObject({ customer_id: 101, name: 'Mara Ellingsworth' })
    const { json } = await put(path, { name: 'Mara E.', customer_id: 102 })
    expect(json).toMatchObject({
      id: contactIds.mara,
      customer_id: 102,
      notes: 'Prefers to be called after 10.',
    })
    expect((await ask('/contacts?customer_id=102')).json.contacts).toHaveLength(2)
  })

  it('notes and the address are kept to the byte; an empty text leaves them blank', async () => {
    const notes = 'One\r\n\r\n  two\n'
    const address = { address1: '1 Harbour Street', city: 'Portland', state: 'Oregon', zip: '97201' }
    const path = `/contacts/${contactIds.sela}`
    expect((await put(path, { name: 'Sela', notes, ...address })).json).toMatchObject({ notes, ...address })
    expect((await put(path, { name: 'Sela', notes: '', city: '' })).json).toMatchObject({
      notes: null,
      city: null,
    })
  })

  it.each([
    [{}, ["Name can't be blank"]],
    [{ business_name: ' ' }, ["Name can't be blank"]],
    [{ business_name: 'A', email: 'it is not' }, ['Email is not an email']],
    [{ business_name: 'A', name: 'A' }, ['Name is not a documented field']],
    [{ business_name: 7 }, ['Business_name is not a string', "Name can't be blank"]],
    [{ business_name: 'A', properties: null }, ['Properties is not a object']],
  ])('a new customer of %j is 422', async (body, message) => {
    const refused = await post('/customers', body)
    expect([refused.status, refused.json]).toEqual([422, { success: false, message }])
    expect(syncro.account().log).toEqual([])
  })

  it('a new customer is listed and takes contacts', async () => {
    const { json } = await post('/customers', {
      business_name: 'Tailspin Toys',
      email: 'office@tailspin.example',
    })
    expect(json.customer).toMatchObject({ business_name: 'Tailspin Toys', disabled: false, contacts: [] })
    expect((await ask('/customers?query=tailspin')).json.customers).toHaveLength(1)
    const made = await post('/contacts', { customer_id: json.customer.id, name: 'A' })
    expect([made.status, made.json.customer_id]).toEqual([200, json.customer.id])
  })

  it('a comment needs subject and body, and is e-mailed unless told otherwise', async () => {
    const path = `/tickets/${ticketIds.mara}/comment`
    expect((await post(path, {})).json).toEqual({
      success: false,
      message: ["Body can't be blank", "Subject can't be blank"],
    })
    expect((await post(path, { subject: 'a', body: 'b', private: true })).status).toBe(422)
    expect((await post(path, { subject: 'a', body: 'b', hidden: 'true' })).status).toBe(422)
    await post(path, { subject: 'a', body: 'b' })
    await post(path, { subject: 'a', body: 'b', hidden: true, do_not_email: true })
    const comments = syncro.account().tickets.get(ticketIds.mara)?.comments.slice(-2)
    expect(comments?.map(({ hidden, emailed }) => [hidden, emailed])).toEqual([
      [false, true],
      [true, false],
    ])
  })
})

describe('the embedded Syncro pages', () => {
  it('with meta, to an empty page past the end, disabled customers left out', async () => {
    syncro.account().perPage.customers = 4
    const pages = await Promise.all([1, 2, 3, 4].map((page) => ask(`/customers?page=${page}`)))
    expect(pages.map(({ json }) => json.customers.length)).toEqual([4, 4, 1, 0])
    expect(pages[1]?.json.meta).toEqual({ total_pages: 3, total_entries: 9, per_page: 4, page: 2 })
    expect((await ask('/customers?include_disabled=true')).json.meta.total_entries).toBe(10)
  })
})

describe('the embedded Syncro’s pages', () => {
  async function signIn(): Promise<string> {
    const body = new URLSearchParams({ 'user[email]': 'tilda@lamplight.example' })
    const answer = await syncro.fetch(
      new Request('https://lamplight.syncromsp.com/users/sign_in', { method: 'POST', body }),
    )
    expect(answer.headers.get('location')).toBe('/tickets')
    return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  async function open(path: string, cookie = ''): Promise<Response> {
    return syncro.fetch(new Request(`https://lamplight.syncromsp.com${path}`, { headers: { cookie } }))
  }

  it('ask for a sign-in', async () => {
    for (const path of ['/', '/tickets', `/tickets/${ticketIds.mara}`, '/customers/101']) {
      expect((await open(path)).headers.get('location')).toBe('/users/sign_in')
    }
  })

  it('have the structure of a ticket page, the organisation’s mailto before the contact’s', async () => {
    const text = await (await open(`/tickets/${ticketIds.mara}`, await signIn())).text()
    expect(text).toMatch(/<h1>#4182<\/h1>/)
    expect(text).toMatch(/id="ticket-subject"[^>]*>Outlook says the mailbox is not available</)
    expect(text).toMatch(/<th>Assigned Contact<\/th><td><a href="\/contacts\/5101"/)
    const mailtos = [...text.matchAll(/mailto:([^"]+)/g)].map(([, address]) => address)
    expect(mailtos).toEqual(['office@contoso.example', 'MARA.ELLINGSWORTH@CONTOSO.EXAMPLE'])
    expect(text).toMatch(
      /<div class="comment-list pbm"><div class="comment private" data-testid="reply-comment">/,
    )
  })

  it('escape what people and other systems wrote', async () => {
    const hostile = `"><script>alert('x')</script>&`
    const account = syncro.account()
    const contact = account.addContact({ customerId: 101, name: hostile, email: `${hostile}@x.example` })
    const ticket = account.addTicket({ customerId: 101, subject: hostile, contactId: contact.id })
    account.comment(ticket.id, { subject: hostile, body: hostile, tech: hostile })
    const cookie = await signIn()
    for (const path of ['/tickets', `/tickets/${ticket.id}`, '/customers/101', `/contacts/${contact.id}`]) {
      const text = await (await open(path, cookie)).text()
      expect(text).toContain('&quot;&gt;&lt;script&gt;')
      expect(text).not.toContain('<script>alert')
    }
  })

  it('refuse a comment without the page’s token', async () => {
    const body = new URLSearchParams({ 'comment[body]': 'forged', authenticity_token: 'guessed' })
    const headers = { cookie: await signIn() }
    const address = `https://lamplight.syncromsp.com/tickets/${ticketIds.mara}/comments`
    expect((await syncro.fetch(new Request(address, { method: 'POST', body, headers }))).status).toBe(422)
    expect(syncro.account().tickets.get(ticketIds.mara)?.comments.length).toBe(2)
  })
})
