import { base64url, decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose'
import type { EntraTenant } from '../directory/tenant.ts'
import type { Registration } from '../registrations.ts'
import { LoginRefusal } from './refusal.ts'
import type { LoginState } from './state.ts'

/** A certificate of an app registration: its public half, found again by its SHA-256 thumbprint. */
export interface Certificate {
  /** base64url of SHA-256 over the DER certificate */
  thumbprint: string
  publicKey: CryptoKey
}

/** Longest time from now to `exp`; Microsoft asks for 5 to 10 minutes. */
const longestMs = 600_000
const skewMs = 300_000

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/**
 * A client assertion signed with one of the app's certificates, each good once.
 * https://learn.microsoft.com/entra/identity-platform/certificate-credentials
 */
export async function checkAssertion(
  state: LoginState,
  tenant: EntraTenant,
  { id }: Registration,
  form: URLSearchParams,
): Promise<void> {
  const assertion = form.get('client_assertion') ?? ''
  if (form.get('client_assertion_type') !== assertionType)
    throw invalid(900144, "The request body must contain the following parameter: 'client_assertion_type'.")
  const { header, claims } = read(assertion)
  if (header.alg !== 'PS256' || typeof header['x5t#S256'] !== 'string')
    throw invalid(50027, 'JWT token is invalid or malformed: alg PS256 and x5t#S256 are needed.')
  const certificate = state.certificates.get(id)?.find(({ thumbprint }) => thumbprint === header['x5t#S256'])
  if (!certificate) throw unknownKey(header['x5t#S256'])
  try {
    // Times are compared below, by the world's clock.
    await jwtVerify(assertion, certificate.publicKey, {
      algorithms: ['PS256'],
      currentDate: new Date(Number(claims.nbf ?? 0) * 1000),
    })
  } catch {
    throw unknownKey(header['x5t#S256'])
  }
  checkClaims(state, tenant, id, claims)
}

function read(assertion: string) {
  try {
    for (const part of assertion.split('.')) base64url.decode(part)
    return { header: decodeProtectedHeader(assertion), claims: decodeJwt(assertion) }
  } catch {
    throw invalid(50027, 'JWT token is invalid or malformed.')
  }
}

function checkClaims(
  { clock, cloud, usedAssertions }: LoginState,
  tenant: EntraTenant,
  id: string,
  { aud, iss, sub, jti, nbf, exp }: JWTPayload,
): void {
  const now = clock.now()
  if (aud !== `https://${cloud.login}/${tenant.id}/oauth2/v2.0/token`)
    throw invalid(700023, `Client assertion audience claim does not match Realm issuer: '${String(aud)}'.`)
  if (iss !== id || sub !== id)
    throw invalid(700021, "Client assertion application identifier doesn't match 'client_id' parameter.")
  if (exp === undefined || nbf === undefined || jti === undefined)
    throw invalid(50027, 'JWT token is invalid or malformed: jti, nbf and exp are needed.')
  const [from, until] = [nbf * 1000, exp * 1000]
  if (until <= now || from > now + skewMs || until > now + longestMs || until - from > longestMs)
    throw invalid(700024, 'Client assertion is not within its valid time range.')
  if (usedAssertions.has(jti)) throw invalid(50013, 'Assertion failed: the identifier was used before.')
  usedAssertions.add(jti)
}

function unknownKey(thumbprint: string): LoginRefusal {
  return invalid(
    700027,
    `The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: '${thumbprint}'].`,
  )
}

function invalid(number: number, text: string): LoginRefusal {
  return new LoginRefusal(number, text, { error: 'invalid_client', status: 401 })
}
