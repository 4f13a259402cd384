import { describe, expect, it } from 'vitest'
import { contoso, mara, openMicrosoft, sela, wim } from './microsoft-bench.ts'

/** The operator's Graph at Contoso, with these permissions alone where they are named. */
async function open(permissions?: string[]) {
  const { microsoft, graphOf, clock } = openMicrosoft()
  const tenant = microsoft.tenant(contoso.id)
  if (permissions) for (const name of permissions) tenant.grant('operator', name)
  const graph = await graphOf(contoso.id, 'operator')
  const ask = async (method: string, path: string, json?: unknown) => {
    const { status, body } = await graph(path, { method, json })
    return { status, code: body?.error?.code ?? null, body }
  }
  return { tenant, ask, clock, log: () => tenant.directoryLog.map(({ operation }) => operation) }
}

const premium = 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46'
const visio = 'c5928f49-12ba-48f7-ada3-0d743a3601d5'
const basic = '3b555118-da6a-4418-894f-7df1e2096870'
const phone = 'e43b5b99-8dfb-405f-9987-dc307f34bcbd'
const add = (...skuIds: string[]) => skuIds.map((skuId) => ({ skuId, disabledPlans: [] }))
const assign = `/users/${sela}/assignLicense`

describe('licences in the embedded Microsoft', () => {
  it.each([
    ['without both lists', { addLicenses: add(visio) }],
    ['with nothing to do', { addLicenses: [], removeLicenses: [] }],
    ['with a further property', { addLicenses: add(visio), removeLicenses: [], force: true }],
    ['of a product that was not bought', { addLicenses: add(basic.replace('3', '4')), removeLicenses: [] }],
    [
      'of the company as a whole',
      { addLicenses: add('99049c9c-6011-4908-bf17-15f496e6519d'), removeLicenses: [] },
    ],
    ['that is not held', { addLicenses: [], removeLicenses: [visio] }],
    ['that another one needs', { addLicenses: [], removeLicenses: [basic] }],
  ])('are not changed %s', async (_, json) => {
    const { ask, log, tenant } = await open()
    expect(await ask('POST', assign, json)).toMatchObject({ status: 400, code: 'Request_BadRequest' })
    expect(log()).toEqual([])
    expect(
      tenant
        .user(sela)
        .assignedLicenses?.map(({ skuId }) => skuId)
        .sort(),
    ).toEqual([basic, phone].sort())
  })

  it('are swapped as one, also where the last seat is the own one', async () => {
    const { ask, tenant } = await open()
    const json = { addLicenses: add(premium), removeLicenses: [basic] }
    expect((await ask('POST', assign, json)).status).toBe(200)
    tenant.subscribe('VISIOCLIENT', { enabled: 1 })
    const none = await ask('POST', assign, { addLicenses: add(visio), removeLicenses: [] })
    expect(none.body.error.message).toMatch(/available licenses/)
  })

  it('need a usage location, and are not taken from whom a group gives them', async () => {
    const { ask, tenant } = await open()
    tenant.updateUser(sela, { usageLocation: null })
    const nowhere = await ask('POST', assign, { addLicenses: add(visio), removeLicenses: [] })
    expect(nowhere.body.error.message).toMatch(/usage location/)
    const tove = tenant.user('tove.lindqvale@contoso.example').id
    const json = { addLicenses: [], removeLicenses: [premium] }
    expect((await ask('POST', `/users/${tove}/assignLicense`, json)).body.error.message).toMatch(/inherited/)
  })
})

describe('groups in the embedded Microsoft', () => {
  const frontOffice = 'e0000000-0000-4000-8000-000000000106'
  const dentists = 'e0000000-0000-4000-8000-000000000102'
  const reference = (id: string) => ({
    '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}`,
  })

  it('take references to people who are there, once', async () => {
    const { ask, log } = await open()
    const members = `/groups/${dentists}/members/$ref`
    expect((await ask('POST', members, reference(sela))).status).toBe(204)
    expect((await ask('POST', members, reference(sela))).status).toBe(400)
    expect((await ask('POST', members, { '@odata.id': `https://evil.example/users/${mara}` })).status).toBe(
      400,
    )
    expect((await ask('POST', members, reference(contoso.id))).status).toBe(404)
    expect((await ask('DELETE', `/groups/${dentists}/members/${mara}/$ref`)).status).toBe(404)
    expect(log()).toEqual(['Add member to group'])
  })

  it.each([
    [{ groupTypes: ['DynamicMembership'] }, 400],
    [{ onPremisesSyncEnabled: true }, 400],
    [{ mailEnabled: true, securityEnabled: false, groupTypes: [] }, 400],
    [{ mailEnabled: true, securityEnabled: true, groupTypes: [] }, 400],
    [{ isAssignableToRole: true }, 403],
  ] as const)('of %j are not changed', async (kind, status) => {
    const { ask, tenant } = await open()
    tenant.groups.update(frontOffice, kind as never)
    expect((await ask('DELETE', `/groups/${frontOffice}/members/${mara}/$ref`)).status).toBe(status)
    expect(tenant.groups.get(frontOffice).members.has(mara)).toBe(true)
  })

  it('delete the person themselves where the suffix is left off', async () => {
    const { ask, tenant } = await open()
    expect((await ask('DELETE', `/groups/${frontOffice}/members/${mara}`)).status).toBe(204)
    expect(tenant.deletedUsers.has(mara)).toBe(true)
  })
})

describe('authentication methods in the embedded Microsoft', () => {
  it('keep the default one while there are others', async () => {
    const { ask, tenant } = await open()
    const methods = `/users/${mara}/authentication`
    const app = encodeURIComponent(tenant.user(mara).defaultMethodId ?? '')
    const kept = await ask('DELETE', `${methods}/microsoftAuthenticatorMethods/${app}`)
    expect(kept).toMatchObject({ status: 400, code: 'badRequest' })
    expect((await ask('DELETE', `${methods}/emailMethods/3179e48a-750b-4051-897c-87b9720928f7`)).status).toBe(
      404,
    )
    expect((await ask('DELETE', `${methods}/phoneMethods/3179e48a-750b-4051-897c-87b9720928f7`)).status).toBe(
      204,
    )
    expect((await ask('DELETE', `${methods}/microsoftAuthenticatorMethods/${app}`)).status).toBe(204)
  })

  it('have one pass, shown once, within the policy', async () => {
    const { ask, tenant, log } = await open()
    const path = `/users/${mara}/authentication/temporaryAccessPassMethods`
    for (const _ of [1, 2]) expect((await ask('POST', path, { lifetimeInMinutes: 60 })).status).toBe(201)
    const passes = (tenant.user(mara).authenticationMethods ?? []).filter(
      ({ lifetimeInMinutes }) => lifetimeInMinutes,
    )
    expect(passes).toMatchObject([{ temporaryAccessPass: null }])
    expect((await ask('POST', path, { lifetimeInMinutes: 5 })).status).toBe(400)
    tenant.passPolicy.isEnabled = false
    expect((await ask('POST', path, {})).status).toBe(400)
    expect(log()).toEqual(Array(2).fill('Create Temporary Access Pass'))
  })
})

describe('profiles in the embedded Microsoft', () => {
  it.each([
    [{ jobTitle: '' }, 400],
    [{ displayName: null }, 400],
    [{ businessPhones: ['1', '2'] }, 400],
    [{ usageLocation: 'Germany' }, 400],
    [{ mail: 'x@contoso.example' }, 400],
    [{ shoeSize: 42 }, 400],
    [{ jobTitle: 'x'.repeat(129) }, 400],
    [{ jobTitle: 'Nurse', city: null, businessPhones: [] }, 204],
  ])('take %j as %i', async (json, status) => {
    const { ask } = await open()
    expect((await ask('PATCH', `/users/${mara}`, json)).status).toBe(status)
  })

  it('ask for the permission of each property, and refuse all of a request that lacks one', async () => {
    const { ask, tenant } = await open(['User.Read.All', 'User.ReadWrite.All'])
    expect((await ask('PATCH', `/users/${mara}`, { jobTitle: 'x', mobilePhone: '1' })).status).toBe(403)
    expect(tenant.user(mara).jobTitle).toBe('Practice manager')
    expect((await ask('PATCH', `/users/${mara}`, { jobTitle: 'x' })).status).toBe(204)
  })

  it('of holders of privileged roles keep their phones and their account', async () => {
    const { ask } = await open()
    expect((await ask('PATCH', `/users/${wim}`, { mobilePhone: '1' })).status).toBe(403)
    expect((await ask('PATCH', `/users/${wim}`, { jobTitle: 'Owner' })).status).toBe(204)
    expect((await ask('DELETE', `/users/${wim}`)).status).toBe(403)
  })

  it('delete the manager themselves where the suffix is left off', async () => {
    const { ask, tenant } = await open()
    await ask('PUT', `/users/${sela}/manager/$ref`, {
      '@odata.id': `https://graph.microsoft.com/v1.0/users/${mara}`,
    })
    expect((await ask('DELETE', `/users/${sela}/manager`)).status).toBe(204)
    expect(tenant.deletedUsers.has(mara)).toBe(true)
  })
})

describe('accounts in the embedded Microsoft', () => {
  const lena = {
    accountEnabled: true,
    displayName: 'Lena Ohara',
    mailNickname: 'lena',
    userPrincipalName: 'lena@contoso.example',
    passwordProfile: { password: 'Sunny-Day-7' },
  }

  it.each([
    ['without a password', { passwordProfile: undefined }],
    ['with a weak password', { passwordProfile: { password: 'weak' } }],
    ['in a domain of somebody else', { userPrincipalName: 'lena@fabrikam.example' }],
    ['under a name that somebody has', { userPrincipalName: 'MARA.ellingsworth@contoso.example' }],
    ['under a name that cannot be', { userPrincipalName: 'lena o@contoso.example' }],
    ['with an empty title', { jobTitle: '' }],
    ['with a property that is not the caller’s', { onPremisesImmutableId: 'x' }],
  ])('are not created %s', async (_, more) => {
    const { ask, log } = await open()
    expect((await ask('POST', '/users', { ...lena, ...more })).status).toBe(400)
    expect(log()).toEqual([])
  })

  it('are created, deleted and restored for 30 days', async () => {
    const { ask, log, clock } = await open()
    const made = await ask('POST', '/users', lena)
    expect(made).toMatchObject({ status: 201, body: { userPrincipalName: 'lena@contoso.example' } })
    const restore = `/directory/deletedItems/${made.body.id}/restore`
    expect((await ask('POST', restore)).status).toBe(404)
    expect((await ask('DELETE', `/users/${made.body.id}`)).status).toBe(204)
    expect((await ask('POST', restore)).status).toBe(200)
    await ask('DELETE', `/users/${made.body.id}`)
    const again = await ask('POST', '/users', lena)
    expect((await ask('POST', restore)).body.error.details).toMatchObject([{ code: 'ObjectConflict' }])
    await ask('DELETE', `/users/${again.body.id}`)
    clock.advance(50 * 60_000)
    expect(log()).toEqual([
      'Add user',
      'Delete user',
      'Restore user',
      'Delete user',
      'Add user',
      'Delete user',
    ])
  })
})

describe('mailboxes in the embedded Microsoft', () => {
  const settings = `/users/${mara}/mailboxSettings`

  it.each([
    [{ automaticRepliesSetting: { status: 'on' } }],
    [{ automaticRepliesSetting: { status: 'scheduled' } }],
    [{ automaticRepliesSetting: { status: 'disabled', colour: 'red' } }],
    [{ timeZone: 'UTC' }],
  ])('refuse %j', async (json) => {
    const { ask } = await open()
    expect((await ask('PATCH', settings, json)).status).toBe(400)
  })

  it('lose a rule by its id', async () => {
    const { ask, tenant } = await open(['User.Read.All', 'MailboxSettings.ReadWrite'])
    const rules = `/users/${mara}/mailFolders/inbox/messageRules`
    expect((await ask('DELETE', `${rules}/nothing`)).status).toBe(404)
    expect((await ask('DELETE', `${rules}/AQAAAJ5dZp8%3D`)).status).toBe(204)
    expect(tenant.user(mara).inboxRules?.length).toBe(1)
    // Reading them is the reader's: ReadWrite does not include it there.
    expect((await ask('GET', rules)).status).toBe(403)
  })
})
