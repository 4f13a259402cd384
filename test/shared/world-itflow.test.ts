import { beforeEach, describe, expect, it } from 'vitest'
import type { ItflowAccount } from '../world/itflow/account.ts'
import { createItflow, type Itflow } from '../world/itflow/itflow.ts'
import { clientIds, contactIds, ticketIds } from '../world/itflow/seed.ts'
import { itflowAccount } from '../world/people.ts'

const start = Date.UTC(2026, 10, 2)
const clock = {
  time: start,
  now: () => clock.time,
  advance(ms: number) {
    clock.time += ms
  },
}
const { host, apiKey: api_key } = itflowAccount
let itflow: Itflow
let account: ItflowAccount

beforeEach(() => {
  clock.time = start
  itflow = createItflow({ clock })
  account = itflow.account()
})

async function send(path: string, init?: RequestInit) {
  const response = await itflow.fetch(new Request(`https://${host}${path}`, init))
  const text = await response.text()
  const isJson = text.startsWith('{')
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : null }
}
const read = (path: string, query: Record<string, string | number> = {}) =>
  send(`/api/v1/${path}/read.php?${new URLSearchParams({ api_key, ...mapped(query) })}`)
const mapped = (query: Record<string, string | number>) =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]))
const post = (path: string, body: object) =>
  send(`/api/v1/${path}.php`, { method: 'POST', body: JSON.stringify({ api_key, ...body }) })
const contoso = { client_id: clientIds.contoso }

describe('the embedded ITFlow lets nobody in', () => {
  it('without a key in query or JSON: 401 and not a word', async () => {
    const form = new URLSearchParams({
      api_key,
      client_id: '1',
      contact_name: 'A',
      contact_email: 'a@b.example',
    })
    const answers = [
      await send('/api/v1/contacts/read.php'),
      await send('/api/v1/contacts/read.php', { headers: { authorization: `Bearer ${api_key}` } }),
      await send('/api/v1/contacts/read.php', { headers: { 'x-api-key': api_key } }),
      await send('/api/v1/contacts/create.php', { method: 'POST', body: form }),
      await send('/api/v1/contacts/create.php', { method: 'POST', body: `{"api_key": "${api_key}"` }),
    ]
    expect(answers.map(({ status, text }) => [status, text])).toEqual(answers.map(() => [401, '']))
  })

  it('with a wrong key, or one whose day has come: 401 with words', async () => {
    const wrong = await read('contacts', { api_key: 'wrong' })
    expect([wrong.status, wrong.json.success]).toEqual([401, 'False'])
    clock.advance(366 * 24 * 3_600_000)
    expect((await read('contacts')).status).toBe(401)
  })

  it('whose user is inactive or lacks the level: 403', async () => {
    account.key.levels.module_client = 1
    expect((await read('contacts')).status).toBe(200)
    const ids = { ...contoso, contact_id: contactIds.mara }
    for (const operation of ['create', 'update', 'archive', 'unarchive'])
      expect((await post(`contacts/${operation}`, ids)).status).toBe(403)
    expect((await post('clients/create', { client_name: 'A' })).status).toBe(403)
    account.key.levels.module_support = 0
    expect((await read('tickets')).status).toBe(403)
    account.key.user.active = false
    expect((await read('contacts')).status).toBe(403)
    expect(account.log).toEqual([])
  })

  it('by another method, and never across origins', async () => {
    expect((await send(`/api/v1/contacts/read.php?api_key=${api_key}`, { method: 'PUT' })).status).toBe(405)
    expect((await send('/api/v1/contacts/read.php', { method: 'OPTIONS' })).status).toBe(405)
    expect((await post('contacts/read', {})).status).toBe(405)
    expect((await send(`/api/v1/contacts/create.php?api_key=${api_key}`)).status).toBe(405)
    expect((await read('contacts')).headers.get('access-control-allow-origin')).toBeNull()
  })

  it('into clients that its user may not see', async () => {
    account.key.user.deniedClients.add(clientIds.contoso)
    const { json } = await read('contacts')
    expect(json.data.map((row: { contact_client_id: string }) => row.contact_client_id)).not.toContain('1')
    expect((await read('tickets', { ticket_id: ticketIds.mara })).json.success).toBe('False')
    expect((await post('contacts/archive', { ...contoso, contact_id: contactIds.mara })).status).toBe(403)
  })
})

describe('the embedded ITFlow reads', () => {
  it('values as texts or null, and counts as numbers', async () => {
    const { json } = await read('contacts', { contact_id: contactIds.mara })
    expect([json.success, json.count]).toEqual(['True', 1])
    for (const value of Object.values(json.data[0]))
      expect(value === null || typeof value === 'string').toBe(true)
  })

  it('50 rows unasked, by id; the end, an empty table and limit=0 are all “No resource”', async () => {
    for (let number = 0; number < 60; number += 1) account.addContact({ clientId: 3, name: `P${number}` })
    const ids = (answer: { json: { data: { contact_id: string }[] } }) =>
      answer.json.data.map((row) => Number(row.contact_id))
    const first = ids(await read('contacts'))
    const second = ids(await read('contacts', { offset: 50 }))
    expect([first.length, second.length]).toEqual([50, 17])
    expect([...first, ...second]).toEqual([...account.contacts.keys()].sort((a, b) => a - b))
    const queries: Record<string, number>[] = [{ offset: 67 }, { limit: 0 }, { contact_id: 999 }]
    for (const query of queries) {
      const { status, json } = await read('contacts', query)
      expect([status, json.success, json.message.slice(0, 11)]).toEqual([200, 'False', 'No resource'])
    }
  })

  it('everything, whatever client_id says, unless it is another version', async () => {
    expect((await read('contacts', { client_id: 2 })).json.count).toBe(7)
    expect((await read('clients', { client_id: 2 })).json.count).toBe(6)
    account.heedsClientFilter = true
    expect((await read('contacts', { client_id: 2 })).json.count).toBe(1)
    expect((await read('clients', { client_id: 2 })).json.count).toBe(1)
  })

  it('archived contacts too, by address in whatever case, in every client that has it', async () => {
    account.addContact({ clientId: 2, name: 'Idris', email: 'idris.fennimore@contoso.example' })
    const { json } = await read('contacts', { contact_email: 'IDRIS.Fennimore@contoso.example' })
    expect(
      json.data.map((row: { contact_archived_at: string | null }) => row.contact_archived_at !== null),
    ).toEqual([true, false])
  })

  it('500 without a word where the SQL fails', async () => {
    const answers = [
      await read('contacts', { limit: -1 }),
      await post('contacts/create', {
        ...contoso,
        contact_name: 'x'.repeat(201),
        contact_email: 'x@y.example',
      }),
      await post('clients/create', { client_name: 'x'.repeat(201) }),
    ]
    expect(answers.map(({ status, text }) => [status, text])).toEqual(answers.map(() => [500, '']))
    expect(account.log).toEqual([])
  })
})

describe('the embedded ITFlow writes', () => {
  const create = (body: object) => post('contacts/create', { ...contoso, contact_name: 'A', ...body })

  it('a contact with an address that its client does not have, archived ones and case included', async () => {
    const made = await create({ contact_email: 'a@contoso.example' })
    expect(made.json).toEqual({ success: 'True', count: '1', data: [{ insert_id: expect.any(Number) }] })
    for (const body of [
      { contact_email: 'A@CONTOSO.example' },
      { contact_email: 'idris.fennimore@contoso.example' },
      { contact_email: '' },
      {},
      { contact_email: 'b@contoso.example', contact_name: '<b></b>' },
      { contact_email: 'b@contoso.example', client_id: 0 },
    ]) {
      const { status, json } = await create(body)
      expect([status, json.success, json.data]).toEqual([200, 'False', undefined])
    }
    expect((await create({ contact_email: 'a@contoso.example', client_id: 2 })).json.success).toBe('True')
    // Nobody asks whether there is such a client.
    expect((await create({ contact_email: 'a@contoso.example', client_id: 999 })).json.success).toBe('True')
  })

  it('digits of numbers, text without tags, and UTF-8 as it is', async () => {
    const { json } = await create({
      contact_name: ' <i>Zoë</i> "Å" 🦷 O\'Dell <3',
      contact_email: 'z@contoso.example',
      contact_phone: '+1 (415) 555-0100 x7',
    })
    expect(account.contacts.get(json.data[0].insert_id)).toMatchObject({
      name: 'Zoë "Å" 🦷 O\'Dell',
      phone: '141555501007',
    })
  })

  it('a part of a contact; nothing new is answered like a wrong id', async () => {
    const ids = { ...contoso, contact_id: contactIds.mara }
    const update = (body: object) => post('contacts/update', { ...ids, ...body })
    expect((await update({ contact_title: 'Manager' })).json).toEqual({ success: 'True', count: 1 })
    expect(account.contacts.get(contactIds.mara)).toMatchObject({ title: 'Manager', phone: '5550100142' })
    const answers = [
      await update({ contact_title: 'Manager' }),
      await update({ contact_title: 'X', contact_id: 999 }),
      await update({ contact_title: 'X', client_id: 2 }),
    ]
    expect(answers.map(({ json }) => json)).toEqual(answers.map(() => answers[0]?.json))
    expect(answers[0]?.json.success).toBe('False')
    expect(account.contacts.get(contactIds.mara)?.clientId).toBe(1)
  })

  it('archives once and brings back once', async () => {
    const ids = { ...contoso, contact_id: contactIds.mara }
    const states = []
    for (const operation of ['archive', 'archive', 'unarchive', 'unarchive'])
      states.push((await post(`contacts/${operation}`, ids)).json.success)
    expect(states).toEqual(['True', 'False', 'True', 'False'])
  })

  it('replies that are internal unless told otherwise, in the ticket’s own client', async () => {
    const reply = (body: object) =>
      post('ticket_replies/create', { ticket_id: ticketIds.mara, ticket_reply: 'x', ...body })
    await reply({})
    await reply({ ticket_reply_type: 'Nonsense' })
    await reply({ ticket_reply_type: 'public', client_id: 1 })
    const types = account.tickets
      .get(ticketIds.mara)
      ?.replies.slice(1)
      .map(({ type }) => type)
    expect(types).toEqual(['Internal', 'Internal', 'Public'])
    expect((await reply({ client_id: 2 })).json.success).toBe('False')
    expect((await reply({ ticket_id: 999 })).json.success).toBe('False')
  })

  it('keeps account of what it was sent and does not read', async () => {
    await read('contacts', { email: 'a' })
    await create({ contact_email: 'a@contoso.example', contact_company: 'X' })
    expect(account.unread).toEqual([
      '/api/v1/contacts/read.php email',
      '/api/v1/contacts/create.php contact_company',
    ])
  })
})

describe('the embedded ITFlow’s pages', () => {
  async function signIn(): Promise<Record<string, string>> {
    const body = new URLSearchParams({ email: 'tilda@lamplight.example', password: 'x' })
    const { headers } = await send('/login.php', { method: 'POST', body, redirect: 'manual' })
    return { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' }
  }
  const mailtos = (text: string) => [...text.matchAll(/mailto:([^"]+)/g)].map(([, address]) => address)

  it('ask for a sign-in, and say where one came from', async () => {
    const { status, headers } = await send('/agent/ticket.php?ticket_id=41')
    expect([status, atob(headers.get('location')?.split('=')[1] ?? '')]).toEqual([
      302,
      '/agent/ticket.php?ticket_id=41',
    ])
  })

  it('hold the client’s mailto before the contact’s where the address names the client, and a vendor’s after', async () => {
    const headers = await signIn()
    const plain = await send('/agent/ticket.php?ticket_id=41', { headers })
    const named = await send('/agent/ticket.php?client_id=1&ticket_id=41', { headers })
    const [own, vendor] = ['MARA.ELLINGSWORTH@CONTOSO.EXAMPLE', 'orders@tailspin.example']
    expect(mailtos(plain.text)).toEqual([own, vendor])
    expect(mailtos(named.text)).toEqual(['office@contoso.example', own, vendor])
    expect(named.text).toMatch(/<input type="hidden" id="ticket_id" value="41">/)
    expect(named.text).toContain('modals/contact/contact.php?id=12')
    expect(named.headers.get('x-frame-options')).toBe('DENY')
  })

  it('are pages like others for a ticket that is not there, with nothing to see', async () => {
    const { status, text } = await send('/agent/ticket.php?ticket_id=999', { headers: await signIn() })
    expect([status, text.includes('id="ticket_id"'), /nothing to see here/i.test(text)]).toEqual([
      200,
      false,
      true,
    ])
  })

  it('show customers public replies alone', async () => {
    await post('ticket_replies/create', {
      ticket_id: 41,
      ticket_reply: 'For us',
      ticket_reply_type: 'Internal',
    })
    await post('ticket_replies/create', {
      ticket_id: 41,
      ticket_reply: 'For you',
      ticket_reply_type: 'Public',
    })
    const { text } = await send('/client/ticket.php?id=41')
    expect([text.includes('For you'), text.includes('For us'), text.includes('Asked Mara')]).toEqual([
      true,
      false,
      false,
    ])
  })
})
