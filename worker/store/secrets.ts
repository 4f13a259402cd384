import * as v from 'valibot'
import { AppError } from '#shared/errors.ts'
import { type Env, requireVariable } from '../env.ts'

/** Where a sealed value stands. It opens there and nowhere else. */
export interface Place {
  table: string
  rowId: string
  field: string
}

/** `kid` says which key sealed it, so that a second key can be added before the first one goes. */
const Sealed = v.object({ v: v.literal(1), kid: v.string(), iv: v.string(), ct: v.string() })

interface SealingKey {
  kid: string
  key: CryptoKey
}

/** Seals text with AES-256-GCM, bound to its row and field; the answer is JSON for that field. */
export async function seal(env: Env, place: Place, plain: string): Promise<string> {
  const { kid, key } = await sealingKey(env)
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const algorithm = { name: 'AES-GCM', iv, additionalData: binding(place) }
  const sealed = await crypto.subtle.encrypt(algorithm, key, new TextEncoder().encode(plain))
  return JSON.stringify({ v: 1, kid, iv: toBase64(iv), ct: toBase64(new Uint8Array(sealed)) })
}

/** Opens what `seal` made for the same place; raises config.sealedByOtherKey or internal (moved or damaged). */
export async function unseal(env: Env, place: Place, sealed: string): Promise<string> {
  const { kid, key } = await sealingKey(env)
  try {
    const record = v.parse(Sealed, JSON.parse(sealed))
    if (record.kid !== kid) throw new AppError('config.sealedByOtherKey')
    const algorithm = { name: 'AES-GCM', iv: fromBase64(record.iv), additionalData: binding(place) }
    return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm, key, fromBase64(record.ct)))
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('internal', { cause })
  }
}

/** Authenticated with the ciphertext. Table and field are names of ours without `|`, so no two places read alike. */
function binding({ table, rowId, field }: Place): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(`1|${table}|${rowId}|${field}`))
}

async function sealingKey(env: Env): Promise<SealingKey> {
  const raw = keyBytes(requireVariable(env, 'SEALING_KEY'))
  // The name of the key is a hash with a label of its own: it says which key it was and nothing about it.
  const named = new Uint8Array([...new TextEncoder().encode('sidelight sealing key '), ...raw])
  const fingerprint = new Uint8Array(await crypto.subtle.digest('SHA-256', named)).slice(0, 9)
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  return { kid: toBase64(fingerprint), key }
}

function keyBytes(encoded: string): Uint8Array<ArrayBuffer> {
  const detail = 'SEALING_KEY must be base64 of 32 random bytes.'
  if (!/^[A-Za-z0-9+/]{43}=$/.test(encoded)) throw new AppError('config.missing', { detail })
  return fromBase64(encoded)
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
