import { words } from './words.ts'

const wordCount = 4
const digitCount = 4

/** How hard a passphrase is to guess for someone who knows this file, in bits: at least 50. */
export const passphraseBits = wordCount * Math.log2(words.length) + digitCount * Math.log2(10)

/** A password to read out: `Maple-otter-candle-brisk-4071`. All four kinds of character, never the user's name. */
export function createPassphrase(random: (below: number) => number, userPrincipalName: string): string {
  for (;;) {
    const [first = '', ...rest] = Array.from({ length: wordCount }, () => words[random(words.length)] ?? '')
    const digits = Array.from({ length: digitCount }, () => random(10)).join('')
    const phrase = [first.charAt(0).toUpperCase() + first.slice(1), ...rest, digits].join('-')
    if (!containsName(phrase, userPrincipalName)) return phrase
  }
}

/** The name before the @, without regard to case. Names of one or two letters are in every other word. */
function containsName(password: string, userPrincipalName: string): boolean {
  const name = userPrincipalName.split('@')[0]?.toLowerCase() ?? ''
  return name.length >= 3 && password.toLowerCase().includes(name)
}

const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]

/**
 * true, or why Entra would not take this password.
 * https://learn.microsoft.com/entra/identity/authentication/concept-password-ban-bad-combined-policy
 */
export function checkPassword(password: string, userPrincipalName: string): true | string {
  if (password === '') return 'Type the new password.'
  if (!/^[\x20-\x7e]+$/.test(password)) return 'Use only letters A to Z, digits, blanks and ordinary symbols.'
  if (password.length < 8) return 'The password is too short: at least 8 characters.'
  if (password.length > 256) return 'The password is too long: at most 256 characters.'
  if (kinds.filter((kind) => kind.test(password)).length < 3) {
    return 'Use at least three of these: small letters, capital letters, digits, symbols.'
  }
  if (containsName(password, userPrincipalName)) return 'The password must not contain the user’s name.'
  return true
}
