import { describe, expect, it } from 'vitest'
import { contoso, mara, northwind, openMicrosoft, sela } from './microsoft-bench.ts'

describe('subscriptions and domains', () => {
  it('tells renewal and trial of what was bought, joined to the products by id', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const ends = '2027-01-31T00:00:00Z'
    microsoft.tenant(contoso.id).subscribe('VISIOCLIENT', { isTrial: true, nextLifecycleDateTime: ends })
    const graph = await graphOf(contoso.id)
    const { body } = await graph('/directory/subscriptions')
    const skus = (await graph('/subscribedSkus')).body.value
    const visio = body.value.find((one: { skuPartNumber: string }) => one.skuPartNumber === 'VISIOCLIENT')
    expect(visio).toMatchObject({
      isTrial: true,
      nextLifecycleDateTime: ends,
      status: 'Enabled',
      totalLicenses: 2,
    })
    const bought = skus.find(({ skuId }: { skuId: string }) => skuId === visio.skuId)
    expect(bought.subscriptionIds).toEqual([visio.id])
    expect(body.value).toHaveLength(skus.length)
  })

  it('lists domains that are not verified, which the organisation does not', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    microsoft.tenant(contoso.id).addDomain('contoso-lab.example', { isVerified: false })
    const graph = await graphOf(contoso.id)
    const { body } = await graph('/domains?$select=id,isVerified,isDefault')
    expect(body.value).toEqual([
      { id: 'contoso.example', isVerified: true, isDefault: true },
      { id: 'contoso.onmicrosoft.com', isVerified: true, isDefault: false },
      { id: 'contoso-lab.example', isVerified: false, isDefault: false },
    ])
    expect((await graph('/organization')).body.value[0].verifiedDomains).toHaveLength(2)
  })
})

describe('mailboxes', () => {
  it('tell their purpose, alone or among the settings, and answer 404 where there is none', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const tenant = microsoft.tenant(contoso.id)
    tenant.updateUser(sela, { mailbox: 'shared' })
    const bare = tenant.addUser({ displayName: 'svc' })
    const graph = await graphOf(contoso.id)
    expect((await graph(`/users/${mara}/mailboxSettings/userPurpose`)).body.value).toBe('user')
    expect((await graph(`/users/${sela}/mailboxSettings/userPurpose`)).body.value).toBe('shared')
    const settings = await graph(`/users/${sela}/mailboxSettings?$select=userPurpose`)
    expect(settings.body).toEqual({ '@odata.context': expect.any(String), userPurpose: 'shared' })
    const none = await graph(`/users/${bare.id}/mailboxSettings/userPurpose`)
    expect([none.status, none.body.error.code]).toEqual([404, 'MailboxNotEnabledForRESTAPI'])
    const nobody = await graph('/users/nobody@contoso.example/mailboxSettings')
    expect([nobody.status, nobody.body.error.code]).toEqual([404, 'ErrorInvalidUser'])
  })
})

describe('control profiles', () => {
  it('exist for every control of the score, in pages, with HTML from outside', async () => {
    const graph = await openMicrosoft().graphOf(contoso.id)
    const first = (await graph('/security/secureScoreControlProfiles')).body
    const rest = (await graph(first['@odata.nextLink'])).body
    const profiles = [...first.value, ...rest.value]
    const score = (await graph('/security/secureScores?$top=1')).body.value[0]
    const named = score.controlScores.map(({ controlName }: { controlName: string }) => controlName)
    expect(profiles.map(({ id }) => id).sort()).toEqual([...named].sort())
    expect(profiles[0]).toMatchObject({ title: expect.any(String), maxScore: expect.any(Number), rank: 1 })
    expect(profiles[0].remediation).toContain('<ol>')
  })
})

describe('what needs a premium tenant', () => {
  const code = 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'

  it.each(['/users?$select=id,signInActivity', '/auditLogs/signIns'])('%s', async (path) => {
    const { microsoft, graphOf } = openMicrosoft()
    const tenant = microsoft.tenant(contoso.id)
    await graphOf(contoso.id)
    tenant.revoke('reader', 'AuditLog.Read.All')
    expect((await (await graphOf(contoso.id))(path)).status).toBe(403)
    tenant.grant('reader', 'AuditLog.Read.All')
    const graph = await graphOf(contoso.id)
    expect((await graph(path)).status).toBe(200)
    tenant.subscribe('SPB', { capabilityStatus: 'Suspended', suspended: 7, enabled: 0 })
    const refused = await graph(path)
    expect([refused.status, refused.body.error.code]).toEqual([403, code])
  })

  it('gives sign-in activity by object id alone, in pages of at most 500, never in delta', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const tenant = microsoft.tenant(northwind.id)
    const [{ id, userPrincipalName } = { id: '', userPrincipalName: '' }] = [...tenant.users.values()]
    const at = '2026-10-02T08:00:00Z'
    tenant.updateUser(id, {
      signInActivity: { lastSignInDateTime: at, lastNonInteractiveSignInDateTime: null },
    })
    microsoft.consent(northwind.id, 'reader')
    tenant.grant('reader', 'AuditLog.Read.All')
    const graph = await graphOf(northwind.id)
    const shown = await graph(`/users/${id}?$select=signInActivity`)
    expect(shown.body.signInActivity.lastSignInDateTime).toBe(at)
    expect((await graph(`/users/${userPrincipalName}?$select=signInActivity`)).status).toBe(400)
    expect((await graph('/users?$select=signInActivity&$top=501')).status).toBe(400)
    expect((await graph('/users/delta?$select=signInActivity')).status).toBe(400)
    expect((await graph('/auditLogs/signIns')).body.value).toMatchObject([
      { userId: id, createdDateTime: at },
    ])
  })
})

describe('deleted users', () => {
  it('can be read one by one, and are not there before they are deleted', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const graph = await graphOf(contoso.id)
    expect((await graph(`/directory/deletedItems/${mara}`)).status).toBe(404)
    microsoft.tenant(contoso.id).softDelete(mara)
    expect((await graph(`/directory/deletedItems/${mara}?$select=id`)).body).toMatchObject({ id: mara })
  })
})

describe('a large tenant', () => {
  it('holds 20,000 users made at once, in pages of 999, each once', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const tenant = microsoft.tenant(northwind.id)
    const before = tenant.users.size
    tenant.addMany(20_000, (index) => ({
      displayName: `Person ${index}`,
      userPrincipalName: `p${index}@${tenant.domain}`,
    }))
    const graph = await graphOf(northwind.id)
    const seen = new Set<string>()
    let pages = 0
    for (let link = '/users?$top=999&$select=id'; link; pages += 1) {
      const { body } = await graph(link)
      for (const { id } of body.value) seen.add(id)
      link = body['@odata.nextLink']
    }
    expect([seen.size, pages]).toEqual([20_000 + before, 21])
  })
})
