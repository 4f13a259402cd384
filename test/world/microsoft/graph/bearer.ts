import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose'
import type { Clock } from '../../clock.ts'
import type { Cloud } from '../cloud.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import type { Keys } from '../keys.ts'
import { GraphRefusal } from './refusal.ts'

export interface Bearer {
  tenant: EntraTenant
  appId: string
  roles: ReadonlySet<string>
}

interface Surroundings {
  clock: Clock
  cloud: Cloud
  keys: Keys
  tenants: ReadonlyMap<string, EntraTenant>
}

/** The app-only token of a Graph request: signed by Microsoft, for Graph, in time, its app still in the tenant. */
export async function checkBearer(around: Surroundings, request: Request): Promise<Bearer> {
  const claims = await verify(around, request.headers.get('authorization'))
  const { cloud } = around
  if (claims.aud !== `https://${cloud.graph}`)
    throw invalid('Access token validation failure. Invalid audience.')
  const { tid, appid, roles, idtyp } = claims
  const tenant = typeof tid === 'string' ? around.tenants.get(tid) : undefined
  if (!tenant || claims.iss !== `https://${cloud.issuer}/${tid}/` || typeof appid !== 'string') {
    throw invalid('Access token validation failure. Invalid issuer.')
  }
  if (idtyp !== 'app') throw invalid('The embedded Graph serves application tokens alone.')
  if (!tenant.servicePrincipals.has(appid)) throw unknownIdentity()
  return { tenant, appId: appid, roles: new Set(Array.isArray(roles) ? roles.map(String) : []) }
}

async function verify({ clock, keys }: Surroundings, authorization: string | null): Promise<JWTPayload> {
  const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1]
  if (!token) throw invalid('Access token is empty.')
  try {
    const key = await keys.find(decodeProtectedHeader(token).kid)
    if (!key) throw invalid('Signing key is invalid.')
    const options = {
      algorithms: ['RS256'],
      currentDate: new Date(clock.now()),
      requiredClaims: ['exp', 'nbf'],
    }
    return (await jwtVerify(token, key.publicKey, options)).payload
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw invalid('Lifetime validation failed, the token is expired.')
    if (error instanceof GraphRefusal) throw error
    throw invalid('CompactToken parsing failed with error code: 80049217')
  }
}

function invalid(message: string): GraphRefusal {
  return new GraphRefusal(401, 'InvalidAuthenticationToken', message)
}

function unknownIdentity(): GraphRefusal {
  const text = 'The identity of the calling application could not be established.'
  return new GraphRefusal(401, 'Authorization_IdentityNotFound', text)
}
