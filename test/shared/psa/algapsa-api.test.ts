import { beforeEach, describe, expect, it } from 'vitest'
import algapsaApi from '#shared/psa/algapsa/api.ts'
import algapsa from '#shared/psa/algapsa/index.ts'
import type { AlgaAccount, AlgaClient, AlgaContact } from '../../world/algapsa/account.ts'
import { algaAccount, createAlgaPsa } from '../../world/algapsa/algapsa.ts'
import { createClock } from '../../world/clock.ts'
import { uuidOf } from '../../world/psa-gate.ts'
import { all, answerOf, can, createDesk, type Desk, refusalOf } from './desk.ts'

let account: AlgaAccount
let desk: Desk
let contoso: AlgaClient
let fabrikam: AlgaClient
let mara: AlgaContact

const phone = (number: string, canonicalType: string | null, more = {}) => ({
  id: account.nextId(),
  number,
  extension: null,
  canonicalType,
  customType: null,
  isDefault: false,
  ...more,
})

beforeEach(() => {
  const clock = createClock()
  const world = createAlgaPsa(clock)
  account = world.account
  contoso = account.addClient('Contoso Dental', {
    url: 'www.Contoso.example',
    email: 'office@contoso.example',
  })
  fabrikam = account.addClient('Fabrikam Freight')
  mara = account.addContact(contoso.id, 'Mara Ellingsworth', 'mara@contoso.example', { role: 'Dentist' })
  const { host, apiKey } = algaAccount
  const credentials = { address: host, apiKey: ` ${apiKey} ` }
  desk = createDesk({ psa: world.psa, definition: algapsaApi, account: host, credentials, clock })
})

const read = async () => can(desk.api, 'contact')(mara.id)

describe('reading from AlgaPSA', () => {
  it('says that it is a key of this address, for no request says whose it is', async () => {
    expect(await desk.api.check()).toEqual({ connectedAs: 'an API key of psa.lamplight.example' })
    expect(desk.sent.map(({ path }) => path)).toEqual(['/clients', '/contacts', '/tickets'])
  })

  it('reads contacts to the end, inactive ones too, of this organisation alone', async () => {
    account.addContact(fabrikam.id, 'Osric Vane', 'osric@fabrikam.example')
    for (let n = 0; n < 130; n += 1)
      account.addContact(contoso.id, `Dentist ${n}`, `d${n}@contoso.example`, { inactive: n % 2 === 0 })
    const contacts = await all((page) => can(desk.api, 'contacts')(contoso.id, page))
    expect(contacts).toHaveLength(131)
    expect(contacts.filter(({ active }) => !active)).toHaveLength(65)
    expect(desk.sent.map(({ query }) => query)).toEqual(
      ['1', '2'].map((page) => ({
        client_id: contoso.id,
        sort: 'created_at',
        order: 'asc',
        limit: '100',
        page,
      })),
    )
  })

  it('never takes another organisation’s contact from a list whose filter was not heeded', async () => {
    const data = [contoso, fabrikam].map(({ id }, at) => ({
      contact_name_id: uuidOf(at + 1),
      client_id: id,
      full_name: 'Somebody',
    }))
    desk.instead = () => answerOf({ data, pagination: { hasNext: false } })
    const found = await all((page) => can(desk.api, 'contacts')(contoso.id, page))
    expect(found.map(({ id }) => id)).toEqual([uuidOf(1)])
  })

  it('reads the number at work and the mobile one, and nothing that only this adapter needs', async () => {
    mara.phones = [
      phone('555 9', 'home', { isDefault: true }),
      phone('555 0100', 'work'),
      phone('555 0177', 'mobile'),
    ]
    expect(await read()).toEqual({
      id: mara.id,
      organisationId: contoso.id,
      active: true,
      values: {
        name: 'Mara Ellingsworth',
        email: 'mara@contoso.example',
        title: 'Dentist',
        phone: '555 0100',
        mobile: '555 0177',
      },
    })
  })

  it('finds the contact with an address, whatever its case, and none that only contains it', async () => {
    account.addContact(contoso.id, 'Amara', 'amara@contoso.example')
    const found = await can(desk.api, 'findContacts')(contoso.id, 'MARA@contoso.example')
    expect(found.map(({ id }) => id)).toEqual([mara.id])
    mara.inactive = true
    expect(await can(desk.api, 'findContacts')(contoso.id, 'mara@contoso.example')).toHaveLength(1)
    expect(await can(desk.api, 'findContacts')(fabrikam.id, 'mara@contoso.example')).toEqual([])
  })

  it('lists active organisations by name with their domains, and searches', async () => {
    account.addClient('Former customer', { inactive: true })
    expect((await desk.api.organisations('', null)).items).toEqual([
      {
        id: contoso.id,
        name: 'Contoso Dental',
        email: 'office@contoso.example',
        disabled: false,
        domains: ['contoso.example'],
      },
      { id: fabrikam.id, name: 'Fabrikam Freight', email: null, disabled: false, domains: [] },
    ])
    const { items } = await desk.api.organisations('fabri', null)
    expect(items.map(({ id }) => id)).toEqual([fabrikam.id])
    expect((await desk.api.organisation(fabrikam.id)).name).toBe('Fabrikam Freight')
  })

  it('reads the addresses of all who belong to an organisation', async () => {
    account.addContact(null, 'Nobody’s', 'nobody@elsewhere.example')
    expect(await all((page) => can(desk.api, 'addresses')(page))).toEqual([
      { organisationId: contoso.id, email: 'mara@contoso.example' },
    ])
  })

  it('reads a ticket with its organisation and contact, number and id being two things', async () => {
    const { id, number } = account.addTicket(contoso.id, mara.id, 'Outlook')
    expect(await desk.api.ticket(id)).toEqual({
      id,
      number,
      subject: 'Outlook',
      organisation: { id: contoso.id, name: 'Contoso Dental' },
      contact: { id: mara.id, name: 'Mara Ellingsworth', email: 'mara@contoso.example' },
    })
    expect(number).not.toBe(id)
    const alone = account.addTicket(fabrikam.id, null, 'Lift')
    expect((await desk.api.ticket(alone.id)).contact).toBeNull()
  })

  it.each(['../clients', '', 'abc', '5', `${uuidOf(1)}/x`, `${uuidOf(1)}?a`])(
    'sends nothing for %j as an id',
    async (id) => {
      const works = [desk.api.ticket(id), desk.api.organisation(id), can(desk.api, 'contact')(id)]
      for (const work of [...works, can(desk.api, 'contacts')(id, null), can(desk.api, 'note')(id, 'a', 'b')])
        expect((await refusalOf(work)).code).toBe('psa.notFound')
      expect(desk.sent).toEqual([])
    },
  )

  it.each([
    ['a contact without data', {}],
    ['a contact whose id is none', { data: { contact_name_id: '5' } }],
    ['a list', { data: [] }],
    ['null', null],
  ])('refuses to guess at %s', async (_what, answer) => {
    desk.instead = () => answerOf(answer)
    expect((await refusalOf(read())).code).toBe('psa.malformed')
  })

  it('refuses a list that does not say whether it goes on', async () => {
    desk.instead = () => answerOf({ data: [] })
    expect((await refusalOf(can(desk.api, 'contacts')(contoso.id, null))).code).toBe('psa.malformed')
  })
})

describe('writing to AlgaPSA', () => {
  it('creates a contact with its numbers, exactly one of them the default', async () => {
    const values = { name: 'Tove Lindqvale', email: 'Tove@contoso.example', title: 'Nurse' }
    const created = await can(desk.api, 'createContact')(contoso.id, {
      ...values,
      phone: '+1 555 0100 11',
      mobile: '+1 555 0100 12',
    })
    expect(desk.sent.at(-1)).toMatchObject({
      method: 'POST',
      path: '/contacts',
      body: {
        full_name: 'Tove Lindqvale',
        email: 'Tove@contoso.example',
        role: 'Nurse',
        client_id: contoso.id,
        phone_numbers: [
          { phone_number: '+1 555 0100 11', canonical_type: 'work', is_default: true },
          { phone_number: '+1 555 0100 12', canonical_type: 'mobile', is_default: false },
        ],
      },
    })
    expect(created).toEqual(await can(desk.api, 'contact')(created.id))
    expect(can(desk.api, 'normal')('email', created.values.email ?? '')).toBe('tove@contoso.example')
  })

  it('says that a contact needs an address, and sends nothing', async () => {
    const refused = await refusalOf(can(desk.api, 'createContact')(contoso.id, { name: 'Tove' }))
    expect([refused.code, refused.detail]).toEqual([
      'psa.rejected',
      'AlgaPSA keeps no contact without an e-mail address.',
    ])
    expect(desk.sent).toEqual([])
  })

  it('changes a number in its place; other numbers, their types and the default stay', async () => {
    mara.phones = [
      phone('555 0001', 'home', { isDefault: true }),
      phone('555 0100', 'work', { extension: '12' }),
      phone('555 0002', null, { customType: 'Surgery' }),
    ]
    const [home, work, surgery] = mara.phones
    await can(desk.api, 'updateContact')(await read(), { phone: '555 0199', mobile: '555 0177' })
    expect(desk.sent.at(-1)?.body).toEqual({
      phone_numbers: [
        {
          contact_phone_number_id: home?.id,
          phone_number: '555 0001',
          canonical_type: 'home',
          is_default: true,
        },
        {
          contact_phone_number_id: work?.id,
          phone_number: '555 0199',
          canonical_type: 'work',
          is_default: false,
        },
        {
          contact_phone_number_id: surgery?.id,
          phone_number: '555 0002',
          custom_type: 'Surgery',
          is_default: false,
        },
        { phone_number: '555 0177', canonical_type: 'mobile', is_default: false },
      ],
    })
    expect(mara.phones.map(({ number, extension }) => [number, extension])).toEqual([
      ['555 0001', null],
      ['555 0199', null],
      ['555 0002', null],
      ['555 0177', null],
    ])
  })

  it('keeps the extension of a number that does not change', async () => {
    mara.phones = [phone('555 0100', 'work', { extension: '12', isDefault: true })]
    await can(desk.api, 'updateContact')(await read(), { phone: '555 0100', title: 'Owner' })
    expect(mara).toMatchObject({ role: 'Owner', phones: [{ number: '555 0100', extension: '12' }] })
  })

  it('does not touch the numbers where none is written; blanks erase nothing', async () => {
    mara.phones = [phone('555 0100', 'work', { isDefault: true })]
    await can(desk.api, 'updateContact')(await read(), {
      name: 'Mara E.',
      phone: null,
      title: '',
      email: null,
    })
    expect(desk.sent.at(-1)?.body).toEqual({ full_name: 'Mara E.' })
    expect(mara).toMatchObject({ role: 'Dentist', phones: [{ number: '555 0100' }] })
  })

  it('makes inactive and active again, as often as one likes, and moves; nothing else changes', async () => {
    const present = await read()
    for (const _time of [1, 2])
      expect((await can(desk.api, 'deactivate')(present, 'Left', '2026-11-02')).active).toBe(false)
    for (const _time of [1, 2]) expect((await can(desk.api, 'reactivate')(present)).active).toBe(true)
    const moved = await can(desk.api, 'moveContact')(present, fabrikam.id)
    expect(moved).toEqual({ ...present, organisationId: fabrikam.id })
    expect(account.log.map(({ body }) => body)).toEqual([
      { is_inactive: true },
      { is_inactive: true },
      { is_inactive: false },
      { is_inactive: false },
      { client_id: fabrikam.id },
    ])
  })

  it('creates an organisation, with the billing cycle that is asked for', async () => {
    const created = await can(desk.api, 'createOrganisation')('Wingtip Toys')
    expect(created).toMatchObject({ name: 'Wingtip Toys', disabled: false })
    expect(account.log.at(-1)?.body).toEqual({ client_name: 'Wingtip Toys', billing_cycle: 'monthly' })
  })

  it('writes notes for technicians alone, cut where they are too long', async () => {
    const { id, comments } = account.addTicket(contoso.id, mara.id, 'Outlook')
    await can(desk.api, 'note')(id, 'Sidelight', 'Password <b>reset</b>')
    await can(desk.api, 'note')(id, 'Long', '😀'.repeat(6000))
    expect(comments[0]).toMatchObject({ text: 'Sidelight\n\nPassword <b>reset</b>', internal: true })
    expect(comments[1]?.text.length).toBeLessThanOrEqual(5000)
    expect(comments[1]?.text.endsWith('😀…')).toBe(true)
    expect(comments.every(({ internal }) => internal)).toBe(true)
  })

  it.each([{}, { data: null }, { data: { contact_name_id: 'x' } }, 'done'])(
    'calls the outcome of a creation unknown after %j',
    async (answer) => {
      desk.instead = () => answerOf(answer, 201)
      const work = can(desk.api, 'createContact')(contoso.id, { name: 'A', email: 'a@contoso.example' })
      expect((await refusalOf(work)).code).toBe('psa.unknownOutcome')
    },
  )
})

describe('what AlgaPSA refuses', () => {
  it('is handed on in its words, fields with it', async () => {
    const taken = await refusalOf(
      can(desk.api, 'createContact')(fabrikam.id, { name: 'M', email: 'mara@contoso.example' }),
    )
    expect([taken.code, taken.detail]).toEqual([
      'psa.rejected',
      'It said: EMAIL_EXISTS: A contact with this email address already exists in the system',
    ])
    const wrong = await refusalOf(can(desk.api, 'updateContact')(await read(), { email: 'x' }))
    expect(wrong.detail).toBe('It said: Validation failed; email: Please enter a valid email address')
    desk.instead = () => answerOf({ error: 'No.' }, 422)
    expect((await refusalOf(read())).detail).toBe('It said: No.')
  })

  it('is a key, a wait or a contact that is gone', async () => {
    expect((await refusalOf(can(desk.api, 'contact')(uuidOf(1)))).code).toBe('psa.notFound')
    account.bucket = { ...account.bucket, left: 0, perMinute: 10 }
    const wait = await refusalOf(read())
    expect([wait.code, wait.retryAfterSeconds]).toEqual(['psa.throttled', 6])
    account.key.token = 'another'
    expect((await refusalOf(desk.api.check())).code).toBe('psa.keyRefused')
  })

  it('is another address than AlgaPSA’s', async () => {
    desk.instead = () => answerOf({}, 404)
    expect((await refusalOf(desk.api.check())).code).toBe('psa.address')
  })

  it.each([
    ['client: read', () => desk.api.check()],
    ['contact: read', () => desk.api.check()],
    ['ticket: read', () => desk.api.check()],
    ['client: read', () => desk.api.organisations('', null)],
    ['client: create', () => can(desk.api, 'createOrganisation')('A')],
    ['contact: read', () => can(desk.api, 'contacts')(contoso.id, null)],
    [
      'contact: create',
      () => can(desk.api, 'createContact')(contoso.id, { name: 'A', email: 'a@b.example' }),
    ],
    ['contact: update', async () => can(desk.api, 'deactivate')(await read(), '', '2026-11-02')],
    ['ticket: read', () => desk.api.ticket(uuidOf(1))],
    ['ticket: update', () => can(desk.api, 'note')(uuidOf(1), 'a', 'b')],
  ] as const)('for want of “%s” names it', async (permission, work) => {
    account.key.permissions.delete(permission)
    const refused = await refusalOf(work())
    expect([refused.code, refused.detail]).toEqual(['psa.permission', `AlgaPSA asks for “${permission}”.`])
    expect(algapsa.keyPermissions).toContain(permission)
  })
})
