import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '#shared/errors.ts'
import type { PsaApi } from '#shared/psa/api.ts'
import syncroApi from '#shared/psa/syncro/api.ts'
import syncroPsa from '#shared/psa/syncro/index.ts'
import { createHttp } from '../../../worker/psa/http.ts'
import { createClock } from '../../world/clock.ts'
import { syncroAccount } from '../../world/people.ts'
import type { SyncroAccount } from '../../world/syncro/account.ts'
import { contactIds, ticketIds } from '../../world/syncro/seed.ts'
import { createSyncro } from '../../world/syncro/syncro.ts'

interface Sent {
  method: string
  path: string
  queries: string[]
  body: Record<string, unknown> | null
}
let account: SyncroAccount
let api: PsaApi
let sent: Sent[]
/** Answers instead of the embedded Syncro, where a test wants another answer. */
let instead: ((request: Request) => Response | null) | null

beforeEach(() => {
  const clock = createClock()
  const syncro = createSyncro({ clock })
  account = syncro.account()
  sent = []
  instead = null
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input, init)
    const { pathname, searchParams } = new URL(request.url)
    const text = await request.clone().text()
    const path = pathname.replace('/api/v1', '')
    sent.push({
      method: request.method,
      path,
      queries: [...searchParams.keys()],
      body: text ? JSON.parse(text) : null,
    })
    return instead?.(request) ?? syncro.fetch(request)
  })
  const credentials = { apiKey: syncroAccount.apiKey }
  api = syncroApi.api(
    createHttp({ psa: syncroPsa, api: syncroApi, account: 'lamplight', credentials, now: clock.now }),
  )
})

/** Methods of this PSA that are optional in the interface. */
function can<K extends keyof PsaApi>(name: K): NonNullable<PsaApi[K]> {
  const method = api[name]
  if (method === undefined) throw new Error(`The adapter has no ${name}.`)
  return method
}
async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof AppError)) throw new Error(`Expected a refusal, got ${error}`)
  return error
}
async function allContacts(organisationId: string) {
  const found = []
  for (let page: string | null = null; ; ) {
    const { items, next } = await api.contacts(organisationId, page)
    found.push(...items)
    if (next === null) return found
    page = next
  }
}
const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

describe('reading from Syncro', () => {
  it('says whose key it is', async () => {
    expect(await api.check()).toEqual({ connectedAs: 'Ruben Deskwright (ruben@lamplight.example)' })
  })

  it('reads contacts to the last page, of this organisation alone', async () => {
    account.perPage.contacts = 2
    const contacts = await allContacts('101')
    expect(contacts.map(({ id }) => Number(id))).toEqual([5101, 5102, 5103, 5104, 5105])
    expect(sent.map(({ queries }) => queries)).toEqual([
      ['customer_id', 'page'],
      ['customer_id', 'page'],
      ['customer_id', 'page'],
    ])
  })

  it('never takes another organisation’s contact from a list whose filter was not heeded', async () => {
    const all = [...account.contacts.values()].map(({ id, name, customerId }) => ({
      id,
      name,
      customer_id: customerId,
    }))
    instead = () => json({ contacts: all, meta: { total_pages: 1 } })
    expect((await allContacts('102')).map(({ id }) => id)).toEqual([String(contactIds.osric)])
  })

  it('reads blanks as null and the title from the properties', async () => {
    expect(await api.contact(String(contactIds.sela))).toEqual({
      id: '5102',
      organisationId: '101',
      name: 'Sela Brightmore',
      email: 'sela.brightmoor@contoso.example',
      phone: null,
      mobile: null,
      title: 'Front desk',
    })
    instead = () => json({ id: 1, name: null, email: ' ', phone: '', properties: null })
    const blank = {
      id: '1',
      organisationId: '',
      name: '',
      email: null,
      phone: null,
      mobile: null,
      title: null,
    }
    expect(await api.contact('1')).toEqual(blank)
  })

  it('reads a ticket with its organisation and contact, number and id being two things', async () => {
    expect(await api.ticket(String(ticketIds.mara))).toEqual({
      id: '88231',
      number: '4182',
      subject: 'Outlook says the mailbox is not available',
      organisation: { id: '101', name: 'Contoso Dental' },
      contact: { id: '5101', name: 'Mara Ellingsworth', email: 'MARA.ELLINGSWORTH@CONTOSO.EXAMPLE' },
    })
    expect((await api.ticket(String(ticketIds.tove))).contact).toBeNull()
    expect((await api.ticket(String(ticketIds.withoutEmail))).contact?.email).toBeNull()
    expect((await api.ticket(String(ticketIds.elsewhere))).organisation?.name).toBe('Ellis Farrow')
  })

  it('lists organisations by name with their pages, and searches', async () => {
    account.perPage.customers = 5
    const first = await api.organisations('', null)
    expect([first.items.length, first.next]).toEqual([5, '2'])
    expect((await api.organisations('', '2')).next).toBeNull()
    expect((await api.organisations('fabri', null)).items).toEqual([
      { id: '102', name: 'Fabrikam Freight', email: 'office@fabrikam.example', disabled: false },
      { id: '110', name: 'Fabrikam Freight West', email: 'west@fabrikam.example', disabled: false },
    ])
    expect(await api.organisation('109')).toMatchObject({ name: 'Ellis Farrow' })
  })

  it.each(['../me', '1/../../me', '101?x', '', 'abc', '-1', '1e3'])(
    'sends nothing for %j as an id',
    async (id) => {
      for (const work of [api.ticket(id), api.contact(id), api.organisation(id), api.contacts(id, null)]) {
        expect((await refusalOf(work)).code).toBe('psa.notFound')
      }
      expect(sent).toEqual([])
    },
  )

  it.each([
    ['a contact without id', () => api.contact('5101'), { name: 'A' }],
    ['a list without meta', () => api.contacts('101', null), { contacts: [] }],
    ['a ticket that is null', () => api.ticket('1'), { ticket: null }],
    [
      'a list that is text',
      () => api.organisations('', null),
      { customers: 'none', meta: { total_pages: 1 } },
    ],
    ['null', () => api.contact('5101'), null],
  ])('refuses to guess at %s', async (_what, work, answer) => {
    instead = () => json(answer)
    expect((await refusalOf(work())).code).toBe('psa.malformed')
  })
})

describe('writing to Syncro', () => {
  it('creates a contact and writes its title with a second request, for POST has none', async () => {
    const fields = {
      name: 'Tove Lindqvale',
      email: 'tove@contoso.example',
      phone: null,
      mobile: '+1 555',
      title: 'Dentist',
    }
    const created = await can('createContact')('101', fields)
    expect(created).toEqual({ ...fields, id: created.id, organisationId: '101' })
    expect(account.log.map(({ method, body }) => [method, body])).toEqual([
      ['POST', { customer_id: 101, name: 'Tove Lindqvale', email: 'tove@contoso.example', mobile: '+1 555' }],
      ['PUT', { name: 'Tove Lindqvale', title: 'Dentist' }],
    ])
  })

  it('says that a contact exists though its title could not be written: it must not be created again', async () => {
    instead = (request) => (request.method === 'PUT' ? json({ error: 'Rate limit exceeded' }, 429) : null)
    const created = await can('createContact')('101', { name: 'Tove Lindqvale', title: 'Dentist' })
    expect(created).toMatchObject({ name: 'Tove Lindqvale', title: null })
    expect(account.contactsOf(101).filter(({ name }) => name === 'Tove Lindqvale')).toHaveLength(1)
  })

  it('calls the outcome of a creation unknown when the answer cannot be read', async () => {
    instead = () => json({ contact: 'made' })
    expect((await refusalOf(can('createContact')('101', { name: 'A' }))).code).toBe('psa.unknownOutcome')
  })

  it('never sends a blank, so that nothing is erased', async () => {
    const id = String(contactIds.mara)
    const changed = await can('updateContact')(id, {
      name: 'Mara Ellingsworth',
      phone: null,
      mobile: '',
      title: 'Manager',
    })
    expect(account.log.map(({ body }) => body)).toEqual([{ name: 'Mara Ellingsworth', title: 'Manager' }])
    expect(changed).toMatchObject({ phone: '+1 (555) 0100-142', title: 'Manager' })
  })

  it('hands on what Syncro says about a bad address, as text or as list', async () => {
    const one = await refusalOf(can('createContact')('101', { name: 'A', email: 'x' }))
    expect([one.code, one.detail]).toEqual(['psa.rejected', 'It said: Email is not an email'])
    const two = await refusalOf(can('updateContact')(String(contactIds.mara), { name: ' ', email: 'x' }))
    expect([two.code, two.detail]).toEqual([
      'psa.rejected',
      "It said: Name can't be blank; Email is not an email",
    ])
  })

  it('writes notes that nobody outside sees and nobody is mailed', async () => {
    await can('note')(String(ticketIds.mara), 'Sidelight', 'Password <b>reset</b> *now*')
    expect(account.tickets.get(ticketIds.mara)?.comments.at(-1)).toMatchObject({
      subject: 'Sidelight',
      body: 'Password <b>reset</b> *now*',
      hidden: true,
      emailed: false,
    })
  })
})

describe('what Syncro cannot do', () => {
  it('is absent: contacts have no state to change', () => {
    expect(Object.keys(api)).not.toContain('deactivate')
  })
})

describe('refusals', () => {
  it.each([
    ['Customers - List/Search', () => api.check()],
    ['Customers - View Detail', () => api.check()],
    ['Customers - List/Search', () => api.organisations('', null)],
    ['Customers - View Detail', () => api.contacts('101', null)],
    ['Customers - Edit', () => can('createContact')('101', { name: 'A' })],
    ['Customers - Edit', () => can('updateContact')(String(contactIds.mara), { name: 'A' })],
    ['Tickets - View Details', () => api.ticket(String(ticketIds.mara))],
    ['Tickets - Edit', () => can('note')(String(ticketIds.mara), 'a', 'b')],
  ] as const)('name the missing permission %s', async (permission, work) => {
    account.key.permissions.delete(permission)
    const refused = await refusalOf(work())
    expect([refused.code, refused.detail]).toEqual(['psa.permission', `Syncro asks for “${permission}”.`])
    expect(syncroPsa.keyPermissions).toContain(permission)
  })

  it('tell a wrong key from a missing permission', async () => {
    account.key.token = 'another'
    expect((await refusalOf(api.check())).code).toBe('psa.keyRefused')
  })
})

describe('the normal form', () => {
  it.each([
    ['email', ' MARA@Contoso.Example', 'mara@contoso.example', true],
    ['phone', '+1 (555) 0100-142 ', '+1 555 0100 142', true],
    ['phone', '0049 30 1234', '+49 30 1234', true],
    ['mobile', '657.325.3258 x330', '(657) 325-3258 ext. 330', true],
    ['mobile', '+1 555 0100 142', '+1 555 0100 143', false],
    ['phone', '555 0100 142', '+1 555 0100 142', false],
    ['phone', 'ask reception', 'see notes', false],
    ['name', 'Zoë  Ångström ', 'Zoe\u0308 A\u030angstro\u0308m', true],
    ['name', 'mara', 'Mara', false],
    ['title', 'Practice\u00a0manager', 'Practice manager', true],
  ] as const)('of %s: %j and %j', (field, one, other, isSame) => {
    const normal = can('normal')
    expect(normal(field, one) === normal(field, other)).toBe(isSame)
    expect(normal(field, normal(field, one))).toBe(normal(field, one))
  })
})

interface Operation {
  description?: string
  parameters?: { name: string; in: string }[]
  requestBody?: {
    content: {
      'application/json': { schema: { properties: Record<string, { type: string }>; required?: string[] } }
    }
  }
}
const description =
  process.env.SYNCRO_OPENAPI ??
  fileURLToPath(new URL('../../../../shared/reference/data/syncro-openapi.json', import.meta.url))

describe.skipIf(!existsSync(description))('by Syncro’s own API description', () => {
  const { paths } = existsSync(description) ? JSON.parse(readFileSync(description, 'utf8')) : { paths: {} }
  const operationOf = ({ method, path }: Sent): Operation | undefined =>
    paths[path.replace(/\/\d+/g, '/{id}')]?.[method.toLowerCase()]

  async function everyMethod(): Promise<void> {
    await api.check()
    await api.organisations('con', '1')
    await api.organisation('101')
    await api.contacts('101', null)
    await api.contact(String(contactIds.mara))
    await api.ticket(String(ticketIds.mara))
    const fields = { name: 'A', email: 'a@contoso.example', phone: '1', mobile: '2', title: 'B' }
    const { id } = await can('createContact')('101', fields)
    await can('updateContact')(id, fields)
    await can('note')(String(ticketIds.mara), 'a', 'b')
  }

  it('sends documented requests alone: paths, parameters, body fields and their types', async () => {
    await everyMethod()
    expect(sent.length).toBeGreaterThanOrEqual(12)
    for (const request of sent) {
      const operation = operationOf(request)
      expect(operation, `${request.method} ${request.path}`).toBeDefined()
      const queries = (operation?.parameters ?? [])
        .filter((parameter) => parameter.in === 'query')
        .map(({ name }) => name)
      for (const name of request.queries) expect(queries).toContain(name)
      const schema = operation?.requestBody?.content['application/json'].schema
      for (const [name, value] of Object.entries(request.body ?? {})) {
        const type = schema?.properties[name]?.type
        expect(`${name}: ${type === 'integer' ? 'number' : type}`).toBe(`${name}: ${typeof value}`)
      }
      for (const name of schema?.required ?? []) expect(request.body).toHaveProperty(name)
    }
  })

  it('asks administrators for exactly the permissions of the operations it uses', async () => {
    await everyMethod()
    const needed = sent.flatMap((request) => {
      const said = operationOf(request)?.description?.match(/permissions?: "?([^"\n]+)/)?.[1]
      return said ? [said.trim()] : []
    })
    expect([...new Set(needed)].sort()).toEqual([...syncroPsa.keyPermissions].sort())
  })
})
