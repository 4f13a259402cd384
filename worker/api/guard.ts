import { createRemoteJWKSet, type JWTVerifyGetKey, errors as jose, jwtVerify } from 'jose'
import * as v from 'valibot'
import { strongestRole } from '#shared/access.ts'
import { AppError } from '#shared/errors.ts'
import { type Deps, requireGuid } from '../env.ts'
import { authorityOf } from '../graph/clouds.ts'
import { GroupClaims, groupsOf } from './groups-claim.ts'
import type { Caller } from './handlers.ts'

const toleranceSeconds = 120
const longestToken = 16_384

/**
 * Claims of a delegated v2.0 access token.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
const Claims = v.object({
  tid: v.string(),
  oid: v.pipe(v.string(), v.toLowerCase(), v.uuid()),
  aud: v.string(),
  azp: v.string(),
  ver: v.literal('2.0'),
  scp: v.string(),
  /** Only there when configured; application tokens say `app`. */
  idtyp: v.optional(v.literal('user')),
  roles: v.optional(v.array(v.string()), []),
  name: v.optional(v.string()),
  ...GroupClaims,
})

/** Who calls, from the bearer token alone: a token of the MSP's own tenant for this API, asked for by the extension. */
export async function authenticate(deps: Deps, authorization: string | undefined): Promise<Caller> {
  const token = /^Bearer +([^ ]+)$/i.exec(authorization ?? '')?.[1]
  if (!token) throw new AppError('auth.missing')
  if (token.length > longestToken) throw new AppError('auth.invalid')
  const tenantId = requireGuid(deps.env, 'MSP_TENANT_ID')
  const audience = requireGuid(deps.env, 'API_CLIENT_ID')
  const client = requireGuid(deps.env, 'EXTENSION_CLIENT_ID')

  const claims = await verify(deps, token, tenantId, audience)
  const isOurs = claims.tid === tenantId && claims.aud === audience && claims.azp === client
  if (!isOurs || !claims.scp.split(' ').includes('access')) throw new AppError('auth.invalid')
  const role = strongestRole(claims.roles)
  if (!role) throw new AppError('access.role')
  const name = (claims.name ?? claims.oid).slice(0, 256)
  return { tenantId, id: claims.oid, name, role, groups: groupsOf(claims) }
}

async function verify(deps: Deps, token: string, tenantId: string, audience: string) {
  const authority = authorityOf(deps.env, tenantId)
  try {
    const { payload } = await jwtVerify(token, keysOf(authority), {
      algorithms: ['RS256'],
      issuer: `${authority}/v2.0`,
      audience,
      requiredClaims: ['exp', 'nbf'],
      clockTolerance: toleranceSeconds,
      currentDate: new Date(deps.now()),
    })
    return v.parse(Claims, payload)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError(cause instanceof jose.JWTExpired ? 'auth.expired' : 'auth.invalid', { cause })
  }
}

/** Signing keys, kept for the isolate's life; an unknown key id asks Microsoft again at most every 30 seconds. */
const keySets = new Map<string, JWTVerifyGetKey>()

function keysOf(authority: string): JWTVerifyGetKey {
  const known = keySets.get(authority)
  if (known) return known
  const url = new URL(`${authority}/discovery/v2.0/keys`)
  const remote = createRemoteJWKSet(url, { cooldownDuration: 30_000, cacheMaxAge: 3_600_000 })
  const keys: JWTVerifyGetKey = async (header, token) => {
    try {
      return await remote(header, token)
    } catch (cause) {
      const isTokensFault =
        cause instanceof jose.JWKSNoMatchingKey || cause instanceof jose.JWKSMultipleMatchingKeys
      throw isTokensFault ? cause : new AppError('auth.unavailable', { cause })
    }
  }
  keySets.set(authority, keys)
  return keys
}
