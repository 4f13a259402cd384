import { importPKCS8, importX509, SignJWT } from 'jose'
import { AppError } from '#shared/errors.ts'
import { endOfCertificate } from './certificate-end.ts'

/** A key pair of an application, as a variable holds it. */
export interface Certificate {
  variable: string
  /** base64url of the SHA-256 of the DER certificate */
  thumbprint: string
  key: CryptoKey
  /** Milliseconds since 1970 */
  endsAt: number
}

const algorithm = { name: 'RSA-PSS', saltLength: 32 }
/** Microsoft recommends 5 to 10 minutes; the other clock may be ahead. */
const lifetimeSeconds = 480
const skewSeconds = 60

/** Reads what a variable holds; raises config.certificate with the variable's name and what is wrong with it. */
export async function readCertificate(variable: string, pem: string): Promise<Certificate> {
  const unusable = (why: string, cause?: unknown) =>
    new AppError('config.certificate', { detail: `${variable} ${why}`, cause })
  // Secrets are often pasted as one line, with `\n` spelled out.
  const text = pem.replaceAll('\\n', '\n')
  if (text.includes('BEGIN ENCRYPTED PRIVATE KEY')) throw unusable('holds an encrypted private key.')
  if (/BEGIN (RSA|EC) PRIVATE KEY/.test(text)) throw unusable('holds a private key that is not PKCS#8.')
  const [key, certificate] = [partOf(text, 'PRIVATE KEY'), partOf(text, 'CERTIFICATE')]
  if (key === null) throw unusable('holds no private key.')
  if (certificate === null) throw unusable('holds no certificate.')
  try {
    const [secret, open] = await Promise.all([importPKCS8(key, 'PS256'), importX509(certificate, 'PS256')])
    if (!(await isPair(secret, open)))
      throw unusable('holds a key and a certificate that do not belong together.')
    const der = derOf(certificate)
    const endsAt = endOfCertificate(der)
    const thumbprint = toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', der)))
    return { variable, thumbprint, key: secret, endsAt }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw unusable('cannot be read: an RSA key (PKCS#8) and its certificate are needed, both as PEM.', cause)
  }
}

/** https://learn.microsoft.com/entra/identity-platform/certificate-credentials */
export async function signAssertion(
  { key, thumbprint }: Certificate,
  { audience, clientId, now }: { audience: string; clientId: string; now: number },
): Promise<string> {
  const seconds = Math.floor(now / 1000)
  return new SignJWT({})
    .setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': thumbprint })
    .setAudience(audience)
    .setIssuer(clientId)
    .setSubject(clientId)
    .setJti(crypto.randomUUID())
    .setNotBefore(seconds - skewSeconds)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + lifetimeSeconds)
    .sign(key)
}

function partOf(text: string, label: string): string | null {
  const body = text.split(`-----BEGIN ${label}-----`)[1]?.split(`-----END ${label}-----`)[0]
  return body === undefined ? null : `-----BEGIN ${label}-----\n${body.trim()}\n-----END ${label}-----`
}

async function isPair(secret: CryptoKey, open: CryptoKey): Promise<boolean> {
  const probe = crypto.getRandomValues(new Uint8Array(32))
  return crypto.subtle.verify(algorithm, open, await crypto.subtle.sign(algorithm, secret, probe), probe)
}

function derOf(pem: string): Uint8Array<ArrayBuffer> {
  const body = pem.replace(/-----[A-Z ]+-----|\s/g, '')
  return Uint8Array.from(atob(body), (character) => character.charCodeAt(0))
}

function toBase64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}
