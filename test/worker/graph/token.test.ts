import { decodeProtectedHeader, importX509, jwtVerify } from 'jose'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError, type ErrorCode, errors } from '../../../shared/errors.ts'
import type { Deps, Env } from '../../../worker/env.ts'
import { appToken, forgetToken, grantedTo } from '../../../worker/graph/token.ts'
import {
  currentCertificate,
  endedCertificate,
  nextCertificate,
} from '../../fixtures/certificates/key-pairs.ts'
import { worldEnv } from '../../world/env.ts'

const tenantId = 'c0000000-0000-4000-8000-00000000c009'
const url = `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`
const now = 1_800_000_000_000
const { READER_CLIENT_SECRET: _secret, ...withoutSecret } = worldEnv

let forms: { url: string; fields: Record<string, string> }[]
beforeEach(() => {
  forms = []
})

/** A token endpoint: `accepts` says by the form whether it gives a token, or the number with which it refuses. */
function endpoint(accepts: (fields: Record<string, string>) => number | string) {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input as RequestInfo, init)
    const fields = Object.fromEntries(await request.formData()) as Record<string, string>
    forms.push({ url: request.url, fields })
    const answer = accepts(fields)
    if (typeof answer === 'string')
      return Response.json({ token_type: 'Bearer', expires_in: 3600, access_token: answer })
    return Response.json(
      { error: 'invalid_client', error_codes: [answer], error_description: `AADSTS${answer}: No.` },
      { status: 401 },
    )
  })
}

function depsWith(variables: Partial<Env>): Deps {
  return { env: { ...withoutSecret, ...variables } as unknown as Env, now: () => now, sleep: async () => {} }
}
const thumbprintOf = (fields: Record<string, string>) =>
  decodeProtectedHeader(fields.client_assertion ?? '')['x5t#S256']
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable('It should have failed.'),
    (error: unknown) => error as AppError,
  )

async function sha256Of(pem: string): Promise<string> {
  const body = pem.split('-----BEGIN CERTIFICATE-----')[1]?.split('-----END')[0]?.replace(/\s/g, '') ?? ''
  const der = Uint8Array.from(atob(body), (character) => character.charCodeAt(0))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', der))
  return btoa(String.fromCharCode(...digest))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

describe('an application with a certificate', () => {
  it('shows a signed assertion for this very endpoint, and not its secret', async () => {
    endpoint(() => 'given')
    const deps = depsWith({ READER_CERTIFICATE: currentCertificate, READER_CLIENT_SECRET: 'unused' })
    expect(await appToken(deps, tenantId, 'reader')).toBe('given')
    const [{ fields } = { fields: {} as Record<string, string> }] = forms
    expect(fields).toMatchObject({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      scope: 'https://graph.microsoft.com/.default',
    })
    expect(fields.client_secret).toBeUndefined()
    const [, pem = ''] = /(-----BEGIN CERTIFICATE[\s\S]+)/.exec(currentCertificate) ?? []
    const { payload, protectedHeader } = await jwtVerify(
      fields.client_assertion ?? '',
      await importX509(pem, 'PS256'),
      { audience: url, issuer: worldEnv.READER_CLIENT_ID, currentDate: new Date(now), algorithms: ['PS256'] },
    )
    expect(protectedHeader).toEqual({
      alg: 'PS256',
      typ: 'JWT',
      'x5t#S256': 'se4NJYG7Eowr-TtLIsBSVo0W0VvG3bl8wv_GTanl5Ao',
    })
    expect(payload.sub).toBe(worldEnv.READER_CLIENT_ID)
    expect(payload.jti).toMatch(/^[0-9a-f-]{36}$/)
    expect((payload.exp ?? 0) - (payload.nbf ?? 0)).toBeLessThanOrEqual(600)
  })

  it('never shows the same assertion twice', async () => {
    endpoint(() => 'given')
    const deps = depsWith({ READER_CERTIFICATE: currentCertificate })
    await appToken(deps, tenantId, 'reader')
    forgetToken(deps, tenantId, 'reader')
    await appToken(deps, tenantId, 'reader')
    const [one, two] = forms.map(({ fields }) => fields.client_assertion)
    expect(one).toBeTruthy()
    expect(one).not.toBe(two)
  })

  it('reads a PEM whose line breaks were spelled out', async () => {
    endpoint(() => 'given')
    const deps = depsWith({ READER_CERTIFICATE: currentCertificate.replaceAll('\n', '\\n') })
    expect(await appToken(deps, tenantId, 'reader')).toBe('given')
  })

  it('during rotation shows the other one where the first is not known, and remembers which one works', async () => {
    const known = await sha256Of(nextCertificate)
    endpoint((fields) => (thumbprintOf(fields) === known ? 'given' : 700027))
    const deps = depsWith({
      READER_CERTIFICATE: currentCertificate,
      READER_CERTIFICATE_NEXT: nextCertificate,
    })
    await appToken(deps, tenantId, 'reader')
    expect(forms).toHaveLength(2)
    await appToken(deps, 'c0000000-0000-4000-8000-00000000c00a', 'reader')
    expect(forms).toHaveLength(3)
  })

  it('during rotation does not show the second one while the first works', async () => {
    endpoint(() => 'given')
    const deps = depsWith({
      READER_CERTIFICATE: currentCertificate,
      READER_CERTIFICATE_NEXT: nextCertificate,
    })
    await appToken(deps, tenantId, 'reader')
    expect(forms.map(({ fields }) => thumbprintOf(fields))).toEqual([await sha256Of(currentCertificate)])
  })

  it('says when neither is known, and does not ask again and again', async () => {
    endpoint(() => 700027)
    const deps = depsWith({
      READER_CERTIFICATE: currentCertificate,
      READER_CERTIFICATE_NEXT: nextCertificate,
    })
    const error = await errorOf(appToken(deps, tenantId, 'reader'))
    expect([error.code, error.detail]).toEqual(['tenant.certificateUnknown', '(AADSTS700027)'])
    expect(forms).toHaveLength(2)
  })

  it('passes on at once what another certificate would not mend', async () => {
    endpoint(() => 53003)
    const deps = depsWith({
      READER_CERTIFICATE: currentCertificate,
      READER_CERTIFICATE_NEXT: nextCertificate,
    })
    expect((await errorOf(appToken(deps, tenantId, 'reader'))).code).toBe('tenant.blocked')
    expect(forms).toHaveLength(1)
  })

  it('says when it has ended, without asking Microsoft', async () => {
    endpoint(() => 'given')
    const error = await errorOf(
      appToken(depsWith({ READER_CERTIFICATE: endedCertificate }), tenantId, 'reader'),
    )
    expect([error.code, error.detail]).toEqual([
      'tenant.certificateExpired',
      'READER_CERTIFICATE ended on 2026-11-24.',
    ])
    expect(forms).toEqual([])
  })

  it('goes on with the next one when the first has ended', async () => {
    endpoint(() => 'given')
    const deps = depsWith({ READER_CERTIFICATE: endedCertificate, READER_CERTIFICATE_NEXT: nextCertificate })
    expect(await appToken(deps, tenantId, 'reader')).toBe('given')
    expect(forms).toHaveLength(1)
  })

  const key = currentCertificate.split('-----BEGIN CERTIFICATE')[0] ?? ''
  const other = nextCertificate.slice(nextCertificate.indexOf('-----BEGIN CERTIFICATE'))
  it.each([
    ['nonsense', 'holds no private key.'],
    [key, 'holds no certificate.'],
    [other, 'holds no private key.'],
    [key + other, 'holds a key and a certificate that do not belong together.'],
    [currentCertificate.replaceAll('PRIVATE', 'RSA PRIVATE'), 'holds a private key that is not PKCS#8.'],
    [currentCertificate.replaceAll('PRIVATE', 'ENCRYPTED PRIVATE'), 'holds an encrypted private key.'],
    [
      currentCertificate.replace(/MII.{40}/, 'AAAA'),
      'cannot be read: an RSA key (PKCS#8) and its certificate are needed, both as PEM.',
    ],
  ])('names the variable when what it holds cannot be used (%#)', async (pem, why) => {
    endpoint(() => 'given')
    const error = await errorOf(appToken(depsWith({ OPERATOR_CERTIFICATE: pem }), tenantId, 'operator'))
    expect([error.code, error.detail]).toEqual(['config.certificate', `OPERATOR_CERTIFICATE ${why}`])
    expect(error.message).not.toContain('MII')
    expect(forms).toEqual([])
  })
})

describe('an application without a proof', () => {
  it('is a matter of the server’s set-up for the reader, and the missing operator for actions', async () => {
    endpoint(() => 'given')
    expect((await errorOf(appToken(depsWith({}), tenantId, 'reader'))).code).toBe('config.missing')
    const none = depsWith({ OPERATOR_CLIENT_SECRET: '' })
    expect((await errorOf(appToken(none, tenantId, 'operator'))).code).toBe('tenant.noOperator')
  })
})

describe('what a tenant granted', () => {
  const tokenWith = (claims: object) => `e30.${btoa(JSON.stringify(claims)).replace(/=+$/, '')}.c2ln`
  it.each([
    [
      tokenWith({ iss: 'x', roles: ['User.Read.All', 'Domain.Read.All'] }),
      ['Domain.Read.All', 'User.Read.All'],
    ],
    [tokenWith({ iss: 'x' }), []],
    [tokenWith({ iss: 'x', roles: 'User.Read.All' }), null],
    ['opaque', null],
  ])('is read from the token where it says so (%#)', async (token, roles) => {
    endpoint(() => token)
    expect(await grantedTo(depsWith({ READER_CLIENT_SECRET: 's' }), tenantId, 'reader')).toEqual(roles)
  })
})

describe('a refused token', () => {
  it.each([
    [65001, 'tenant.consentMissing'],
    [700016, 'tenant.consentMissing'],
    [650051, 'tenant.consentMissing'],
    [650052, 'tenant.consentMissing'],
    [500011, 'tenant.consentMissing'],
    [7000112, 'tenant.disabled'],
    [500014, 'tenant.disabled'],
    [7000215, 'tenant.secretInvalid'],
    [7000216, 'tenant.secretInvalid'],
    [7000222, 'tenant.secretExpired'],
    [700027, 'tenant.certificateUnknown'],
    [7000214, 'tenant.certificateUnknown'],
    [700024, 'graph.unavailable'],
    [90033, 'graph.unavailable'],
    [90055, 'graph.throttled'],
    [90002, 'tenant.gone'],
    [900023, 'tenant.gone'],
    [5000224, 'tenant.gone'],
    [53000, 'tenant.blocked'],
    [53001, 'tenant.blocked'],
    [53003, 'tenant.blocked'],
    [530035, 'tenant.blocked'],
    [50076, 'tenant.mfaNeeded'],
    [50079, 'tenant.mfaNeeded'],
    [50020, 'tenant.notMember'],
    [50177, 'tenant.notMember'],
    [700082, 'tenant.signInEnded'],
    [999999, 'tenant.secretInvalid'],
  ] satisfies [number, ErrorCode][])('AADSTS%i is %s, with words and a step', async (number, code) => {
    endpoint(() => number)
    const error = await errorOf(appToken(depsWith({ READER_CLIENT_SECRET: 's' }), tenantId, 'reader'))
    expect(error).toBeInstanceOf(AppError)
    expect([error.code, error.detail]).toEqual([code, `(AADSTS${number})`])
    const entry: { text: string; next?: string; retry: string } = errors[code]
    // What passes by itself needs no step.
    if (entry.retry !== 'later') expect(entry.next?.length).toBeGreaterThan(20)
  })
})
