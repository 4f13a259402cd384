import { AppError } from '#shared/errors.ts'

/** The token alone opens what is sealed with it: neither the database nor the server's keys are enough. */
const tokenBytes = 32
const tokenShape = /^[A-Za-z0-9_-]{43}$/

/** 256 random bits: nobody guesses one, so nobody needs to be kept from trying. */
export function createToken(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(tokenBytes)))
}

export function isToken(text: string): boolean {
  return tokenShape.test(text)
}

/** What the database knows of a token, in hexadecimal. */
export async function hashToken(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytesOf(`one-time link|${token}`))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** AES-256-GCM with a key derived from the token (HKDF-SHA-256), bound to the action that it belongs to. */
export async function sealWith(token: string, actionId: string, plain: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt(algorithm(iv, actionId), await keyOf(token), bytesOf(plain))
  return `${toBase64Url(iv)}.${toBase64Url(new Uint8Array(sealed))}`
}

export async function openWith(token: string, actionId: string, sealed: string): Promise<string> {
  try {
    const [iv, text] = sealed.split('.').map(fromBase64Url)
    if (!iv || !text) throw new AppError('internal')
    const plain = await crypto.subtle.decrypt(algorithm(iv, actionId), await keyOf(token), text)
    return new TextDecoder().decode(plain)
  } catch (cause) {
    throw new AppError('internal', { cause })
  }
}

function algorithm(iv: Uint8Array<ArrayBuffer>, actionId: string) {
  return { name: 'AES-GCM', iv, additionalData: bytesOf(`handover|${actionId}`) }
}

async function keyOf(token: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', bytesOf(token), 'HKDF', false, ['deriveKey'])
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: bytesOf('sidelight handover') }
  return crypto.subtle.deriveKey(hkdf, material, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text))
}

function toBase64Url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0))
}
