import { AppError } from '../../errors.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 of printable ASCII (RFC 4648). Raises psa.keyRefused for anything else: no key holds it. */
export function base64(text: string): string {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new AppError('psa.keyRefused')
  let encoded = ''
  for (let at = 0; at < text.length; at += 3) {
    const three = [0, 1, 2].map((step) => text.charCodeAt(at + step) || 0)
    const bits = three.reduce((sum, byte) => sum * 256 + byte, 0)
    const four = [18, 12, 6, 0].map((shift) => alphabet.charAt((bits >> shift) & 63)).join('')
    const missing = Math.max(0, at + 3 - text.length)
    encoded += four.slice(0, 4 - missing) + '='.repeat(missing)
  }
  return encoded
}
