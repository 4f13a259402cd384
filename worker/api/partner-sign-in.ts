import type { Output } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { type Env, requireGuid, requireVariable } from '../env.ts'
import { authorityOf } from '../graph/clouds.ts'
import { checkIdentity, clientIdOf } from '../graph/identity.ts'
import { requirePublicCloud, scopesOf } from '../graph/partner-token.ts'
import { createPartnerAttempt } from '../store/partner-attempts.ts'
import { createState, hashState } from './consent-url.ts'
import type { Call } from './handlers.ts'
import { partnerState } from './partner-view.ts'

/** The address of the sign-in page, and the attempt that its answer will settle. Nothing is stored of the account yet. */
export async function beginPartner(call: Call): Promise<Output<'partner.begin'>> {
  await checkPartnerSetUp(call.env)
  const [state, nonce, verifier] = [createState(), createState(), createState()]
  const url = await signInUrl(call.env, { state, nonce, verifier })
  const [stateHash, nonceHash] = [await hashState(state), await hashState(nonce)]
  await createPartnerAttempt(call, { stateHash, nonceHash, verifier, by: call.caller })
  return { url, state: await partnerState(call) }
}

/** Before anybody signs in to something that could not be used: raises config.missing, config.certificate. */
export async function checkPartnerSetUp(env: Env): Promise<void> {
  requirePublicCloud(env)
  await checkIdentity(env, 'partner')
}

interface Secrets {
  state: string
  nonce: string
  verifier: string
}

/**
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow; consent is asked for Graph and Partner
 * Center at once, tokens are given for one at a time. `prompt`: nobody is signed in by whoever happens to be.
 */
async function signInUrl(env: Env, { state, nonce, verifier }: Secrets): Promise<string> {
  const url = new URL(`${authorityOf(env, requireGuid(env, 'MSP_TENANT_ID'))}/oauth2/v2.0/authorize`)
  const scopes = new Set(`${scopesOf(env, 'graph')} ${scopesOf(env, 'center')}`.split(' '))
  const query = {
    client_id: clientIdOf(env, 'partner'),
    response_type: 'code',
    response_mode: 'query',
    redirect_uri: partnerCallbackUrl(env),
    scope: [...scopes].join(' '),
    state,
    nonce,
    code_challenge: await challengeOf(verifier),
    code_challenge_method: 'S256',
    prompt: 'select_account',
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

/** As it is registered with Microsoft, to the letter. */
export function partnerCallbackUrl(env: Env): string {
  const origin = requireVariable(env, 'PUBLIC_URL')
  if (!URL.canParse(origin)) throw new AppError('config.missing', { detail: 'PUBLIC_URL is not an address.' })
  return new URL('/partner/callback', origin).href
}

/** RFC 7636, 4.2 */
async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
