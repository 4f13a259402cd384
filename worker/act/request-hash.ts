import type { HandlerInput } from '#shared/contract.ts'
import type { Fields } from '#shared/field.ts'
import { type Env, requireVariable } from '../env.ts'

/**
 * What a request asks for, as a hash: equal for equal requests whatever the order of their properties. Keyed with the
 * server's own key, so that nobody can find a typed password by trying from what the database holds.
 */
export async function hashRequest(
  env: Env,
  input: HandlerInput<'actions.run'>,
  fields: Fields,
  resumes: string | undefined,
): Promise<string> {
  const { key: _key, values, ...rest } = input
  const key = await hmacKey(env)
  const entries = Object.entries(values).map(async ([name, value]) => [
    name,
    fields[name]?.kind === 'secret' ? await sign(key, `secret|${canonical(value)}`) : value,
  ])
  const safe = Object.fromEntries(await Promise.all(entries))
  return sign(key, canonical({ ...rest, values: safe, resumes }))
}

async function hmacKey(env: Env): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(`action request|${requireVariable(env, 'SEALING_KEY')}`)
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

async function sign(key: CryptoKey, text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** JSON with the properties of every object in one order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const entries = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join(',')}}`
}
