import { beforeEach, describe, expect, it } from 'vitest'
import type { ActionOption } from '../../../shared/contract.ts'
import type { Bench } from '../harness.ts'
import { contoso, doneIn, fabrikam, openDesk, refusalOf, request, seen } from './desk.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const tove = seen(contoso, 'Lindqvale')
const leif = seen(fabrikam, 'Underbough')

beforeEach(async () => {
  bench = await openDesk()
})

type Who = typeof mara
const ask = (action: string, field: string, { tenantId, personId }: Who, search = '') =>
  bench.call('actions.options', { action, field, tenantId, personId, search }, 'technician')
const byLabel = (options: ActionOption[], label: string) => options.find((one) => one.label === label)
const directory = (tenant = contoso) => bench.world.microsoft.tenant(tenant.id)

describe('licences that can be given', () => {
  it('come with the seats that are left now, not with those of the last hour', async () => {
    directory().setLicences(seen(contoso, 'Okkerdale').personId, [])
    const { options } = await ask('assign-licence', 'licence', mara)
    expect(options.map(({ label, detail, disabled }) => [label, detail, disabled])).toEqual([
      ['Microsoft 365 Business Basic', '5 of 12 left', null],
      ['Microsoft Power Automate Free', 'free', null],
      ['Microsoft Teams Phone Standard', '4 of 5 left', null],
      ['Microsoft 365 Business Premium', '1 of 7 left', 'This person has it already.'],
      ['Visio Plan 2', '1 of 2 left', 'This person has it already.'],
    ])
  })

  it('are greyed out with the reason and where to buy when none is left', async () => {
    directory().subscribe('VISIOCLIENT', { enabled: 1 })
    const { options } = await ask('assign-licence', 'licence', tove)
    expect(byLabel(options, 'Visio Plan 2')).toMatchObject({
      disabled: 'None of 1 is left.',
      link: expect.stringMatching(/^https:\/\/admin\.microsoft\.com\/.*contoso\.example#\/licenses$/),
    })
  })

  it('are greyed out when the subscription has ended', async () => {
    directory().subscribe('VISIOCLIENT', { capabilityStatus: 'Suspended', enabled: 0, suspended: 2 })
    const { options } = await ask('assign-licence', 'licence', tove)
    expect(byLabel(options, 'Visio Plan 2')?.disabled).toMatch(/ended or is suspended/)
  })

  it('say which group gives what cannot be taken away', async () => {
    const { options } = await ask('remove-licence', 'licence', tove)
    expect(options).toMatchObject([
      {
        label: 'Microsoft 365 Business Premium',
        detail: 'It carries the mailbox.',
        disabled: 'The group LIC-Premium gives it: remove the person from that group.',
      },
    ])
    const idris = await ask('remove-licence', 'licence', seen(contoso, 'Fennimore'))
    expect(idris.options).toMatchObject([
      { disabled: null, detail: 'It carries the mailbox. The group LIC-Premium gives it as well.' },
    ])
  })
})

describe('groups', () => {
  it('that cannot take members here say why, before anything is tried', async () => {
    const { groups } = directory()
    groups.add({ displayName: 'All dentists', groupTypes: ['DynamicMembership'], membershipRule: 'x' })
    groups.add({ displayName: 'Old files', onPremisesSyncEnabled: true })
    groups.add({ displayName: 'Newsletter', mailEnabled: true, securityEnabled: false })
    groups.add({ displayName: 'Alarms', mailEnabled: true })
    groups.add({ displayName: 'Key holders', isAssignableToRole: true })
    const { options } = await ask('add-to-group', 'group', mara)
    const reasons = Object.fromEntries(options.map(({ label, disabled }) => [label, disabled]))
    expect(reasons).toMatchObject({
      'All dentists': expect.stringMatching(/rule/),
      'Old files': expect.stringMatching(/on-premises/),
      Newsletter: expect.stringMatching(/Exchange/),
      Alarms: expect.stringMatching(/Exchange/),
      'Key holders': expect.stringMatching(/directory roles/),
      Dentists: null,
      'Front office': null,
    })
    expect(options.findIndex(({ disabled }) => disabled !== null)).toBe(6)
  })

  it('are found by the beginning of their name, whatever it holds', async () => {
    directory().groups.add({ displayName: "O'Dell’s ' or id eq 'x" })
    const named = async (search: string) =>
      (await ask('add-to-group', 'group', mara, search)).options.map(({ label }) => label)
    expect(await named('den')).toEqual(['Dentists'])
    expect(await named("o'dell’s ' or ")).toEqual(["O'Dell’s ' or id eq 'x"])
  })

  it('of a person say which of them come through another group', async () => {
    const { options } = await ask('remove-from-group', 'group', seen(contoso, 'Okkerdale'))
    expect(Object.fromEntries(options.map(({ label, disabled }) => [label, disabled]))).toEqual({
      Hygienists: null,
      'Clinical staff': expect.stringMatching(/through another group/),
      Dentists: expect.stringMatching(/through another group/),
      'Weekend rota': expect.stringMatching(/through another group/),
    })
  })
})

describe('MFA methods', () => {
  it('name the device and the default one', async () => {
    const { options } = await ask('remove-mfa-method', 'method', mara)
    expect(options.map(({ label, detail, value }) => [label, detail, value.split('/')[0]])).toEqual([
      ['Microsoft Authenticator “Mara’s phone”', 'The default one: it goes last.', 'microsoftAuthenticator'],
      ['Mobile phone', null, 'phone'],
    ])
  })

  it('are listed without the default one where the tenant has no Entra ID P1', async () => {
    directory().subscribe('SPB', { enabled: 0, capabilityStatus: 'Suspended' })
    const { options } = await ask('remove-mfa-method', 'method', mara)
    expect(options.map(({ detail }) => detail)).toEqual([null, null])
  })
})

describe('whoever asks', () => {
  it('gets choices of fields that have some, and of nothing else', async () => {
    const refuse = async (action: string, field: string) =>
      refusalOf(await bench.post('actions.options', { action, field, ...mara }, 'technician'))
    expect(await refuse('assign-licence', 'toString')).toMatchObject({ code: 'action.values' })
    expect(await refuse('block-sign-in', 'revoke')).toMatchObject({ code: 'action.values' })
    expect(await refuse('toString', 'licence')).toMatchObject({ code: 'action.unknown' })
  })

  it('is told in words when Microsoft refuses', async () => {
    directory().revoke('reader', 'UserAuthenticationMethod.Read.All')
    bench.world.clock.advance(2 * 3_600_000)
    const answer = await refusalOf(
      await bench.post(
        'actions.options',
        { action: 'remove-mfa-method', field: 'method', ...mara },
        'technician',
      ),
    )
    expect(answer.code).toBe('tenant.consentAgain')
  })
})

describe('a choice', () => {
  const refused = async (action: string, about: Who, values: Record<string, string>) =>
    refusalOf(await bench.post('actions.run', request(action, about, { values }), 'technician'))
  const sku = 'c5928f49-12ba-48f7-ada3-0d743a3601d5'

  it('is looked at again: the last seat may be gone, and nothing is sent then', async () => {
    directory().subscribe('VISIOCLIENT', { enabled: 1 })
    const answer = await refused('assign-licence', tove, { licence: sku })
    expect(answer).toMatchObject({
      status: 422,
      code: 'action.values',
      text: expect.stringMatching(/None of 1/),
    })
    expect(doneIn(bench, contoso.id)).toEqual([])
  })

  it.each([
    [
      'a product that the tenant does not have',
      'assign-licence',
      'licence',
      '99999999-9999-4999-8999-999999999999',
    ],
    ['a path', 'add-to-group', 'group', '../users'],
    ['a group of another tenant', 'add-to-group', 'group', 'e0000000-0000-4000-8000-000000000201'],
    ['somebody’s other method', 'remove-mfa-method', 'method', 'phone/somebody'],
    ['the password', 'remove-mfa-method', 'method', 'password/28c10230-6103-485e-b985-444c60001490'],
  ])('that is %s is refused', async (_, action, field, value) => {
    expect(await refused(action, mara, { [field]: value })).toMatchObject({ code: 'action.values' })
    expect(doneIn(bench, contoso.id)).toEqual([])
  })

  it('that was not made is missing, and says so', async () => {
    const answer = await refused('add-to-group', leif, {})
    expect(answer.text).toMatch(/Look at “Group”/)
  })
})
