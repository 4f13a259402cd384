import { decodeJwt } from 'jose'
import * as v from 'valibot'
import { AppError, type ErrorCode } from '#shared/errors.ts'
import { type Deps, type Env, requireGuid } from '../env.ts'
import { jsonOf, textOf } from './answer.ts'
import { authorityOf, cloudNameOf, cloudOf } from './clouds.ts'
import { clientIdOf, type Proof, proofFields, proofsOf } from './identity.ts'
import { lost, partnerTokenRefusal } from './partner-refusal.ts'
import { sendPatiently } from './patience.ts'

/** What the partner's account is given. */
export interface PartnerTokens {
  access: string
  /** A new one with every answer; null = it did not change */
  refresh: string | null
  id: string | null
  /** Milliseconds since 1970 */
  expiresAt: number
}

const timeoutMs = 20_000
const Answer = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  token_type: v.pipe(v.string(), v.toLowerCase(), v.literal('bearer')),
  expires_in: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.number(), v.minValue(0)),
  refresh_token: v.optional(v.pipe(v.string(), v.minLength(1))),
  id_token: v.optional(v.string()),
})

/** Where customers are managed; Microsoft's other clouds have it elsewhere and with other rules. */
export const centerRoot = 'https://api.partnercenter.microsoft.com'

/** Delegated permissions of Graph in the partner's own tenant, in the order in which they are shown. */
const graphScopes = ['DelegatedAdminRelationship.Read.All', 'Directory.Read.All']

/** The token of one resource at a time: that of Graph first, Partner Center's by the refresh token. */
export function scopesOf(env: Env, resource: 'graph' | 'center' | 'customer'): string {
  const graph = `https://${cloudOf(env).graphHost}`
  if (resource === 'center') return `${centerRoot}/user_impersonation offline_access`
  if (resource === 'customer') return `${graph}/.default offline_access`
  return [...graphScopes.map((name) => `${graph}/${name}`), 'openid', 'profile', 'offline_access'].join(' ')
}

/** Raises where partners are not provided for. */
export function requirePublicCloud(env: Env): void {
  if (cloudNameOf(env) === 'public') return
  throw new AppError('config.missing', { detail: 'Partners are reached in Microsoft’s public cloud alone.' })
}

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow */
export function redeemPartnerCode(
  deps: Deps,
  { code, verifier, redirectUri }: { code: string; verifier: string; redirectUri: string },
): Promise<PartnerTokens> {
  const fields = {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
    scope: scopesOf(deps.env, 'graph'),
  }
  return exchange(deps, requireGuid(deps.env, 'MSP_TENANT_ID'), fields)
}

/** A token for one resource; `tenantId` is the partner's own or a customer's. Raises partner.* and tenant.*. */
export function refreshPartner(
  deps: Deps,
  { refresh, tenantId, scope }: { refresh: string; tenantId: string; scope: string },
): Promise<PartnerTokens> {
  return exchange(deps, tenantId, { grant_type: 'refresh_token', refresh_token: refresh, scope })
}

const ofProof: readonly ErrorCode[] = [
  'tenant.certificateUnknown',
  'tenant.certificateExpired',
  'tenant.secretInvalid',
  'tenant.secretExpired',
]

/** Shows one proof of the application after the other while Microsoft does not know them. */
async function exchange(
  deps: Deps,
  tenantId: string,
  fields: Record<string, string>,
): Promise<PartnerTokens> {
  let refusal: AppError | null = null
  for (const proof of proofsOf(deps.env, 'partner')) {
    try {
      return await send(deps, tenantId, fields, proof)
    } catch (error) {
      if (!(error instanceof AppError && ofProof.includes(error.code))) throw error
      refusal ??= error
    }
  }
  throw refusal ?? new AppError('internal')
}

async function send(deps: Deps, tenantId: string, fields: Record<string, string>, proof: Proof) {
  const url = `${authorityOf(deps.env, tenantId)}/oauth2/v2.0/token`
  const clientId = clientIdOf(deps.env, 'partner')
  const response = await sendPatiently({
    deps,
    // A code is used once: whoever asks twice is told that it was.
    repeatable: fields.grant_type === 'refresh_token',
    async send() {
      const proved = await proofFields(deps, proof, { audience: url, clientId })
      const body = new URLSearchParams({ ...fields, client_id: clientId, ...proved })
      return fetch(url, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    },
  }).catch(lost)
  const text = await textOf(response, 'partner.unavailable')
  const place = tenantId === requireGuid(deps.env, 'MSP_TENANT_ID') ? 'own' : 'customer'
  if (response.status !== 200) throw partnerTokenRefusal(response.status, text, place)
  return read(deps, text)
}

function read(deps: Deps, text: string): PartnerTokens {
  const answer = v.safeParse(Answer, jsonOf(text, 'partner.malformed'))
  if (!answer.success) throw new AppError('partner.malformed')
  const { access_token: access, refresh_token, id_token, expires_in } = answer.output
  return {
    access,
    refresh: refresh_token ?? null,
    id: id_token ?? null,
    expiresAt: deps.now() + expires_in * 1000,
  }
}

const IdClaims = v.object({
  iss: v.string(),
  aud: v.string(),
  tid: v.pipe(v.string(), v.toLowerCase()),
  oid: v.pipe(v.string(), v.toLowerCase(), v.uuid()),
  nonce: v.string(),
  exp: v.number(),
  preferred_username: v.optional(v.pipe(v.string(), v.maxLength(320)), ''),
  name: v.optional(v.pipe(v.string(), v.maxLength(256)), ''),
})

/**
 * Who signed in. The token came from Microsoft itself over TLS, which stands for its signature here
 * (https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation, 6); everything else in it is checked.
 * Raises partner.otherTenant, partner.failed.
 */
export function readIdToken(deps: Deps, token: string | null): v.InferOutput<typeof IdClaims> {
  const own = requireGuid(deps.env, 'MSP_TENANT_ID')
  const claims = v.safeParse(IdClaims, claimsOf(token))
  if (!claims.success)
    throw new AppError('partner.failed', { detail: 'The sign-in does not say who it was.' })
  const { iss, aud, tid, exp } = claims.output
  if (tid !== own) throw new AppError('partner.otherTenant')
  const isOurs = iss === `${authorityOf(deps.env, own)}/v2.0` && aud === clientIdOf(deps.env, 'partner')
  if (!isOurs || exp * 1000 <= deps.now()) throw new AppError('partner.failed')
  return claims.output
}

/**
 * Whether the token says that multi-factor authentication was done: `amr` of Partner Center's own token, by which
 * Partner Center decides (https://learn.microsoft.com/partner-center/security/partner-security-requirements-mandating-mfa).
 */
export function hasMfa(centerToken: string): boolean {
  const parsed = v.safeParse(v.object({ amr: v.array(v.string()) }), claimsOf(centerToken))
  return parsed.success && parsed.output.amr.includes('mfa')
}

/** The delegated permissions of a token, by name. An opaque one tells none. */
export function delegatedScopes(token: string): ReadonlySet<string> {
  const parsed = v.safeParse(v.object({ scp: v.string() }), claimsOf(token))
  return new Set(parsed.success ? parsed.output.scp.split(' ') : [])
}

function claimsOf(token: string | null): unknown {
  try {
    return token === null ? null : decodeJwt(token)
  } catch {
    return null
  }
}
