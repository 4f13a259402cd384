import { beforeEach, describe, expect, it } from 'vitest'
import type { Bench } from '../harness.ts'
import { contoso, doneIn, dump, openDesk, refusalOf, request, seen } from './desk.ts'

let bench: Bench
const bram = seen(contoso, 'Okkerdale')
const mara = seen(contoso, 'Ellingsworth')
const directory = () => bench.world.microsoft.tenant(contoso.id)
const user = (id = bram.personId) => directory().user(id)

beforeEach(async () => {
  bench = await openDesk()
})

/** As the confirmation of a deletion does it, with the sign-in name typed. */
const run = (action: string, values: Record<string, unknown> = {}, about = bram) =>
  bench.call(
    'actions.run',
    request(action, about, { values, typed: about.seen.userPrincipalName }),
    'technician',
  )

describe('a profile', () => {
  it('is changed where the form changed it, and seen at once', async () => {
    const answer = await run('edit-profile', { jobTitle: 'Lead hygienist', department: '' })
    expect(answer).toMatchObject({ outcome: 'done', text: expect.stringMatching(/department cleared\.$/) })
    expect(answer.view?.person).toMatchObject({ jobTitle: 'Lead hygienist', department: null })
    expect(user()).toMatchObject({
      jobTitle: 'Lead hygienist',
      department: null,
      officeLocation: 'Harbour clinic',
    })
  })

  it('of a holder of a privileged role can be changed, but not the phone numbers', async () => {
    const wim = seen(contoso, 'Castelaar')
    expect((await run('edit-profile', { jobTitle: 'Owner' }, wim)).outcome).toBe('done')
    const phones = request('edit-phones', wim, { values: { mobilePhone: '+1 555 0100 1' } })
    const refused = await refusalOf(await bench.post('actions.run', phones, 'technician'))
    expect(refused.code).toBe('action.privileged')
  })

  it('has phone numbers with a permission of their own', async () => {
    directory().revoke('operator', 'User.ReadWrite.All')
    const answer = await run('edit-phones', { businessPhone: '+1 555 0100 902', mobilePhone: '' })
    expect(answer.view?.person).toMatchObject({ businessPhone: '+1 555 0100 902', mobilePhone: null })
    expect(user().businessPhones).toEqual(['+1 555 0100 902'])
    expect((await run('edit-profile', { jobTitle: 'x' })).outcome).toBe('refused')
  })

  it('gets another manager and loses them again; the manager stays', async () => {
    const set = await run('set-manager', { manager: mara.personId })
    expect(set.text).toBe('Made Mara Ellingsworth the manager of bram.okkerdale@contoso.example.')
    expect(user().managerId).toBe(mara.personId)
    expect((await run('remove-manager')).outcome).toBe('done')
    expect(user().managerId).toBeNull()
    expect(directory().users.has(mara.personId)).toBe(true)
    expect((await run('remove-manager')).outcome).toBe('done')
  })

  it.each([
    ['themselves', bram.personId],
    ['somebody of another tenant', 'd0020000-0000-4000-8000-000000000001'],
    ['nobody', '99999999-9999-4999-8999-999999999999'],
  ])('takes no manager who is %s', async (_, manager) => {
    const input = request('set-manager', bram, { values: { manager } })
    expect(await refusalOf(await bench.post('actions.run', input, 'technician'))).toMatchObject({
      code: 'action.values',
    })
  })

  it('finds managers by name, without the person and those who are deleted', async () => {
    const { tenantId, personId } = bram
    const ask = (search: string) =>
      bench.call('actions.options', { action: 'set-manager', field: 'manager', tenantId, personId, search })
    expect((await ask('okker')).options).toEqual([])
    expect((await ask('ellingsw')).options).toMatchObject([
      { value: mara.personId, label: 'Mara Ellingsworth', detail: mara.seen.userPrincipalName },
    ])
    expect((await ask('')).options.length).toBeGreaterThan(10)
  })
})

describe('a mailbox', () => {
  it('replies by itself, and stops', async () => {
    const on = await run('automatic-replies', { internal: 'Back <b>soon</b>', audience: 'none' })
    expect(on.outcome).toBe('done')
    expect(user().automaticReplies).toMatchObject({
      status: 'alwaysEnabled',
      externalAudience: 'none',
      internalReplyMessage: expect.stringContaining('Back &lt;b&gt;soon&lt;/b&gt;'),
    })
    expect((await run('automatic-replies', { status: 'disabled' })).outcome).toBe('done')
    expect(user().automaticReplies?.status).toBe('disabled')
  })

  it('that is not there is said in words', async () => {
    directory().updateUser(bram.personId, { mailbox: null })
    expect(await run('automatic-replies', { status: 'disabled' })).toMatchObject({
      outcome: 'refused',
      text: expect.stringMatching(/no mailbox in Exchange Online/),
    })
  })

  it('shows its rules and what they do, and loses one', async () => {
    const { tenantId, personId } = mara
    const listed = () =>
      bench.call('actions.options', { action: 'remove-inbox-rule', field: 'rule', tenantId, personId })
    const { options } = await listed()
    expect(options.map(({ label, detail }) => [label, detail])).toEqual([
      ['.', 'forwards to mara.e@lanternmail.example, deletes for good (on)'],
      ['Newsletters', 'moves to another folder, marks as read (on)'],
    ])
    const answer = await run('remove-inbox-rule', { rule: options[0]?.value }, mara)
    expect(answer.text).toBe('Removed the inbox rule . of mara.ellingsworth@contoso.example.')
    expect((await listed()).options.map(({ label }) => label)).toEqual(['Newsletters'])
  })
})

describe('an account', () => {
  it('is deleted, restored, and comes back with its groups', async () => {
    const answer = await run('delete-person')
    expect(answer.outcome).toBe('done')
    expect(directory().deletedUsers.has(bram.personId)).toBe(true)
    const gone = await bench.call('persons.get', bram, 'technician')
    expect(gone.person.deletedAt).not.toBeNull()
    expect(gone.actions.filter(({ off }) => off === null).map(({ id }) => id)).toEqual(['restore-person'])
    const back = await run('restore-person')
    expect(back).toMatchObject({ outcome: 'done', view: { person: { deletedAt: null } } })
    expect(directory().groups.get('Hygienists').members.has(bram.personId)).toBe(true)
    expect(doneIn(bench, contoso.id)).toEqual(['Delete user', 'Restore user'])
  })

  it('is not restored when somebody has the name by now', async () => {
    await run('delete-person')
    const { userPrincipalName } = directory().deletedUsers.get(bram.personId) ?? { userPrincipalName: '' }
    directory().addUser({ displayName: 'Another Bram', userPrincipalName })
    expect(await run('restore-person')).toMatchObject({
      outcome: 'refused',
      text: expect.stringMatching(/Somebody else has/),
    })
  })

  it('is not restored after 30 days', async () => {
    await run('delete-person')
    bench.world.clock.advance(31 * 86_400_000)
    expect((await run('restore-person')).outcome).toBe('refused')
  })

  it('is not deleted before its sign-in name is typed', async () => {
    for (const typed of [undefined, mara.seen.userPrincipalName]) {
      const input = request('delete-person', bram, { typed })
      expect(await refusalOf(await bench.post('actions.run', input, 'technician'))).toMatchObject({
        code: 'action.notTyped',
      })
    }
    expect(doneIn(bench, contoso.id)).toEqual([])
  })

  it('of a holder of a privileged role is never deleted', async () => {
    const input = request('delete-person', seen(contoso, 'Castelaar'))
    expect(await refusalOf(await bench.post('actions.run', input, 'admin'))).toMatchObject({
      code: 'action.privileged',
    })
  })
})

describe('a new person', () => {
  const tenant = {
    tenantId: contoso.id,
    personId: contoso.id,
    seen: { displayName: contoso.name, userPrincipalName: contoso.domain },
  }
  const basic = '3b555118-da6a-4418-894f-7df1e2096870'
  const values = {
    displayName: 'Lena Ohara',
    userName: 'lena.ohara',
    domain: contoso.domain,
    location: 'US',
    licence: basic,
  }

  it('is created with a licence and a password that is shown once, and seen at once', async () => {
    const answer = await run('create-person', values, tenant)
    expect(answer).toMatchObject({
      outcome: 'done',
      text: 'Created Lena Ohara (lena.ohara@contoso.example) in Contoso Dental (contoso.example).',
      secret: { label: 'Password of lena.ohara@contoso.example' },
      view: { person: { displayName: 'Lena Ohara', usageLocation: 'US', skuIds: [basic] } },
    })
    expect(await dump(bench)).not.toContain(answer.secret?.value)
    expect(user('lena.ohara@contoso.example').forceChangePasswordNextSignIn).toBe(true)
    expect(doneIn(bench, contoso.id)).toEqual(['Add user', 'Change user license'])
  })

  it.each([['a name that somebody has', { userName: 'mara.ellingsworth' }, 'refused', /Somebody else/]])(
    'is refused with %s',
    async (_, more, outcome, text) => {
      const answer = await run('create-person', { ...values, ...more }, tenant)
      expect(answer).toMatchObject({ outcome, text: expect.stringMatching(text) })
      expect(doneIn(bench, contoso.id)).toEqual([])
    },
  )

  it.each([
    ['a domain of somebody else', { domain: 'fabrikam.example' }],
    ['a country that is none', { location: 'XX' }],
    ['a user name with an @', { userName: 'a@b' }],
    ['a weak password', { mode: 'own', password: 'weak' }],
  ])('is refused beforehand with %s', async (_, more) => {
    const input = request('create-person', tenant, { values: { ...values, ...more } })
    expect(await refusalOf(await bench.post('actions.run', input, 'technician'))).toMatchObject({
      code: 'action.values',
    })
    expect(doneIn(bench, contoso.id)).toEqual([])
  })

  it('is for the tenant that was seen, and never for a person', async () => {
    const wrong = [
      { ...tenant, seen: { ...tenant.seen, displayName: 'Contoso' } },
      { ...tenant, personId: bram.personId },
      { ...bram, personId: contoso.id },
    ]
    const codes: string[] = []
    for (const [at, about] of wrong.entries()) {
      const action = at === 2 ? 'delete-person' : 'create-person'
      codes.push((await refusalOf(await bench.post('actions.run', request(action, about, { values })))).code)
    }
    expect(codes).toEqual(['action.personChanged', 'access.notFound', 'access.notFound'])
  })

  it('is offered the tenant’s own domains and every country', async () => {
    await bench.db
      .prepare(`UPDATE tenant SET domains = '["contoso.example","contoso.onmicrosoft.com"]'`)
      .run()
    const ask = (field: string, search = '') =>
      bench.call('actions.options', {
        ...{ action: 'create-person', tenantId: contoso.id, personId: contoso.id },
        ...{ field, search },
      })
    expect((await ask('domain')).options).toMatchObject([
      { value: 'contoso.example', detail: 'The default one.' },
      { value: 'contoso.onmicrosoft.com', detail: null },
    ])
    expect((await ask('location', 'german')).options).toMatchObject([{ value: 'DE', label: 'Germany' }])
    expect((await ask('location')).more).toBe(true)
    expect((await ask('licence')).options.length).toBe(5)
  })
})
