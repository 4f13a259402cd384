import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import type { Deps, Env } from '../env.ts'
import { jsonOf, textOf } from './answer.ts'
import { sendPatiently } from './patience.ts'
import { tokenRefusal } from './refusal.ts'

/** The two identities under which customers' tenants are reached. */
export type AppName = 'reader' | 'operator'

interface Token {
  value: string
  /** Milliseconds since 1970 */
  expiresAt: number
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
const underWay = new WeakMap<Deps, Map<string, Promise<string>>>()

/**
 * A client-credentials token for Graph in the customer's tenant, from memory until 2 minutes before its end.
 * Raises tenant.* when Microsoft refuses, config.missing when the application is not set up.
 */
export async function appToken(deps: Deps, tenantId: string, app: AppName): Promise<string> {
  const key = `${app}|${tenantId}`
  const token = kept.get(deps.env)?.get(key)
  if (token && token.expiresAt - renewBeforeMs > deps.now()) return token.value
  const flights = mapOf(underWay, deps)
  const flight = flights.get(key) ?? requestToken(deps, tenantId, app).finally(() => flights.delete(key))
  flights.set(key, flight)
  return flight
}

/** Drops a token that Graph did not accept, unless it was renewed meanwhile. */
export function forgetToken(deps: Deps, tenantId: string, app: AppName, refused?: string): void {
  const tokens = kept.get(deps.env)
  const key = `${app}|${tenantId}`
  if (refused === undefined || tokens?.get(key)?.value === refused) tokens?.delete(key)
}

async function requestToken(deps: Deps, tenantId: string, app: AppName): Promise<string> {
  const request = tokenRequest(deps.env, tenantId, app)
  const response = await sendPatiently({
    deps,
    repeatable: true,
    send: () => fetch(request.url, { ...request.init, signal: AbortSignal.timeout(timeoutMs) }),
  })
  const text = await textOf(response, 'graph.unavailable')
  if (response.status !== 200) throw tokenRefusal(response.status, text, app)
  const answer = v.safeParse(Answer, jsonOf(text, 'graph.malformed'))
  if (!answer.success)
    throw new AppError('graph.malformed', { detail: 'The token answer is not as expected.' })
  const { access_token: value, expires_in: seconds } = answer.output
  mapOf(kept, deps.env).set(`${app}|${tenantId}`, { value, expiresAt: deps.now() + seconds * 1000 })
  return value
}

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
function tokenRequest(env: Env, tenantId: string, app: AppName): { url: string; init: RequestInit } {
  const { id, secret } = identityOf(env, app)
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: id,
    client_secret: secret,
    scope: 'https://graph.microsoft.com/.default',
  })
  const url = `https://login.microsoftonline.com/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`
  return { url, init: { method: 'POST', body, redirect: 'manual' } }
}

function identityOf(env: Env, app: AppName): { id: string; secret: string } {
  const [id, secret] =
    app === 'reader'
      ? [env.READER_CLIENT_ID, env.READER_CLIENT_SECRET]
      : [env.OPERATOR_CLIENT_ID, env.OPERATOR_CLIENT_SECRET]
  if (id && secret) return { id, secret }
  if (app === 'operator')
    throw new AppError('tenant.noOperator', { detail: 'The server has no operator application.' })
  throw new AppError('config.missing', { detail: 'READER_CLIENT_ID and READER_CLIENT_SECRET are needed.' })
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
