import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import { type Env, requireVariable } from '../env.ts'

/** Where a sealed value stands. It opens there and nowhere else. */
export interface Place {
  table: string
  rowId: string
  field: string
}

/** `kid` says which key sealed it: a new key can come while the former one still opens what it sealed. */
const Sealed = v.object({ v: v.literal(1), kid: v.string(), iv: v.string(), ct: v.string() })

interface SealingKey {
  kid: string
  key: CryptoKey
}

/** Seals text with AES-256-GCM, bound to its row and field; the answer is JSON for that field. */
export async function seal(env: Env, place: Place, plain: string): Promise<string> {
  const { kid, key } = await currentKey(env)
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const algorithm = { name: 'AES-GCM', iv, additionalData: binding(place) }
  const sealed = await crypto.subtle.encrypt(algorithm, key, new TextEncoder().encode(plain))
  return JSON.stringify({ v: 1, kid, iv: toBase64(iv), ct: toBase64(new Uint8Array(sealed)) })
}

/** Opens what `seal` made for the same place; raises config.sealedByOtherKey or internal (moved or damaged). */
export async function unseal(env: Env, place: Place, sealed: string): Promise<string> {
  const keys = [await currentKey(env), await oldKey(env)]
  try {
    const record = v.parse(Sealed, JSON.parse(sealed))
    const key = keys.find((known) => known?.kid === record.kid)?.key
    if (!key) throw new AppError('config.sealedByOtherKey')
    const algorithm = { name: 'AES-GCM', iv: fromBase64(record.iv), additionalData: binding(place) }
    return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, fromBase64(record.ct)))
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('internal', { cause })
  }
}

/** Which key sealed it: SEALING_KEY, SEALING_KEY_OLD, or one that the server does not have. */
export async function sealedBy(env: Env, sealed: string): Promise<'current' | 'old' | 'other'> {
  const kid = kidOf(sealed)
  if (kid === (await currentKey(env)).kid) return 'current'
  return kid !== null && kid === (await oldKey(env))?.kid ? 'old' : 'other'
}

function kidOf(sealed: string): string | null {
  try {
    return v.parse(Sealed, JSON.parse(sealed)).kid
  } catch {
    return null
  }
}

/** Authenticated with the ciphertext. Table and field are names of ours without `|`, so no two places read alike. */
function binding({ table, rowId, field }: Place): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(`1|${table}|${rowId}|${field}`))
}

function currentKey(env: Env): Promise<SealingKey> {
  return importKey('SEALING_KEY', requireVariable(env, 'SEALING_KEY'))
}

/** Null once everything is sealed by the new key and this one was taken away. */
async function oldKey(env: Env): Promise<SealingKey | null> {
  const encoded = env.SEALING_KEY_OLD?.trim()
  return encoded ? importKey('SEALING_KEY_OLD', encoded) : null
}

async function importKey(variable: string, encoded: string): Promise<SealingKey> {
  const raw = keyBytes(variable, encoded)
  // The name of the key is a hash with a label of its own: it says which key it was and nothing about it.
  const named = new Uint8Array([...new TextEncoder().encode('sidelight sealing key '), ...raw])
  const fingerprint = new Uint8Array(await crypto.subtle.digest('SHA-256', named)).slice(0, 9)
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  return { kid: toBase64(fingerprint), key }
}

function keyBytes(variable: string, encoded: string): Uint8Array<ArrayBuffer> {
  const detail = `${variable} must be base64 of 32 random bytes.`
  if (!/^[A-Za-z0-9+/]{43}=$/.test(encoded)) throw new AppError('config.missing', { detail })
  return fromBase64(encoded)
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
