import { describe, expect, it } from 'vitest'
import { createKeys } from '../world/microsoft/keys.ts'
import { mint } from '../world/microsoft/mint.ts'
import { apps, msp } from '../world/people.ts'
import {
  contoso,
  fabrikam,
  graphRoot,
  mara,
  northwind,
  openMicrosoft,
  readRound,
  sela,
  wim,
} from './microsoft-bench.ts'

const day = 86_400_000
const deltaStart = '/users/delta?$select=displayName,jobTitle,accountEnabled,assignedLicenses'

describe('the embedded Graph and tokens', () => {
  it('answers 401 without a token, with one for another audience, with an expired one and with a forged one', async () => {
    const { send, clock, microsoft, askToken } = openMicrosoft()
    microsoft.consent(contoso.id, 'reader')
    const { access_token: good } = (await askToken(contoso.id, 'reader')).body
    const claims = JSON.parse(atob(good.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')))
    const status = async (token: string | null) =>
      (
        await send(`${graphRoot}/organization`, {
          headers: token ? { authorization: `Bearer ${token}` } : {},
        })
      ).status
    expect(await status(good)).toBe(200)
    expect(await status(await microsoft.mint(claims))).toBe(200)
    expect(await status(null)).toBe(401)
    expect(await status(await microsoft.technicianToken('admin'))).toBe(401)
    expect(await status(await microsoft.mint({ ...claims, aud: apps.api }))).toBe(401)
    expect(await status(await microsoft.mint({ ...claims, iss: 'https://sts.windows.net/other/' }))).toBe(401)
    expect(await status(await microsoft.mint(claims, { alg: 'none' }))).toBe(401)
    expect(
      await status(
        await microsoft.mint(claims, { alg: 'HS256', key: await microsoft.signingKeyPublicPem() }),
      ),
    ).toBe(401)
    const strangers = createKeys()
    await strangers.rotate({ drop: true })
    expect(await status(await mint(strangers, claims))).toBe(401)
    expect(await status(await mint(strangers, claims, { kid: (await microsoft.signingKeyJwk()).kid }))).toBe(
      401,
    )
    clock.advance(91 * 60_000)
    expect(await status(good)).toBe(401)
  })

  it('answers 401 at once when consent was withdrawn, though the token still lives', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const graph = await graphOf(contoso.id)
    microsoft.tenant(contoso.id).withdrawConsent('reader')
    const { status, body } = await graph('/organization')
    expect([status, body.error.code]).toEqual([401, 'Authorization_IdentityNotFound'])
  })

  it('answers 403 when the token lacks the permission of the path, and keeps what an issued token holds', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const graph = await graphOf(contoso.id)
    microsoft.tenant(contoso.id).revoke('reader', 'SecurityEvents.Read.All')
    expect((await graph('/security/secureScores?$top=1')).status).toBe(200)
    const later = await (await graphOf(contoso.id))('/security/secureScores?$top=1')
    expect([later.status, later.body.error.code]).toEqual([403, 'Authorization_RequestDenied'])
    expect((await (await graphOf(contoso.id, 'operator'))('/subscribedSkus')).status).toBe(403)
  })

  it('echoes client-request-id, gives its own request-id, and repeats both in an error', async () => {
    const graph = await openMicrosoft().graphOf(contoso.id)
    const { headers, body } = await graph('/users/nobody@contoso.example', {
      headers: { 'client-request-id': 'mine' },
    })
    expect(headers.get('client-request-id')).toBe('mine')
    expect(body.error.innerError).toMatchObject({
      'client-request-id': 'mine',
      'request-id': headers.get('request-id'),
    })
  })

  it.each([
    ['/teapots', 400],
    ['/users?$filtr=x', 400],
    ['/users?top=5', 400],
    ['/users?$top=5&$top=6', 400],
    ['/users?$top=1000', 400],
    ['/users?$select=displayName,shoeSize', 400],
    ["/users?$filter=endswith(mail,'x')", 400],
    ['/users?$count=true', 400],
    ['/subscribedSkus?$top=5', 400],
    ['/organization?$expand=x', 400],
    ['/users/', 400],
    [`/users('${mara}')`, 400],
  ])('refuses %s', async (path, status) => {
    const graph = await openMicrosoft().graphOf(contoso.id)
    expect((await graph(path)).status).toBe(status)
  })

  it('refuses another version, plain http and a method that the path does not have', async () => {
    const graph = await openMicrosoft().graphOf(contoso.id)
    expect((await graph('https://graph.microsoft.com/beta/users')).status).toBe(400)
    expect((await graph('http://graph.microsoft.com/v1.0/users')).status).toBe(400)
    expect((await graph('/organization', { method: 'DELETE' })).status).toBe(405)
  })

  it('throttles one tenant with a decimal Retry-After, or without any', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const [here, there] = [await graphOf(contoso.id), await graphOf(fabrikam.id)]
    microsoft.throttle(contoso.id, { times: 1, retryAfter: '2.128' })
    const refused = await here('/organization')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2.128'])
    expect([(await there('/organization')).status, (await here('/organization')).status]).toEqual([200, 200])
    microsoft.throttle(contoso.id, { times: 1, retryAfter: null })
    expect((await here('/organization')).headers.get('retry-after')).toBeNull()
  })
})

describe('users', () => {
  it('shows null for what was never set, and only what was selected', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const { id } = microsoft.tenant(contoso.id).addUser({ displayName: 'New' })
    const { body } = await (await graphOf(contoso.id))(`/users/${id}?$select=displayName,mail,businessPhones`)
    expect(body).toEqual({
      '@odata.context': expect.any(String),
      displayName: 'New',
      mail: null,
      businessPhones: [],
    })
  })

  it('finds a guest by the encoded user principal name alone: a raw # cuts the path off', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const graph = await graphOf(contoso.id)
    const guest = [...microsoft.tenant(contoso.id).users.values()].find(
      ({ userType }) => userType === 'Guest',
    )
    const name = guest?.userPrincipalName ?? ''
    expect(name).toContain('#EXT#')
    expect((await graph(`/users/${encodeURIComponent(name)}`)).status).toBe(200)
    expect((await graph(`/users/${name}`)).status).toBe(404)
  })

  it('answers 404 for a soft-deleted user, who stands among the deleted ones, and 200 after a restore', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const [graph, tenant] = [await graphOf(contoso.id), microsoft.tenant(contoso.id)]
    tenant.softDelete(sela)
    expect((await graph(`/users/${sela}`)).body.error.code).toBe('Request_ResourceNotFound')
    const deleted = await graph('/directory/deletedItems/microsoft.graph.user?$select=id,deletedDateTime')
    expect(deleted.body.value).toEqual([{ id: sela, deletedDateTime: expect.any(String) }])
    tenant.restore(sela)
    expect((await graph(`/users/${sela}`)).status).toBe(200)
  })

  it('never answers with another tenant’s user', async () => {
    const graph = await openMicrosoft().graphOf(fabrikam.id)
    expect((await graph(`/users/${mara}`)).status).toBe(404)
  })

  it('pages lists by links that are good only as they are and for a day', async () => {
    const { clock, graphOf } = openMicrosoft()
    let graph = await graphOf(contoso.id)
    const seen: string[] = []
    let link = '/users?$top=7&$select=id'
    const links: string[] = []
    while (link) {
      const { body } = await graph(link)
      seen.push(...body.value.map(({ id }: { id: string }) => id))
      link = body['@odata.nextLink']
      if (link) links.push(link)
    }
    expect([seen.length, new Set(seen).size, links.length]).toEqual([18, 18, 2])
    expect((await graph(`${links[0]}&$orderby=id`)).status).toBe(400)
    clock.advance(day + 1)
    graph = await graphOf(contoso.id)
    expect((await graph(links[0] ?? '')).body.error.code).toBe('Directory_ExpiredPageToken')
  })

  it('filters by id, and knows a doubled apostrophe', async () => {
    const graph = await openMicrosoft().graphOf(contoso.id)
    const names = async (filter: string) => {
      const { body } = await graph(`/users?$select=displayName&$filter=${encodeURIComponent(filter)}`)
      return body.value?.map(({ displayName }: { displayName: string }) => displayName)
    }
    expect(await names(`id eq '${mara}' or id eq '${wim}'`)).toEqual(['Mara Ellingsworth', 'Wim Castelaar'])
    expect(await names(`id in ('${mara}')`)).toEqual(['Mara Ellingsworth'])
    expect(await names("displayName eq 'Conor O''Dell'")).toEqual(["Conor O'Dell"])
    expect(await names("displayName eq 'Conor O'Dell'")).toBeUndefined()
  })
})

describe('change tracking of users', () => {
  it.each([
    '$top=5',
    '$orderby=displayName',
    '$expand=manager',
    '$count=true',
    "$filter=startswith(displayName,'A')",
  ])('refuses %s', async (query) => {
    const graph = await openMicrosoft().graphOf(contoso.id)
    const { status, body } = await graph(`/users/delta?$select=id&${query}`)
    expect([status, body.error.code]).toEqual([400, 'Request_UnsupportedQuery'])
  })

  it('takes a filter of at most 50 ids, and no signInActivity', async () => {
    const graph = await openMicrosoft().graphOf(contoso.id)
    const filter = (count: number) => Array.from({ length: count }, () => `id eq '${mara}'`).join(' or ')
    expect((await graph(`/users/delta?$filter=${encodeURIComponent(filter(50))}`)).status).toBe(200)
    expect((await graph(`/users/delta?$filter=${encodeURIComponent(filter(51))}`)).status).toBe(400)
    expect((await graph('/users/delta?$select=id,signInActivity')).status).toBe(400)
  })

  it('gives pages with a next link or a delta link, never both, and an empty page in the middle', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    microsoft.tenant(contoso.id).deltaPageSize = 8
    const { pages, items } = await readRound(await graphOf(contoso.id), deltaStart)
    expect(pages.map(({ value }) => value.length)).toEqual([8, 8, 0, 2])
    for (const page of pages) expect('@odata.nextLink' in page).not.toBe('@odata.deltaLink' in page)
    expect(new Set(items.map(({ id }) => id)).size).toBe(18)
  })

  it('leaves out what was never set and says null for what was cleared', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    microsoft.tenant(contoso.id).updateUser(mara, { jobTitle: null })
    const { items } = await readRound(await graphOf(contoso.id), deltaStart)
    expect(items.find(({ id }) => id === mara)).toMatchObject({ jobTitle: null })
    expect(items.find(({ displayName }) => displayName === 'X-ray Room')).not.toHaveProperty('jobTitle')
  })

  it('brings a user back only for a change of a selected property, with all of them or (minimal) the changed ones', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const [graph, tenant] = [await graphOf(contoso.id), microsoft.tenant(contoso.id)]
    const { deltaLink } = await readRound(graph, deltaStart)
    tenant.updateUser(sela, { department: 'Elsewhere' })
    tenant.updateUser(mara, { jobTitle: 'Owner' })
    tenant.updateUser(wim, { accountEnabled: true })
    const { items } = await readRound(graph, deltaLink)
    expect(items).toEqual([
      {
        id: mara,
        displayName: 'Mara Ellingsworth',
        jobTitle: 'Owner',
        accountEnabled: true,
        assignedLicenses: expect.any(Array),
      },
    ])
    const minimal = await readMinimal()
    expect(minimal).toEqual([{ id: mara, jobTitle: 'Owner' }])
    async function readMinimal() {
      const headers = { prefer: 'return=minimal' }
      const first = await graph(deltaLink, { headers })
      const second = await graph(first.body['@odata.nextLink'], { headers })
      return [...first.body.value, ...second.body.value]
    }
  })

  it('does not track licenceAssignmentStates, but assignedLicenses', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const [graph, tenant] = [await graphOf(contoso.id), microsoft.tenant(contoso.id)]
    const { deltaLink } = await readRound(
      graph,
      '/users/delta?$select=assignedLicenses,licenseAssignmentStates',
    )
    const states = tenant.user(mara).licenseAssignmentStates ?? []
    tenant.updateUser(mara, {
      licenseAssignmentStates: states.map((state) => ({ ...state, state: 'ActiveWithError' })),
    })
    expect((await readRound(graph, deltaLink)).items).toEqual([])
    tenant.setLicences(sela, [])
    expect((await readRound(graph, deltaLink)).items.map(({ id }) => id)).toEqual([sela])
  })

  it('says changed for soft-deleted and deleted for gone, and shows a restored user like any other', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const [graph, tenant] = [await graphOf(contoso.id), microsoft.tenant(contoso.id)]
    const { deltaLink } = await readRound(graph, deltaStart)
    tenant.softDelete(mara)
    tenant.hardDelete(sela)
    const gone = await readRound(graph, deltaLink)
    expect(gone.items).toEqual([
      { id: mara, '@removed': { reason: 'changed' } },
      { id: sela, '@removed': { reason: 'deleted' } },
    ])
    tenant.restore(mara)
    const back = await readRound(graph, gone.deltaLink)
    expect(back.items).toEqual([expect.objectContaining({ id: mara, displayName: 'Mara Ellingsworth' })])
  })

  it('is no snapshot: a user deleted during the first round comes as removed in it, a new one in the next round', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const [graph, tenant] = [await graphOf(contoso.id), microsoft.tenant(contoso.id)]
    tenant.deltaPageSize = 9
    const first = await graph(deltaStart)
    const late = [...tenant.users.keys()].at(-1) ?? ''
    tenant.softDelete(late)
    const { id: added } = tenant.addUser({ displayName: 'Late' })
    const rest = await readRound(graph, first.body['@odata.nextLink'])
    expect(rest.items).toContainEqual({ id: late, '@removed': { reason: 'changed' } })
    expect(rest.items.map(({ id }) => id)).not.toContain(added)
    expect((await readRound(graph, rest.deltaLink)).items.map(({ id }) => id)).toEqual([late, added])
  })

  it('replays and shuffles when asked to, the same way each time', async () => {
    const read = async () => {
      const { microsoft, graphOf } = openMicrosoft()
      const tenant = microsoft.tenant(contoso.id)
      tenant.deltaPageSize = 6
      Object.assign(tenant.quirks, { replays: true, shuffle: true })
      return (await readRound(await graphOf(contoso.id), deltaStart)).items.map(({ id }) => id)
    }
    const ids = await read()
    expect([ids.length, new Set(ids).size]).toEqual([18 + 3 + 2, 18])
    expect([...ids].sort()).not.toEqual(ids)
    expect(await read()).toEqual(ids)
  })

  it('follows a link only as it was handed out, in the tenant it was handed out for', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    microsoft.tenant(contoso.id).deltaPageSize = 8
    const graph = await graphOf(contoso.id)
    const { body } = await graph(deltaStart)
    const link: string = body['@odata.nextLink']
    const status = async (url: string, by = graph) => (await by(url)).status
    expect(await status(link)).toBe(200)
    expect(await status(`${link}&$select=displayName`)).toBe(400)
    expect(await status(link.replace('?', '?$select=id&'))).toBe(400)
    expect(await status(link.slice(0, -1))).toBe(400)
    expect(await status(link, await graphOf(fabrikam.id))).toBe(400)
  })

  it('starts from now on with $deltatoken=latest', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const graph = await graphOf(contoso.id)
    const { pages, items, deltaLink } = await readRound(graph, `${deltaStart}&$deltatoken=latest`)
    expect([pages.length, items.length]).toEqual([1, 0])
    microsoft.tenant(contoso.id).updateUser(sela, { jobTitle: 'Lead' })
    expect((await readRound(graph, deltaLink)).items.map(({ id }) => id)).toEqual([sela])
  })

  it('forgets delta links after 7 days: 410 with an empty token to start over, or syncStateNotFound', async () => {
    const { clock, microsoft, graphOf } = openMicrosoft()
    const { deltaLink } = await readRound(await graphOf(contoso.id), deltaStart)
    clock.advance(7 * day - 60_000)
    expect((await (await graphOf(contoso.id))(deltaLink)).status).toBe(200)
    clock.advance(2 * 60_000)
    const graph = await graphOf(contoso.id)
    const gone = await graph(deltaLink)
    expect([gone.status, gone.headers.get('location')]).toEqual([
      410,
      `${graphRoot}/users/delta?$deltatoken=`,
    ])
    expect((await readRound(graph, gone.headers.get('location') ?? '')).items).toHaveLength(18)
    microsoft.tenant(contoso.id).quirks.expired = 'syncStateNotFound'
    const other = await graph(deltaLink)
    expect([other.status, other.body.error.code]).toEqual([400, 'syncStateNotFound'])
  })

  it('lets the next links of a round die after a day', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    microsoft.tenant(contoso.id).deltaPageSize = 8
    const graph = await graphOf(contoso.id)
    const { body } = await graph(deltaStart)
    microsoft.ageLinks(contoso.id, day + 1)
    expect((await graph(body['@odata.nextLink'])).body.error.code).toBe('Directory_ExpiredPageToken')
  })

  it('is the same function under its other spellings', async () => {
    const graph = await openMicrosoft().graphOf(contoso.id)
    for (const path of ['/users/delta()', '/users/microsoft.graph.delta', '/users/microsoft.graph.delta()']) {
      expect((await readRound(graph, `${path}?$select=id`)).items).toHaveLength(18)
    }
  })
})

describe('licences and Secure Score', () => {
  it('counts what users hold, frees what a deleted one held, and lists free and company-wide products', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const graph = await graphOf(contoso.id)
    const skus = async () =>
      new Map<string, Record<string, unknown>>(
        (await graph('/subscribedSkus')).body.value.map((sku: Record<string, unknown>) => [
          sku.skuPartNumber,
          sku,
        ]),
      )
    expect((await skus()).get('SPB')).toMatchObject({
      consumedUnits: 6,
      prepaidUnits: { enabled: 7, warning: 0 },
      appliesTo: 'User',
    })
    expect((await skus()).get('FLOW_FREE')).toMatchObject({ prepaidUnits: { enabled: 10_000 } })
    expect((await skus()).get('SHAREPOINTSTORAGE')).toMatchObject({ appliesTo: 'Company' })
    microsoft.tenant(contoso.id).softDelete(mara)
    expect((await skus()).get('SPB')).toMatchObject({ consumedUnits: 5 })
    const late = await (await graphOf(northwind.id))(
      '/subscribedSkus?$select=capabilityStatus,prepaidUnits,skuPartNumber',
    )
    expect(late.body.value).toContainEqual(
      expect.objectContaining({
        capabilityStatus: 'Warning',
        prepaidUnits: { enabled: 0, warning: 3, suspended: 0, lockedOut: 0 },
      }),
    )
  })

  it('has one score a day for 90 days, newest first, in pages, and a greatest score that moves', async () => {
    const { clock, graphOf } = openMicrosoft()
    const graph = await graphOf(contoso.id)
    const { body } = await graph('/security/secureScores?$top=60')
    const rest = await graph(body['@odata.nextLink'])
    expect([body.value.length, rest.body.value.length, rest.body['@odata.nextLink']]).toEqual([
      60,
      30,
      undefined,
    ])
    const all: { id: string; currentScore: number; maxScore: number; controlScores: unknown[] }[] = [
      ...body.value,
      ...rest.body.value,
    ]
    const today = new Date(clock.now()).toISOString().slice(0, 10)
    expect(all[0]?.id).toBe(`${contoso.id}_${today}`)
    expect([...all].sort((a, b) => (a.id < b.id ? 1 : -1))).toEqual(all)
    expect(new Set(all.map(({ maxScore }) => maxScore)).size).toBeGreaterThan(1)
    for (const { currentScore, maxScore } of all) expect(currentScore).toBeLessThan(maxScore)
    clock.advance(day)
    const next = await (await graphOf(contoso.id))('/security/secureScores?$top=2')
    expect(next.body.value[1]).toEqual(all[0])
  })

  it('has no score at all for a young tenant', async () => {
    const graph = await openMicrosoft().graphOf(northwind.id)
    expect((await graph('/security/secureScores?$top=90')).body.value).toEqual([])
  })
})

describe('directory roles', () => {
  it('lists a role only where somebody holds it, and its holders', async () => {
    const graph = await openMicrosoft().graphOf(contoso.id)
    const { body } = await graph('/directoryRoles?$expand=members')
    expect(body.value.map(({ displayName }: { displayName: string }) => displayName)).toEqual([
      'Global Administrator',
    ])
    expect(body.value[0].members.map(({ id }: { id: string }) => id)).toEqual([wim])
    const members = await graph(`/directoryRoles/${body.value[0].id}/members?$select=id`)
    expect(members.body.value).toEqual([{ '@odata.type': '#microsoft.graph.user', id: wim }])
    const assignments = await graph('/roleManagement/directory/roleAssignments')
    expect(assignments.body.value).toEqual([expect.objectContaining({ principalId: wim })])
  })

  it('expands no more than 20 members', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const tenant = microsoft.tenant(contoso.id)
    for (let index = 0; index < 25; index += 1)
      tenant.assignRole(tenant.addUser({ displayName: `G${index}` }).id, 'Guest Inviter')
    const { body } = await (await graphOf(contoso.id))('/directoryRoles?$expand=members($select=id)')
    const inviters = body.value.find(
      ({ displayName }: { displayName: string }) => displayName === 'Guest Inviter',
    )
    expect(inviters.members).toHaveLength(20)
  })
})

describe('writes', () => {
  const profile = { password: 'Nine-Lanterns-41', forceChangePasswordNextSignIn: true }

  it('resets a password, keeps no trace of its value, and writes the directory log', async () => {
    const { clock, microsoft, graphOf } = openMicrosoft()
    const [graph, tenant] = [await graphOf(contoso.id, 'operator'), microsoft.tenant(contoso.id)]
    const { status } = await graph(`/users/${mara}`, { method: 'PATCH', json: { passwordProfile: profile } })
    expect(status).toBe(204)
    expect(tenant.user(mara)).toMatchObject({ forceChangePasswordNextSignIn: true })
    expect(clock.now() - (tenant.user(mara).passwordChangedAt ?? 0)).toBeLessThan(5000)
    expect(tenant.directoryLog).toEqual([
      { at: expect.any(String), appId: apps.operator.id, operation: 'Reset user password', userId: mara },
    ])
    expect(JSON.stringify([...tenant.users.values(), tenant.directoryLog])).not.toContain(profile.password)
  })

  it('needs User-PasswordProfile.ReadWrite.All for a password: User.ReadWrite.All is not enough', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const tenant = microsoft.tenant(contoso.id)
    tenant.grant('operator', 'User.ReadWrite.All')
    const { status, body } = await (await graphOf(contoso.id, 'operator'))(`/users/${mara}`, {
      method: 'PATCH',
      json: { passwordProfile: profile },
    })
    expect([status, body.error.code]).toEqual([403, 'Authorization_RequestDenied'])
  })

  it('needs User.EnableDisableAccount.All and User.Read.All together for the account state', async () => {
    for (const missing of ['User.EnableDisableAccount.All', 'User.Read.All']) {
      const { microsoft, graphOf } = openMicrosoft()
      microsoft.consent(contoso.id, 'operator')
      microsoft.tenant(contoso.id).revoke('operator', missing)
      const graph = await graphOf(contoso.id, 'operator')
      expect(
        (await graph(`/users/${mara}`, { method: 'PATCH', json: { accountEnabled: false } })).status,
      ).toBe(403)
    }
  })

  it('does neither when a PATCH of both lacks one permission', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    microsoft.consent(contoso.id, 'operator')
    const tenant = microsoft.tenant(contoso.id)
    tenant.revoke('operator', 'User.EnableDisableAccount.All')
    const json = { passwordProfile: profile, accountEnabled: false }
    expect(
      (await (await graphOf(contoso.id, 'operator'))(`/users/${mara}`, { method: 'PATCH', json })).status,
    ).toBe(403)
    expect([
      tenant.user(mara).passwordChangedAt,
      tenant.user(mara).accountEnabled,
      tenant.directoryLog,
    ]).toEqual([null, true, []])
  })

  it('refuses holders of privileged roles though consent is right', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const graph = await graphOf(contoso.id, 'operator')
    for (const json of [{ passwordProfile: profile }, { accountEnabled: false }]) {
      const { status, body } = await graph(`/users/${wim}`, { method: 'PATCH', json })
      expect([status, body.error.message]).toEqual([
        403,
        'Insufficient privileges to complete the operation.',
      ])
    }
    expect(microsoft.tenant(contoso.id).directoryLog).toEqual([])
  })

  it('refuses users mastered on premises', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const synced = [...microsoft.tenant(fabrikam.id).users.values()].find(
      ({ jobTitle }) => jobTitle === 'Customs clerk',
    )
    const graph = await graphOf(fabrikam.id, 'operator')
    for (const json of [{ passwordProfile: profile }, { accountEnabled: false }]) {
      const { status, body } = await graph(`/users/${synced?.id}`, { method: 'PATCH', json })
      expect([status, body.error.message]).toEqual([400, expect.stringContaining('on-premises mastered')])
    }
  })

  it.each([
    ['too short', 'Aa1!aa'],
    ['of two kinds', 'alllowercase99'],
    ['the user’s own name', 'X9-mara.ellingsworth'],
    ['beyond ASCII', 'Nine-Länterns-41'],
    ['too long', `Aa1-${'x'.repeat(253)}`],
  ])('refuses a password that is %s', async (_, password) => {
    const graph = await openMicrosoft().graphOf(contoso.id, 'operator')
    const { status, body } = await graph(`/users/${mara}`, {
      method: 'PATCH',
      json: { passwordProfile: { password } },
    })
    expect([status, body.error.message]).toEqual([400, expect.stringContaining('does not comply')])
  })

  it.each([
    [{}, 400],
    [{ shoeSize: 41 }, 400],
    [{ accountEnabled: 'false' }, 400],
    [{ passwordProfile: { password: 'Nine-Lanterns-41', hint: 'x' } }, 400],
    [{ otherMails: ['owner@lanternmail.example'] }, 403],
  ])('refuses the body %j', async (json, status) => {
    const { microsoft, graphOf } = openMicrosoft()
    const graph = await graphOf(contoso.id, 'operator')
    expect((await graph(`/users/${mara}`, { method: 'PATCH', json })).status).toBe(status)
    expect(microsoft.tenant(contoso.id).directoryLog).toEqual([])
  })

  it('refuses a body without a JSON content type', async () => {
    const graph = await openMicrosoft().graphOf(contoso.id, 'operator')
    const init = {
      method: 'PATCH',
      json: { accountEnabled: false },
      headers: { 'content-type': 'text/plain' },
    }
    expect((await graph(`/users/${mara}`, init)).status).toBe(400)
  })

  it('blocks sign-in, and delta brings the user back for it', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const [reader, operator] = [await graphOf(contoso.id), await graphOf(contoso.id, 'operator')]
    const { deltaLink } = await readRound(reader, deltaStart)
    await operator(`/users/${mara}`, { method: 'PATCH', json: { accountEnabled: false } })
    expect((await readRound(reader, deltaLink)).items).toEqual([
      expect.objectContaining({ id: mara, accountEnabled: false }),
    ])
    expect(microsoft.tenant(contoso.id).directoryLog.map(({ operation }) => operation)).toEqual([
      'Disable account',
    ])
  })

  it('ends sessions with 200 and a value, of role holders too, and takes no body', async () => {
    const { microsoft, graphOf } = openMicrosoft()
    const graph = await graphOf(contoso.id, 'operator')
    const done = await graph(`/users/${wim}/revokeSignInSessions`, { method: 'POST' })
    expect([done.status, done.body.value]).toEqual([200, true])
    expect(microsoft.tenant(contoso.id).user(wim).sessionsRevokedAt).not.toBeNull()
    expect((await graph(`/users/${wim}/revokeSignInSessions`, { method: 'POST', json: {} })).status).toBe(400)
    const reader = await graphOf(contoso.id)
    expect((await reader(`/users/${mara}/revokeSignInSessions`, { method: 'POST' })).status).toBe(403)
  })
})

describe('the seed', () => {
  it('starts with nobody having consented, and with the MSP’s own tenant beside the customers', () => {
    const { microsoft } = openMicrosoft()
    expect([...microsoft.tenants.keys()]).toEqual([msp.id, contoso.id, fabrikam.id, northwind.id])
    for (const tenant of microsoft.tenants.values()) expect(tenant.servicePrincipals.size).toBe(0)
  })
})
