import { generateKeyPair } from 'jose'
import { clouds } from '../../world/microsoft/cloud.ts'
import { accessClaims, technicianOf } from '../../world/microsoft/technician.ts'
import { apps, msp } from '../../world/people.ts'
import type { World } from '../../world/world.ts'

const elsewhere = 'e0000000-0000-4000-8000-0000000000ee'
const issuerOf = (tenantId: string) => `https://login.microsoftonline.com/${tenantId}/v2.0`

/** Every way in which a token of an administrator can be wrong, and the code of its refusal. */
export async function wrongTokens({
  clock,
  microsoft,
}: World): Promise<Record<string, [token: string, code: string]>> {
  const now = Math.floor(clock.now() / 1000)
  const right = accessClaims(clouds.public, technicianOf('admin'), clock.now(), 3600)
  const { kid } = await microsoft.signingKeyJwk()
  const { privateKey: foreignKey } = await generateKeyPair('RS256')
  const withClaims = async (claims: object, code = 'auth.invalid'): Promise<[string, string]> => [
    await microsoft.mint({ ...right, ...claims }),
    code,
  ]
  const withHeader = async (header: Parameters<typeof microsoft.mint>[1]): Promise<[string, string]> => [
    await microsoft.mint(right, header),
    'auth.invalid',
  ]
  const whole = await microsoft.mint(right)
  return {
    garbage: ['garbage', 'auth.invalid'],
    'three dots': ['a.b.c', 'auth.invalid'],
    'a cut signature': [whole.slice(0, -20), 'auth.invalid'],
    'claims exchanged under the signature': [
      [
        whole.split('.')[0],
        (await microsoft.mint({ ...right, name: 'X' })).split('.')[1],
        whole.split('.')[2],
      ].join('.'),
      'auth.invalid',
    ],
    'longer than any token': [`${whole}${'x'.repeat(20_000)}`, 'auth.invalid'],
    expired: await withClaims({ exp: now - 121 }, 'auth.expired'),
    'not yet valid': await withClaims({ nbf: now + 180 }),
    'without an end': await withClaims({ exp: undefined }),
    'without a beginning': await withClaims({ nbf: undefined }),
    'alg none': await withHeader({ alg: 'none' }),
    'HS256 with the public key': await withHeader({
      alg: 'HS256',
      key: await microsoft.signingKeyPublicPem(),
    }),
    'a foreign key under a known key id': await withHeader({ key: foreignKey, kid: kid ?? null }),
    'a foreign key under its own key id': await withHeader({ key: foreignKey, kid: 'foreign' }),
    'a foreign key, brought along': await withHeader({
      key: foreignKey,
      kid: null,
      more: { jku: 'https://evil.example/keys' },
    }),
    'a foreign issuer': await withClaims({ iss: issuerOf(elsewhere) }),
    'the issuer without its version': await withClaims({
      iss: `https://login.microsoftonline.com/${msp.id}/`,
    }),
    'another tenant under our issuer': await withClaims({ tid: elsewhere }),
    'another tenant and its issuer': await withClaims({ tid: elsewhere, iss: issuerOf(elsewhere) }),
    'another audience': await withClaims({ aud: apps.reader.id }),
    'several audiences': await withClaims({ aud: [apps.api, apps.reader.id] }),
    'Graph as audience': await withClaims({ aud: 'https://graph.microsoft.com' }),
    'another client': await withClaims({ azp: apps.reader.id }),
    'without a client': await withClaims({ azp: undefined }),
    'an application token': await withClaims({
      idtyp: 'app',
      scp: undefined,
      roles: ['admin'],
      azp: apps.extension,
    }),
    'an application token with a scope': await withClaims({ idtyp: 'app' }),
    'another scope': await withClaims({ scp: 'accessible User.Read' }),
    'without a scope': await withClaims({ scp: undefined }),
    'version 1': await withClaims({
      ver: '1.0',
      iss: `https://sts.windows.net/${msp.id}/`,
      aud: `api://${apps.api}`,
      appid: apps.extension,
      azp: undefined,
    }),
    'version 1 with the claims of version 2': await withClaims({ ver: '1.0' }),
    'without an object id': await withClaims({ oid: undefined }),
    'an object id that is none': await withClaims({ oid: 'admin' }),
    'no role': await withClaims({ roles: undefined }, 'access.role'),
    'a role of another product': await withClaims({ roles: ['Admin', 'owner'] }, 'access.role'),
  }
}
