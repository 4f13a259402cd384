import { base64url, SignJWT } from 'jose'
import type { Keys } from './keys.ts'

export interface MintHeader {
  /** Default RS256 with Microsoft's key. `none` gives an unsigned token, HS256 needs `key`. */
  alg?: string
  /** null leaves it out. */
  kid?: string | null
  /** Signs instead of Microsoft's key; a string is an HMAC secret (for example the public key as PEM). */
  key?: CryptoKey | string
  /** Further header members. */
  more?: Record<string, unknown>
}

export type Claims = Record<string, unknown>

/** A JSON Web Token with exactly these claims (undefined ones left out), well formed or forged. */
export async function mint(keys: Keys, claims: Claims, header: MintHeader = {}): Promise<string> {
  const { alg = 'RS256' } = header
  const kid = header.kid === undefined ? (await keys.current()).kid : header.kid
  const protectedHeader = { typ: 'JWT', alg, ...(kid === null ? {} : { kid }), ...header.more }
  const payload = JSON.parse(JSON.stringify(claims)) as Claims
  if (alg === 'none') return `${encode(protectedHeader)}.${encode(payload)}.`
  const key = header.key ?? (await keys.current()).privateKey
  const secret = typeof key === 'string' ? new TextEncoder().encode(key) : key
  return new SignJWT(payload).setProtectedHeader(protectedHeader).sign(secret)
}

function encode(value: unknown): string {
  return base64url.encode(new TextEncoder().encode(JSON.stringify(value)))
}
