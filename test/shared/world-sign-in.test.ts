import { createLocalJWKSet, jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { apps, msp } from '../world/people.ts'
import { contoso, fabrikam, loginRoot, openMicrosoft } from './microsoft-bench.ts'

const redirectUri = 'https://klkoihdmjpkfcdfagbbppnhmahagocdm.chromiumapp.org/'
const origin = 'chrome-extension://klkoihdmjpkfcdfagbbppnhmahagocdm'
const callback = 'https://sidelight.example/consent/callback'
const verifier = 'a-verifier-of-at-least-forty-three-characters-0123456789'
const scope = `api://${apps.api}/access openid profile offline_access`
const authorizeAt = `${loginRoot}/${msp.id}/oauth2/v2.0/authorize`
const tokenAt = `${loginRoot}/${msp.id}/oauth2/v2.0/token`

type Fields = Record<string, string | null>

function withFields(base: Record<string, string>, changes: Fields): URLSearchParams {
  const all = Object.entries({ ...base, ...changes })
  return new URLSearchParams(all.filter((field): field is [string, string] => field[1] !== null))
}

async function challenge(): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return Buffer.from(digest).toString('base64url')
}

async function authorizeUrl(changes: Fields = {}): Promise<string> {
  const base = {
    client_id: apps.extension,
    response_type: 'code',
    response_mode: 'fragment',
    redirect_uri: redirectUri,
    scope,
    state: 'the-state',
    nonce: 'the-nonce',
    code_challenge: await challenge(),
    code_challenge_method: 'S256',
  }
  return `${authorizeAt}?${withFields(base, changes)}`
}

const answerOf = (headers: Headers) =>
  new URLSearchParams(new URL(headers.get('location') ?? '').hash.slice(1))

/** Signs a technician in and gives the code, the browser's cookie and a way to redeem. */
async function signIn(world = openMicrosoft(), index: 0 | 1 | 2 | 3 = 1, changes: Fields = {}) {
  const technician = msp.technicians[index]
  const body = new URLSearchParams({ account: technician.id })
  const { headers } = await world.send(await authorizeUrl(changes), { method: 'POST', body })
  const code = answerOf(headers).get('code') ?? ''
  const cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const base = {
    client_id: apps.extension,
    grant_type: 'authorization_code',
    redirect_uri: redirectUri,
    scope,
    code,
    code_verifier: verifier,
  }
  const redeem = (fields: Fields = {}, from: Record<string, string> = { origin }) =>
    world.send(tokenAt, { method: 'POST', body: withFields(base, fields), headers: from })
  return { world, technician, code, cookie, headers, redeem }
}

describe('discovery', () => {
  it('names the tenant in its own documents, and leaves it open in those of organizations', async () => {
    const { send } = openMicrosoft()
    const own = (await send(`${loginRoot}/${msp.id}/v2.0/.well-known/openid-configuration`)).body
    expect(own.issuer).toBe(`${loginRoot}/${msp.id}/v2.0`)
    expect(own.jwks_uri).toBe(`${loginRoot}/${msp.id}/discovery/v2.0/keys`)
    const open = (await send(`${loginRoot}/organizations/v2.0/.well-known/openid-configuration`)).body
    expect(open.issuer).toBe(`${loginRoot}/{tenantid}/v2.0`)
  })

  it('publishes keys with their issuer; the open list also holds a key of consumer accounts', async () => {
    const { send, microsoft } = openMicrosoft()
    const own = (await send(`${loginRoot}/${msp.id}/discovery/v2.0/keys`)).body.keys
    expect(own).toEqual([
      expect.objectContaining({
        kid: (await microsoft.signingKeyJwk()).kid,
        issuer: `${loginRoot}/${msp.id}/v2.0`,
      }),
    ])
    const open = (await send(`${loginRoot}/common/discovery/v2.0/keys`)).body.keys
    expect(open.map(({ issuer }: { issuer: string }) => issuer)).toContain(
      `${loginRoot}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0`,
    )
  })

  it('signs with a new key after a rotation, and can drop the old one', async () => {
    const { send, microsoft } = openMicrosoft()
    const kids = async () =>
      (await send(`${loginRoot}/${msp.id}/discovery/v2.0/keys`)).body.keys.map(
        ({ kid }: { kid: string }) => kid,
      )
    const [old] = await kids()
    await microsoft.rotateKeys()
    expect(await kids()).toHaveLength(2)
    await microsoft.rotateKeys({ drop: true })
    expect(await kids()).not.toContain(old)
  })

  it('tells MSAL which host names are the same cloud', async () => {
    const endpoint = encodeURIComponent(authorizeAt)
    const { body } = await openMicrosoft().send(
      `${loginRoot}/common/discovery/instance?api-version=1.1&authorization_endpoint=${endpoint}`,
    )
    expect(body.tenant_discovery_endpoint).toBe(
      `${loginRoot}/${msp.id}/v2.0/.well-known/openid-configuration`,
    )
    expect(body.metadata[0].aliases).toContain('login.windows.net')
  })

  it('knows a tenant by its domain, and refuses one that is not there', async () => {
    const { send } = openMicrosoft()
    const configuration = (tenant: string) =>
      send(`${loginRoot}/${tenant}/v2.0/.well-known/openid-configuration`)
    expect((await configuration(contoso.domain)).body.issuer).toContain(contoso.id)
    expect((await configuration('c0000000-0000-4000-8000-00000000ffff')).body.error_codes).toEqual([90002])
    expect((await configuration('nonsense')).body.error_codes).toEqual([900023])
  })
})

describe('sign-in of a technician', () => {
  it('shows the MSP’s technicians to choose from', async () => {
    const { body, status } = await openMicrosoft().send(await authorizeUrl())
    expect(status).toBe(200)
    for (const first of ['ruben', 'tilda', 'wes', 'nora'])
      expect(body).toContain(`data-testid="account-${first}"`)
  })

  it('gives code, state and client_info in the fragment, or in the query where asked', async () => {
    const { headers, technician } = await signIn()
    const answer = answerOf(headers)
    expect(answer.get('state')).toBe('the-state')
    expect(JSON.parse(atob(answer.get('client_info') ?? ''))).toEqual({ uid: technician.id, utid: msp.id })
    const query = await signIn(openMicrosoft(), 1, { response_mode: 'query' })
    expect(new URL(query.headers.get('location') ?? '').searchParams.get('code')).toBeTruthy()
  })

  it('redeems the code for a version 2 token of our API that its keys verify', async () => {
    const { world, redeem, technician } = await signIn()
    const { status, body, headers } = await redeem()
    expect([status, headers.get('access-control-allow-origin')]).toEqual([200, origin])
    const keys = createLocalJWKSet((await world.send(`${loginRoot}/${msp.id}/discovery/v2.0/keys`)).body)
    const { payload } = await jwtVerify(body.access_token, keys, {
      algorithms: ['RS256'],
      audience: apps.api,
      issuer: `${loginRoot}/${msp.id}/v2.0`,
    })
    expect(payload).toMatchObject({
      ver: '2.0',
      azp: apps.extension,
      scp: 'access',
      roles: ['technician'],
      oid: technician.id,
      tid: msp.id,
    })
    expect(payload).not.toHaveProperty('idtyp')
    const lifetime = (payload.exp ?? 0) - (payload.iat ?? 0)
    expect(lifetime).toBeGreaterThanOrEqual(3599)
    expect(lifetime).toBeLessThanOrEqual(5400)
    const id = await jwtVerify(body.id_token, keys, { audience: apps.extension })
    expect(id.payload).toMatchObject({ nonce: 'the-nonce', preferred_username: technician.upn })
    expect(body.scope).not.toContain('offline_access')
  })

  it('leaves roles out of the token of somebody who has none', async () => {
    const { redeem } = await signIn(openMicrosoft(), 3)
    const { access_token } = (await redeem()).body
    expect(JSON.parse(Buffer.from(access_token.split('.')[1], 'base64url').toString())).not.toHaveProperty(
      'roles',
    )
  })

  it('redeems a code once, in ten minutes, with its verifier and redirect address', async () => {
    const once = await signIn()
    expect((await once.redeem()).status).toBe(200)
    expect((await once.redeem()).body.error_codes).toEqual([54005])
    expect((await (await signIn()).redeem({ code_verifier: `${verifier}x` })).body.error_codes).toEqual([
      501481,
    ])
    expect((await (await signIn()).redeem({ redirect_uri: `${redirectUri}other` })).body.error_codes).toEqual(
      [50011],
    )
    const late = await signIn()
    late.world.clock.advance(10 * 60_000 + 1)
    expect((await late.redeem()).body.error_codes).toEqual([70008])
  })

  it('redeems for a cross-origin request alone', async () => {
    const { redeem } = await signIn()
    const { status, body } = await redeem({}, {})
    expect([status, body.error_codes]).toEqual([400, [9002327]])
  })

  it('answers the preflight of the token endpoint', async () => {
    const headers = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-client-sku',
    }
    const answer = await openMicrosoft().send(tokenAt, { method: 'OPTIONS', headers })
    expect([answer.status, answer.headers.get('access-control-allow-headers')]).toEqual([204, 'x-client-sku'])
  })

  it.each([
    ['no code challenge', { code_challenge: null }, 'AADSTS9002325'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'AADSTS501491'],
    ['no openid', { scope: `api://${apps.api}/access` }, 'AADSTS70011'],
    ['a foreign resource', { scope: 'openid https://graph.microsoft.com/User.Read' }, 'AADSTS500011'],
    ['the implicit flow', { response_type: 'token' }, 'AADSTS700054'],
  ])('sends %s back as an error', async (_, changes, number) => {
    const { status, headers } = await openMicrosoft().send(await authorizeUrl(changes))
    expect(status).toBe(302)
    expect(answerOf(headers).get('error_description')).toContain(number)
    expect(answerOf(headers).get('state')).toBe('the-state')
  })

  it.each([
    ['another redirect address', { redirect_uri: 'https://evil.example/' }],
    ['the address without its slash', { redirect_uri: redirectUri.slice(0, -1) }],
    ['another client', { client_id: apps.reader.id }],
    ['an unknown client', { client_id: 'b1000000-0000-4000-8000-00000000ffff' }],
  ])('never sends anything to %s', async (_, changes) => {
    const { status, headers } = await openMicrosoft().send(await authorizeUrl(changes))
    expect([status, headers.get('location')]).toEqual([400, null])
  })

  it('is silent with prompt=none while the browser is signed in, and says login_required otherwise', async () => {
    const world = openMicrosoft()
    const url = await authorizeUrl({ prompt: 'none' })
    expect(answerOf((await world.send(url)).headers).get('error')).toBe('login_required')
    const { cookie } = await signIn(world)
    expect(answerOf((await world.send(url, { headers: { cookie } })).headers).get('code')).toBeTruthy()
    expect(
      (await world.send(await authorizeUrl({ prompt: 'select_account' }), { headers: { cookie } })).status,
    ).toBe(200)
    await world.send(`${loginRoot}/${msp.id}/oauth2/v2.0/logout`, { headers: { cookie } })
    expect(answerOf((await world.send(url, { headers: { cookie } })).headers).get('error')).toBe(
      'login_required',
    )
  })

  it('refreshes for a day from the sign-in, not from the last refresh', async () => {
    const { world, redeem } = await signIn()
    let token: string = (await redeem()).body.refresh_token
    const refresh = () => {
      const base = { client_id: apps.extension, grant_type: 'refresh_token', refresh_token: token, scope }
      return world.send(tokenAt, { method: 'POST', body: new URLSearchParams(base), headers: { origin } })
    }
    world.clock.advance(23 * 3_600_000)
    const second = await refresh()
    expect(second.status).toBe(200)
    token = second.body.refresh_token
    world.clock.advance(2 * 3_600_000)
    const third = await refresh()
    expect([third.body.error, third.body.error_codes]).toEqual(['invalid_grant', [700084]])
  })
})

describe('admin consent', () => {
  const link = (tenant: string, changes: Fields = {}) => {
    const base = {
      client_id: apps.reader.id,
      scope: 'https://graph.microsoft.com/.default',
      redirect_uri: callback,
      state: 's1',
    }
    return `${loginRoot}/${tenant}/v2.0/adminconsent?${withFields(base, changes)}`
  }

  it('shows the app and each of its permissions in words', async () => {
    const { body } = await openMicrosoft().send(link(contoso.id))
    for (const text of [
      'Sidelight Reader',
      'Read all users',
      'SecurityEvents.Read.All',
      'data-testid="accept"',
      'data-testid="cancel"',
    ]) {
      expect(body).toContain(text)
    }
  })

  it('asks at organizations which customer’s administrator signs in', async () => {
    const { send } = openMicrosoft()
    const { body } = await send(link('organizations'))
    const choice =
      /href="([^"]+)" data-testid="tenant-contoso\.example"/.exec(body.replaceAll(/\s+/g, ' '))?.[1] ?? ''
    const page = await send(loginRoot + choice.replaceAll('&amp;', '&'))
    expect(page.body).toContain('Contoso Dental')
    expect(page.body).toContain('data-testid="accept"')
  })

  it('grants on accept exactly what the app asks for, and names the tenant', async () => {
    const { microsoft } = openMicrosoft()
    const back = new URL(
      await microsoft.consentLink(link('organizations'), { tenantId: contoso.id, accept: true }),
    )
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      admin_consent: 'True',
      tenant: contoso.id,
      state: 's1',
    })
    const granted = microsoft.tenant(contoso.id).servicePrincipals.get(apps.reader.id)?.permissions
    expect([...(granted ?? [])].sort()).toEqual([
      'AuditLog.Read.All',
      'DeviceManagementManagedDevices.Read.All',
      'Domain.Read.All',
      'GroupMember.Read.All',
      'LicenseAssignment.Read.All',
      'MailboxSettings.Read',
      'Organization.Read.All',
      'RoleManagement.Read.Directory',
      'SecurityEvents.Read.All',
      'User.Read.All',
      'UserAuthenticationMethod.Read.All',
    ])
    expect(microsoft.tenant(fabrikam.id).servicePrincipals.size).toBe(0)
  })

  it('says admin_consent=True on a refusal too, and grants nothing', async () => {
    const { microsoft } = openMicrosoft()
    const back = new URL(
      await microsoft.consentLink(link(contoso.id), { tenantId: contoso.id, accept: false }),
    )
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      admin_consent: 'True',
      error: 'access_denied',
      state: 's1',
    })
    expect(back.searchParams.get('error_description')).toContain('AADSTS65004')
    expect(microsoft.tenant(contoso.id).servicePrincipals.size).toBe(0)
  })

  it('lets nobody of another tenant consent at a tenant’s own address', async () => {
    const { microsoft } = openMicrosoft()
    await expect(
      microsoft.consentLink(link(contoso.id), { tenantId: fabrikam.id, accept: true }),
    ).rejects.toThrow('AADSTS50020')
    expect(microsoft.tenant(fabrikam.id).servicePrincipals.size).toBe(0)
  })

  it.each([
    ['common', {}],
    ['organizations', { scope: null }],
    ['organizations', { scope: 'User.Read.All' }],
    ['organizations', { redirect_uri: 'https://evil.example/consent/callback' }],
    ['organizations', { client_id: apps.extension }],
    ['c0000000-0000-4000-8000-00000000ffff', {}],
  ])('refuses a link to %s with %j', async (tenant, changes) => {
    const { status, headers } = await openMicrosoft().send(link(tenant, changes))
    expect([status, headers.get('location')]).toEqual([400, null])
  })
})

describe('client credentials', () => {
  it('gives the granted permissions as roles, for 60 to 90 minutes', async () => {
    const { microsoft, askToken } = openMicrosoft()
    microsoft.consent(contoso.id, 'operator')
    const { body } = await askToken(contoso.id, 'operator')
    const claims = JSON.parse(Buffer.from(body.access_token.split('.')[1], 'base64url').toString())
    expect(claims.roles).toEqual([
      ...(microsoft.tenant(contoso.id).servicePrincipals.get(apps.operator.id)?.permissions ?? []),
    ])
    expect(claims.roles).toContain('User-PasswordProfile.ReadWrite.All')
    expect(claims.roles).not.toContain('User-Mail.ReadWrite.All')
    expect(claims).toMatchObject({
      idtyp: 'app',
      tid: contoso.id,
      appid: apps.operator.id,
      aud: 'https://graph.microsoft.com',
    })
    expect(body.expires_in).toBeGreaterThanOrEqual(3599)
    expect(body.expires_in).toBeLessThanOrEqual(5400)
  })

  it.each([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 7000215],
    ['no secret', { client_secret: null }, 401, 7000218],
    ['an unknown client', { client_id: 'b1000000-0000-4000-8000-00000000ffff' }, 400, 700016],
    ['single permissions', { scope: 'https://graph.microsoft.com/User.Read.All' }, 400, 1002012],
    ['another resource', { scope: 'https://vault.azure.net/.default' }, 400, 500011],
    ['no scope', { scope: null }, 400, 900144],
    ['no grant type', { grant_type: null }, 400, 900144],
    ['a grant that is not offered', { grant_type: 'password' }, 400, 70003],
  ])('refuses %s', async (_, changes, status, number) => {
    const { microsoft, askToken } = openMicrosoft()
    microsoft.consent(contoso.id, 'reader')
    const answer = await askToken(contoso.id, 'reader', changes)
    expect([answer.status, answer.body.error_codes]).toEqual([status, [number]])
    expect(answer.body.error_description).toMatch(new RegExp(`^AADSTS${number}: `))
    expect(answer.body).toMatchObject({ trace_id: expect.any(String), correlation_id: expect.any(String) })
  })

  it('does not know an app without consent, in that tenant or in another', async () => {
    const { microsoft, askToken } = openMicrosoft()
    microsoft.consent(contoso.id, 'reader')
    expect((await askToken(fabrikam.id, 'reader')).body.error_codes).toEqual([700016])
    expect((await askToken(contoso.id, 'operator')).body.error_codes).toEqual([700016])
    expect((await askToken(contoso.id, 'reader')).status).toBe(200)
    microsoft.tenant(contoso.id).withdrawConsent('reader')
    expect((await askToken(contoso.id, 'reader')).body.error_codes).toEqual([700016])
  })

  it('may not know a fresh consent for a while', async () => {
    const { clock, microsoft, askToken } = openMicrosoft()
    microsoft.consentDelayMs = 120_000
    microsoft.consent(contoso.id, 'reader')
    expect((await askToken(contoso.id, 'reader')).body.error_codes).toEqual([700016])
    clock.advance(120_000)
    expect((await askToken(contoso.id, 'reader')).status).toBe(200)
  })

  it('refuses unknown tenants, common, and an expired secret', async () => {
    const { microsoft, askToken } = openMicrosoft()
    microsoft.consent(contoso.id, 'reader')
    expect((await askToken('c0000000-0000-4000-8000-00000000ffff', 'reader')).body.error_codes).toEqual([
      90002,
    ])
    expect((await askToken('nonsense', 'reader')).body.error_codes).toEqual([900023])
    expect((await askToken('common', 'reader')).body.error_codes).toEqual([50059])
    microsoft.expireSecret('reader')
    expect((await askToken(contoso.id, 'reader')).body.error_codes).toEqual([7000222])
  })
})
