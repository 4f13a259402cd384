import { generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import { createClock } from '../world/clock.ts'
import { createMicrosoft } from '../world/microsoft/microsoft.ts'
import { apps } from '../world/people.ts'
import { createWorld } from '../world/world.ts'
import { contoso, fabrikam, loginRoot, openMicrosoft } from './microsoft-bench.ts'

type Pair = Awaited<ReturnType<typeof generateKeyPair>>
let old: Pair
let next: Pair
beforeAll(async () => {
  old = await generateKeyPair('PS256')
  next = await generateKeyPair('PS256')
})

const audience = `${loginRoot}/${contoso.id}/oauth2/v2.0/token`
const id = apps.reader.id
const minute = 60

interface Changes {
  header?: Record<string, unknown>
  claims?: JWTPayload
  pair?: Pair
}

async function open() {
  const bench = openMicrosoft()
  bench.microsoft.consent(contoso.id, 'reader')
  bench.microsoft.registerCertificate('reader', { thumbprint: 'old', publicKey: old.publicKey })
  async function sign({ header = {}, claims = {}, pair = old }: Changes = {}): Promise<string> {
    const now = Math.floor(bench.clock.now() / 1000)
    const own = { aud: audience, iss: id, sub: id, jti: crypto.randomUUID(), nbf: now, exp: now + 5 * minute }
    const payload = JSON.parse(JSON.stringify({ ...own, ...claims }))
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': 'old', ...header })
      .sign(pair.privateKey)
  }
  const send = (assertion: string, changes: Record<string, string | null> = {}, tenantId = contoso.id) =>
    bench.askToken(tenantId, 'reader', {
      client_secret: null,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      ...changes,
    })
  const numberOf = async (changes: Changes) => (await send(await sign(changes))).body.error_codes?.[0] ?? 200
  return { ...bench, sign, send, numberOf, now: () => Math.floor(bench.clock.now() / 1000) }
}

describe('client assertions', () => {
  it('give a token that says so, each once', async () => {
    const { sign, send } = await open()
    const assertion = await sign()
    const { status, body } = await send(assertion)
    const claims = JSON.parse(atob(body.access_token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')))
    expect([status, claims.appidacr]).toEqual([200, '2'])
    expect((await send(assertion)).body.error_codes).toEqual([50013])
  })

  it('hold with either of two certificates until one is removed', async () => {
    const { microsoft, numberOf } = await open()
    const renewed = { header: { 'x5t#S256': 'next' }, pair: next }
    expect(await numberOf(renewed)).toBe(700027)
    microsoft.registerCertificate('reader', { thumbprint: 'next', publicKey: next.publicKey })
    expect([await numberOf({}), await numberOf(renewed)]).toEqual([200, 200])
    microsoft.removeCertificate('reader', 'old')
    expect([await numberOf({}), await numberOf(renewed)]).toEqual([700027, 200])
  })

  it('are refused with another key, audience, issuer, subject, identifier or lifetime', async () => {
    const { numberOf, now } = await open()
    const other = `${loginRoot}/${fabrikam.id}/oauth2/v2.0/token`
    const numbers = {
      'another key': await numberOf({ pair: next }),
      'another tenant': await numberOf({ claims: { aud: other } }),
      'the issuer as audience': await numberOf({ claims: { aud: `${loginRoot}/${contoso.id}/v2.0` } }),
      'another issuer': await numberOf({ claims: { iss: apps.operator.id } }),
      'another subject': await numberOf({ claims: { sub: apps.operator.id } }),
      'no identifier': await numberOf({ claims: { jti: undefined } }),
      'a long life': await numberOf({ claims: { exp: now() + 11 * minute } }),
      'an end that has passed': await numberOf({ claims: { nbf: now() - 9 * minute, exp: now() - 1 } }),
      'a start to come': await numberOf({ claims: { nbf: now() + 6 * minute, exp: now() + 8 * minute } }),
      'the older thumbprint': await numberOf({ header: { 'x5t#S256': undefined, x5t: 'old' } }),
    }
    expect(numbers).toEqual({
      'another key': 700027,
      'another tenant': 700023,
      'the issuer as audience': 700023,
      'another issuer': 700021,
      'another subject': 700021,
      'no identifier': 50027,
      'a long life': 700024,
      'an end that has passed': 700024,
      'a start to come': 700024,
      'the older thumbprint': 50027,
    })
  })

  it('are refused malformed, and without their type', async () => {
    const { send, sign } = await open()
    expect((await send('no.token')).body.error_codes).toEqual([50027])
    const answer = await send(await sign(), { client_assertion_type: null })
    expect(answer.body.error_codes).toEqual([900144])
  })

  it('work beside a secret that has expired', async () => {
    const { microsoft, askToken, numberOf } = await open()
    microsoft.expireSecret('reader')
    expect((await askToken(contoso.id, 'reader')).body.error_codes).toEqual([7000222])
    expect(await numberOf({})).toBe(200)
  })
})

describe.each([
  ['usgov', 'login.microsoftonline.us', 'graph.microsoft.us', 'sts.windows.net'],
  ['china', 'login.partner.microsoftonline.cn', 'microsoftgraph.chinacloudapi.cn', 'sts.chinacloudapi.cn'],
] as const)('the cloud %s', (cloud, login, graph, issuer) => {
  const form = (scope: string) =>
    new URLSearchParams({
      ...{ grant_type: 'client_credentials', client_id: id, client_secret: apps.reader.secret, scope },
    })

  it('answers at its own hosts, with its own issuers and links', async () => {
    const microsoft = createMicrosoft({ clock: createClock(), cloud })
    microsoft.consent(contoso.id, 'reader')
    const ask = async (scope: string) => {
      const url = `https://${login}/${contoso.id}/oauth2/v2.0/token`
      return (await microsoft.fetch(new Request(url, { method: 'POST', body: form(scope) }))).json()
    }
    expect(await ask('https://graph.microsoft.com/.default')).toMatchObject({ error_codes: [500011] })
    const { access_token } = (await ask(`https://${graph}/.default`)) as { access_token: string }
    const claims = JSON.parse(
      atob((access_token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')),
    )
    expect([claims.iss, claims.aud]).toEqual([`https://${issuer}/${contoso.id}/`, `https://${graph}`])
    const page = await microsoft.fetch(
      new Request(`https://${graph}/v1.0/users?$top=5&$select=id`, {
        headers: { authorization: `Bearer ${access_token}` },
      }),
    )
    const body = (await page.json()) as Record<string, string>
    expect(body['@odata.nextLink']).toMatch(`https://${graph}/v1.0/users?`)
    expect(body['@odata.context']).toMatch(`https://${graph}/v1.0/`)
    const discovery = await microsoft.fetch(
      new Request(`https://${login}/${contoso.id}/v2.0/.well-known/openid-configuration`),
    )
    const document = (await discovery.json()) as Record<string, string>
    expect([document.issuer, document.msgraph_host]).toEqual([`https://${login}/${contoso.id}/v2.0`, graph])
  })

  it('leaves the public cloud’s hosts to nobody', async () => {
    const world = createWorld({ cloud })
    for (const host of ['login.microsoftonline.com', 'graph.microsoft.com'])
      expect((await world.fetch(new Request(`https://${host}/v1.0/users`))).status).toBe(599)
    expect((await world.fetch(new Request(`https://${graph}/v1.0/users`))).status).toBe(401)
  })
})
