import { beforeEach, describe, expect, it } from 'vitest'
import halopsaApi from '#shared/psa/halopsa/api.ts'
import halopsa from '#shared/psa/halopsa/index.ts'
import { createClock } from '../../world/clock.ts'
import type { HaloAccount, HaloClient, HaloUser } from '../../world/halopsa/account.ts'
import { createHaloPsa, haloAccount } from '../../world/halopsa/halopsa.ts'
import { all, answerOf, can, createDesk, type Desk, refusalOf } from './desk.ts'

const clock = createClock()
const tenantId = '3f2c1a9e-0d4b-4c6a-9a55-7b1f0e2d3c4b'
let account: HaloAccount
let desk: Desk
let contoso: HaloClient
let fabrikam: HaloClient
let mara: HaloUser

beforeEach(() => {
  const world = createHaloPsa(clock)
  account = world.account
  contoso = account.addClient('Contoso Dental', {
    website: 'https://www.Contoso.example/welcome',
    accountsEmail: 'office@contoso.example',
  })
  fabrikam = account.addClient('Fabrikam Freight')
  mara = account.addUser(contoso.id, 'Mara Ellingsworth', {
    email: 'Mara@contoso.example',
    phone: '555 0100',
  })
  const { clientId, secret: clientSecret, tenant } = haloAccount
  desk = createDesk({
    psa: world.psa,
    definition: halopsaApi,
    account: haloAccount.host,
    credentials: { address: haloAccount.host, clientId, clientSecret, tenant },
    clock,
  })
})

describe('signing in to HaloPSA', () => {
  it('says which agent the application logs in as, or that it is an application', async () => {
    expect(await desk.api.check()).toEqual({ connectedAs: 'Sidelight (sidelight@lamplight.example)' })
    account.agent = null
    expect(await desk.api.check()).toEqual({ connectedAs: 'an API application' })
  })

  it('asks for one token, and for another when it has run out', async () => {
    await desk.api.organisation(String(contoso.id))
    await desk.api.organisation(String(contoso.id))
    expect(account.tokens.size).toBe(1)
    clock.advance(3601 * 1000)
    expect((await desk.api.organisation(String(contoso.id))).name).toBe('Contoso Dental')
    expect(account.tokens.size).toBe(2)
  })

  it('calls a wrong secret a refused key, though it is answered with 400', async () => {
    account.application.secret = 'another'
    expect((await refusalOf(desk.api.check())).code).toBe('psa.keyRefused')
  })

  it('hands on what is said about a tenant that is not known', async () => {
    account.application.tenant = 'another'
    const refused = await refusalOf(desk.api.check())
    expect([refused.code, refused.detail]).toEqual(['psa.rejected', 'It said: The tenant is not known.'])
  })

  it('says that there is no HaloPSA where nothing answers', async () => {
    desk.instead = (_request, path) => (path === '/Client' ? answerOf({}, 404) : null)
    expect((await refusalOf(desk.api.check())).code).toBe('psa.address')
  })

  it.each(['acme', ''])('names the tenant %j in the address alone where there is one', (tenant) => {
    const url = halopsaApi.token?.url('halo.example.com', { tenant })
    expect(url).toBe(`https://halo.example.com/auth/token${tenant ? '?tenant=acme' : ''}`)
  })
})

describe('reading from HaloPSA', () => {
  it('reads contacts to the end, inactive ones too, of this organisation and without its General User', async () => {
    account.addUser(fabrikam.id, 'Osric Vane', { email: 'osric@fabrikam.example' })
    for (let n = 0; n < 130; n += 1) account.addUser(contoso.id, `Dentist ${n}`, { inactive: n % 2 === 0 })
    const contacts = await all((page) => can(desk.api, 'contacts')(String(contoso.id), page))
    expect(contacts).toHaveLength(131)
    expect(contacts.filter(({ active }) => !active)).toHaveLength(65)
    expect(contacts.map(({ values }) => values.name)).not.toContain('General User')
    expect(desk.sent.map(({ query }) => query)).toEqual(
      ['1', '2'].map((page_no) => ({
        client_id: String(contoso.id),
        includeactive: 'true',
        includeinactive: 'true',
        pageinate: 'true',
        page_size: '100',
        page_no,
      })),
    )
  })

  it('reads to the end where the account gives shorter pages than were asked for', async () => {
    account.longestPage = 25
    for (let n = 0; n < 130; n += 1) account.addUser(contoso.id, `Dentist ${n}`)
    expect(await all((page) => can(desk.api, 'contacts')(String(contoso.id), page))).toHaveLength(131)
  })

  it.each([
    ['stops half way', { record_count: 9, users: [] }],
    [
      'is full and says no count',
      Array.from({ length: 100 }, (_, n) => ({ id: n + 1, client_id: 1, name: 'A' })),
    ],
    ['says no customer of a user', { record_count: 1, users: [{ id: 1, name: 'A' }] }],
    ['holds text', { record_count: 1, users: 'none' }],
    ['is null', null],
  ])('takes no list that %s for a whole one', async (_what, answer) => {
    desk.instead = (_request, path) => (path === '/Users' ? answerOf(answer) : null)
    const refused = await refusalOf(can(desk.api, 'contacts')('1', null))
    expect(refused.code).toBe('psa.malformed')
  })

  it('takes a bare list that is not full for the whole of it', async () => {
    const users = [{ id: 8, client_id: contoso.id, name: 'Bare' }]
    desk.instead = (_request, path) => (path === '/Users' ? answerOf(users) : null)
    const page = await can(desk.api, 'contacts')(String(contoso.id), null)
    expect([page.items.map(({ id }) => id), page.next]).toEqual([['8'], null])
  })

  it('never takes another organisation’s contact from a list whose filter was not heeded', async () => {
    const users = [mara, { ...mara, id: 9, clientId: fabrikam.id }].map(({ id, clientId }) => ({
      id,
      client_id: clientId,
      name: 'Somebody',
    }))
    desk.instead = (_request, path) => (path === '/Users' ? answerOf({ record_count: 2, users }) : null)
    const found = await all((page) => can(desk.api, 'contacts')(String(contoso.id), page))
    expect(found.map(({ id }) => id)).toEqual([String(mara.id)])
  })

  it('reads blanks as null, and one record also where it comes as a list', async () => {
    const expected = {
      id: String(mara.id),
      organisationId: String(contoso.id),
      active: true,
      values: {
        name: 'Mara Ellingsworth',
        email: 'Mara@contoso.example',
        phone: '555 0100',
        mobile: null,
        'custom:networklogin': null,
        'custom:azureoid': null,
      },
    }
    expect(await can(desk.api, 'contact')(String(mara.id))).toEqual(expected)
    const record = { id: mara.id, client_id: contoso.id, name: 'Mara Ellingsworth' }
    desk.instead = (_request, path) => (path.startsWith('/Users/') ? answerOf([record]) : null)
    expect((await can(desk.api, 'contact')(String(mara.id))).values.email).toBeNull()
  })

  it('finds contacts with an address, whatever its case, and no others', async () => {
    account.addUser(contoso.id, 'Mara again', { email: 'MARA@CONTOSO.EXAMPLE', inactive: true })
    account.addUser(contoso.id, 'Amara', { email: 'amara@contoso.example' })
    account.addUser(fabrikam.id, 'Mara elsewhere', { email: 'mara@contoso.example' })
    const found = await can(desk.api, 'findContacts')(String(contoso.id), 'mara@contoso.example')
    expect(found.map(({ values }) => values.name)).toEqual(['Mara Ellingsworth', 'Mara again'])
  })

  it('lists organisations with the tenants and domains that HaloPSA knows', async () => {
    account.connections = [
      {
        id: 4,
        mappings: [
          { clientId: contoso.id, tenantId: tenantId.toUpperCase() },
          { clientId: fabrikam.id, tenantId },
          { clientId: fabrikam.id, tenantId: tenantId.replace('3', '4') },
          { clientId: fabrikam.id, tenantId: 'no tenant id' },
        ],
      },
    ]
    account.addClient('Former customer', { inactive: true })
    // Two tenants are no exact match.
    expect(await desk.api.organisations('', null)).toEqual({
      items: [
        {
          id: String(contoso.id),
          name: 'Contoso Dental',
          email: 'office@contoso.example',
          disabled: false,
          domains: ['contoso.example'],
          tenantId,
        },
        {
          id: String(fabrikam.id),
          name: 'Fabrikam Freight',
          email: null,
          disabled: false,
          domains: [],
          tenantId: null,
        },
      ],
      next: null,
    })
    expect((await desk.api.organisations('fabri', null)).items.map(({ name }) => name)).toEqual([
      'Fabrikam Freight',
    ])
    expect(desk.sent.filter(({ path }) => path === '/AzureADConnection')).toHaveLength(1)
  })

  it.each([
    ['is refused', () => answerOf({ Message: 'Forbidden' }, 403)],
    ['fails', () => answerOf('broken', 500)],
    ['is a page', () => new Response('<html>', { headers: { 'content-type': 'text/html' } })],
    ['is a text', () => answerOf('none')],
  ])('lists organisations without tenants where reading those %s', async (_what, answer) => {
    desk.instead = (_request, path) => (path.startsWith('/AzureADConnection') ? answer() : null)
    const { items } = await desk.api.organisations('', null)
    expect(items.map((item) => item.tenantId)).toEqual([null, null])
  })

  it('waits where reading tenants is answered with "wait"', async () => {
    desk.instead = (_request, path) => (path.startsWith('/AzureADConnection') ? answerOf({}, 429) : null)
    expect((await refusalOf(desk.api.organisations('', null))).code).toBe('psa.throttled')
    desk.instead = null
    expect((await desk.api.organisations('', null)).items).toHaveLength(2)
  })

  it('reads the addresses of everybody but the General Users', async () => {
    const found = await all((page) => can(desk.api, 'addresses')(page))
    expect(found).toEqual([{ organisationId: String(contoso.id), email: 'Mara@contoso.example' }])
  })

  it.each(['../Agent/me', '1/../../x', '', 'abc', '-1', '1e3'])(
    'sends nothing for %j as an id',
    async (id) => {
      const works = [desk.api.ticket(id), desk.api.organisation(id), can(desk.api, 'contact')(id)]
      for (const work of [...works, can(desk.api, 'contacts')(id, null), can(desk.api, 'note')(id, 'a', 'b')])
        expect((await refusalOf(work)).code).toBe('psa.notFound')
      expect(desk.sent).toEqual([])
    },
  )
})

describe('a ticket of HaloPSA', () => {
  it('names its organisation and, by a second request, its contact’s address', async () => {
    const { id } = account.addTicket(contoso.id, mara.id, 'Outlook')
    expect(await desk.api.ticket(String(id))).toEqual({
      id: String(id),
      number: String(id),
      subject: 'Outlook',
      organisation: { id: String(contoso.id), name: 'Contoso Dental' },
      contact: { id: String(mara.id), name: 'Mara Ellingsworth', email: 'Mara@contoso.example' },
    })
    expect(desk.sent.map(({ path, query }) => [path, query])).toEqual([
      [`/Tickets/${id}`, { includedetails: 'true' }],
      [`/Users/${mara.id}`, { includedetails: 'true' }],
    ])
  })

  it.each([0, -1, null])('without a user (%j) has no contact', async (user_id) => {
    desk.instead = (_request, path) =>
      path.startsWith('/Tickets/') ? answerOf([{ id: 5, user_id, user_name: 'x', client_id: 1 }]) : null
    expect((await desk.api.ticket('5')).contact).toBeNull()
  })

  it('of the General User has no contact, whatever the ticket calls that one', async () => {
    const general = [...account.users.values()].find(({ clientId }) => clientId === contoso.id)
    const { id } = account.addTicket(contoso.id, general?.id ?? 0, 'Lift')
    expect((await desk.api.ticket(String(id))).contact).toBeNull()
    const renamed = { id, client_id: contoso.id, user_id: general?.id, user_name: 'Reception' }
    desk.instead = (_request, path) => (path.startsWith('/Tickets/') ? answerOf(renamed) : null)
    expect((await desk.api.ticket(String(id))).contact).toBeNull()
  })

  it('of a user who was deleted still says the name', async () => {
    const { id } = account.addTicket(contoso.id, mara.id, 'Outlook')
    desk.instead = (_request, path) => (path.startsWith('/Users/') ? answerOf({}, 404) : null)
    expect((await desk.api.ticket(String(id))).contact).toEqual({
      id: String(mara.id),
      name: 'Mara Ellingsworth',
      email: null,
    })
  })
})

describe('writing to HaloPSA', () => {
  it('creates a contact at the organisation’s main site, in a list of one', async () => {
    const created = await can(desk.api, 'createContact')(String(contoso.id), {
      name: 'Tove Lindqvale',
      email: 'tove@contoso.example',
      mobile: '+1 555',
      phone: '',
      'custom:networklogin': 'tove@contoso.example',
      'custom:azureoid': tenantId,
    })
    expect(desk.sent.at(-1)).toMatchObject({
      method: 'POST',
      path: '/Users',
      body: [
        {
          name: 'Tove Lindqvale',
          emailaddress: 'tove@contoso.example',
          mobilenumber: '+1 555',
          networklogin: 'tove@contoso.example',
          azureoid: tenantId,
          client_id: contoso.id,
          site_id: contoso.mainSiteId,
        },
      ],
    })
    expect(created).toEqual(await can(desk.api, 'contact')(created.id))
  })

  it('says why where the organisation has no main site, and creates nothing', async () => {
    contoso.mainSiteId = null
    const refused = await refusalOf(can(desk.api, 'createContact')(String(contoso.id), { name: 'Tove' }))
    expect([refused.code, refused.detail]).toEqual([
      'psa.rejected',
      'The organisation has no main site in HaloPSA, where new contacts go.',
    ])
    expect(account.log).toEqual([])
  })

  it('writes the given values and the name; blanks erase nothing', async () => {
    const present = await can(desk.api, 'contact')(String(mara.id))
    const changed = await can(desk.api, 'updateContact')(present, {
      mobile: '555 7',
      phone: null,
      email: ' ',
    })
    expect(desk.sent.at(-1)?.body).toEqual([
      { id: mara.id, name: 'Mara Ellingsworth', mobilenumber: '555 7' },
    ])
    expect(changed.values).toMatchObject({ mobile: '555 7', phone: '555 0100' })
  })

  it('makes inactive and active again, each as often as one likes, and deletes nobody', async () => {
    const present = await can(desk.api, 'contact')(String(mara.id))
    for (const _time of [1, 2]) {
      const left = await can(desk.api, 'deactivate')(present, 'Left the company', '2026-11-02')
      expect([left.active, account.users.has(mara.id)]).toEqual([false, true])
    }
    expect(desk.sent.at(-1)?.body).toEqual([{ id: mara.id, inactive: true }])
    expect((await can(desk.api, 'reactivate')(present)).active).toBe(true)
    expect((await can(desk.api, 'reactivate')(present)).active).toBe(true)
  })

  it('does not believe that a contact is inactive when the answer says otherwise', async () => {
    const present = await can(desk.api, 'contact')(String(mara.id))
    const unmoved = { id: mara.id, client_id: contoso.id, name: 'Mara', inactive: false }
    desk.instead = (request) => (request.method === 'POST' ? answerOf(unmoved, 201) : null)
    expect((await refusalOf(can(desk.api, 'deactivate')(present, '', '2026-11-02'))).code).toBe(
      'psa.rejected',
    )
  })

  it.each([[[]], [{}], ['done'], [null]])(
    'calls the outcome of a creation unknown after %j',
    async (answer) => {
      desk.instead = (request) => (request.url.endsWith('/api/Users') ? answerOf(answer, 201) : null)
      const work = can(desk.api, 'createContact')(String(contoso.id), { name: 'A' })
      expect((await refusalOf(work)).code).toBe('psa.unknownOutcome')
    },
  )

  it('hands on what HaloPSA says, as a sentence, an exception or a list of fields', async () => {
    const present = await can(desk.api, 'contact')(String(mara.id))
    const answers = [
      ['No.', 'It said: No.'],
      [
        { ClassName: 'System.Exception', Message: 'A name must be entered.' },
        'It said: A name must be entered.',
      ],
      [{ title: 'Invalid.', errors: { name: ['Too long.'] } }, 'It said: Invalid. Too long.'],
    ] as const
    for (const [answer, words] of answers) {
      desk.instead = (request) => (request.url.endsWith('/api/Users') ? answerOf(answer, 400) : null)
      const refused = await refusalOf(can(desk.api, 'updateContact')(present, { name: 'B' }))
      expect([refused.code, refused.detail]).toEqual(['psa.rejected', words])
    }
  })

  it('stays off until it was tried, contacts and notes apart', () => {
    expect(Object.keys(halopsaApi.trials ?? {})).toEqual(['contact', 'note'])
    expect(Object.keys(desk.api)).not.toContain('moveContact')
    expect(Object.keys(desk.api)).not.toContain('createOrganisation')
  })

  it('offers login and object id, but off at first', () => {
    const own = (desk.api.fields ?? []).filter(({ id }) => id.startsWith('custom:'))
    expect(own.map(({ id, from, offAtFirst }) => [id, from, offAtFirst])).toEqual([
      ['custom:networklogin', 'userPrincipalName', true],
      ['custom:azureoid', 'objectId', true],
    ])
  })
})

describe('a note in HaloPSA', () => {
  it('is hidden from the user and shows hostile text as text', async () => {
    const { id, actions } = account.addTicket(contoso.id, mara.id, 'Outlook')
    await can(desk.api, 'note')(String(id), 'Sidelight', 'Reset <b>Mara</b> & "more"\nby Ruben')
    expect(actions).toEqual([
      {
        id: 1,
        outcomeId: 7,
        hidden: true,
        noteHtml: 'Sidelight<br><br>Reset &#60;b&#62;Mara&#60;/b&#62; &#38; &#34;more&#34;<br>by Ruben',
      },
    ])
    expect(Array.isArray(desk.sent.at(-1)?.body)).toBe(true)
  })

  it('that the agent may not write says so, and how to mend it', async () => {
    const { id, actions } = account.addTicket(contoso.id, mara.id, 'Outlook')
    account.outcomes.clear()
    const refused = await refusalOf(can(desk.api, 'note')(String(id), 'a', 'b'))
    expect([refused.code, refused.detail]).toEqual([
      'psa.rejected',
      'It said: You do not have access to this Action. The agent of the API application must be allowed to use the action “Private Note” (outcome 7).',
    ])
    expect(actions).toEqual([])
  })
})

describe('a permission that is missing', () => {
  it.each([
    ['read:customers', () => desk.api.check()],
    ['read:tickets', () => desk.api.check()],
    ['read:customers', () => desk.api.organisations('', null)],
    ['read:customers', () => desk.api.organisation(String(contoso.id))],
    ['read:customers', () => can(desk.api, 'contacts')(String(contoso.id), null)],
    ['read:tickets', () => desk.api.ticket('1')],
    ['edit:customers', () => can(desk.api, 'createContact')(String(contoso.id), { name: 'A' })],
    ['edit:tickets', () => can(desk.api, 'note')('1', 'a', 'b')],
  ] as const)('%s is named', async (permission, work) => {
    account.application.permissions.delete(permission)
    const refused = await refusalOf(work())
    expect(refused.code).toBe('psa.permission')
    expect(refused.detail).toContain(`HaloPSA asks for “${permission}”.`)
    expect(halopsa.keyPermissions).toContain(permission)
  })
})
