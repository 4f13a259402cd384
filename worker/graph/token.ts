import * as v from 'valibot'
import { AppError, type ErrorCode } from '#shared/errors.ts'
import type { Deps, Env } from '../env.ts'
import { jsonOf, textOf } from './answer.ts'
import { authorityOf, graphScope } from './clouds.ts'
import { type AppName, clientIdOf, type Proof, proofFields, proofsOf } from './identity.ts'
import { sendPatiently } from './patience.ts'
import { tokenRefusal } from './token-refusal.ts'
import { objectIdOf, rolesOf } from './token-roles.ts'

export type { AppName } from './identity.ts'

interface Token {
  value: string
  /** Permissions that the tenant granted, as the token says; null = it does not say. */
  roles: string[] | null
  /** The application's own object in the tenant; null = it does not say. */
  objectId: string | null
  /** Milliseconds since 1970 */
  expiresAt: number
  givenAt: number
}

const renewBeforeMs = 120_000
const timeoutMs = 20_000
const Answer = v.object({
  access_token: v.pipe(v.string(), v.minLength(1)),
  token_type: v.pipe(v.string(), v.toLowerCase(), v.literal('bearer')),
  expires_in: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.number(), v.minValue(0)),
})

/** Tokens live as long as the isolate; `env` is one object an isolate. */
const kept = new WeakMap<Env, Map<string, Token>>()
/**
 * Requests under way, per invocation: a promise of one invocation must not be awaited by another one
 * (its I/O ends with it), so two invocations may ask at the same time; that is harmless.
 */
const underWay = new WeakMap<Deps, Map<string, Promise<Token>>>()
/** Which proof Microsoft accepted last: the name of its variable by application. */
const accepted = new WeakMap<Env, Map<string, string>>()

/**
 * A client-credentials token for Graph in the customer's tenant, from memory until 2 minutes before its end.
 * Raises tenant.* when Microsoft refuses, config.* when the application is not set up.
 */
export async function appToken(deps: Deps, tenantId: string, app: AppName): Promise<string> {
  return (await tokenOf(deps, tenantId, app)).value
}

/** The permissions that a tenant granted, as a token says that is at most `oldestMs` old; null = it does not say. */
export async function grantedTo(
  deps: Deps,
  tenantId: string,
  app: AppName,
  oldestMs = Number.POSITIVE_INFINITY,
): Promise<string[] | null> {
  const token = await tokenOf(deps, tenantId, app)
  if (deps.now() - token.givenAt <= oldestMs) return token.roles
  forgetToken(deps, tenantId, app, token.value)
  return (await tokenOf(deps, tenantId, app)).roles
}

/** The same from memory alone: what the last token said, and as whom. */
export function lastGrantedTo(deps: Deps, tenantId: string, app: AppName) {
  const { roles = null, objectId = null } = kept.get(deps.env)?.get(keyOf(tenantId, app)) ?? {}
  return { roles, objectId }
}

async function tokenOf(deps: Deps, tenantId: string, app: AppName): Promise<Token> {
  const key = keyOf(tenantId, app)
  const token = kept.get(deps.env)?.get(key)
  if (token && token.expiresAt - renewBeforeMs > deps.now()) return token
  const flights = mapOf(underWay, deps)
  const flight = flights.get(key) ?? requestToken(deps, tenantId, app).finally(() => flights.delete(key))
  flights.set(key, flight)
  return flight
}

const keyOf = (tenantId: string, app: AppName) => `${app}|${tenantId}`

/** Drops a token that Graph did not accept, unless it was renewed meanwhile. */
export function forgetToken(deps: Deps, tenantId: string, app: AppName, refused?: string): void {
  const tokens = kept.get(deps.env)
  const key = keyOf(tenantId, app)
  if (refused === undefined || tokens?.get(key)?.value === refused) tokens?.delete(key)
}

/** Shows one proof after the other while Microsoft does not know them; the one that it accepts is shown first from then on. */
async function requestToken(deps: Deps, tenantId: string, app: AppName): Promise<Token> {
  const proofs = inOrder(proofsOf(deps.env, app), accepted.get(deps.env)?.get(app))
  let refusal: AppError | null = null
  for (const proof of proofs) {
    try {
      const token = await exchange(deps, tenantId, app, proof)
      mapOf(kept, deps.env).set(keyOf(tenantId, app), token)
      mapOf(accepted, deps.env).set(app, proof.variable)
      return token
    } catch (error) {
      if (!(error instanceof AppError && ofProof.includes(error.code))) throw error
      refusal ??= error
    }
  }
  throw refusal ?? new AppError('internal')
}

/** Says something about what was shown, so that another one may be accepted. */
const ofProof: readonly ErrorCode[] = [
  'tenant.certificateUnknown',
  'tenant.certificateExpired',
  'tenant.secretInvalid',
  'tenant.secretExpired',
]

function inOrder(proofs: Proof[], first: string | undefined): Proof[] {
  return proofs.toSorted((a, b) => Number(b.variable === first) - Number(a.variable === first))
}

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
async function exchange(deps: Deps, tenantId: string, app: AppName, proof: Proof): Promise<Token> {
  const url = `${authorityOf(deps.env, tenantId)}/oauth2/v2.0/token`
  const clientId = clientIdOf(deps.env, app)
  const response = await sendPatiently({
    deps,
    repeatable: true,
    async send() {
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        scope: graphScope(deps.env),
        // An assertion is used once: each try has its own.
        ...(await proofFields(deps, proof, { audience: url, clientId })),
      })
      const signal = AbortSignal.timeout(timeoutMs)
      return fetch(url, { method: 'POST', body, redirect: 'manual', signal })
    },
  })
  return readToken(deps, response, app, proof)
}

async function readToken(deps: Deps, response: Response, app: AppName, proof: Proof): Promise<Token> {
  const text = await textOf(response, 'graph.unavailable')
  if (response.status !== 200) throw tokenRefusal(response.status, text, app, proof.by)
  const answer = v.safeParse(Answer, jsonOf(text, 'graph.malformed'))
  if (!answer.success)
    throw new AppError('graph.malformed', { detail: 'The token answer is not as expected.' })
  const { access_token: value, expires_in: seconds } = answer.output
  const about = { roles: rolesOf(value), objectId: objectIdOf(value) }
  return { value, ...about, givenAt: deps.now(), expiresAt: deps.now() + seconds * 1000 }
}

function mapOf<Owner extends object, Value>(
  all: WeakMap<Owner, Map<string, Value>>,
  owner: Owner,
): Map<string, Value> {
  const existing = all.get(owner)
  if (existing) return existing
  const created = new Map<string, Value>()
  all.set(owner, created)
  return created
}
