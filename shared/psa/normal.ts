import type { ContactField } from './contact.ts'

/**
 * Two values that are the same to a reader: case of addresses, spaces, the punctuation of telephone numbers. Stable:
 * the normal form of a normal form is itself.
 */
export function normal(field: ContactField, value: string): string {
  const text = value.normalize('NFC').replace(/\s+/gu, ' ').trim()
  // Small letters may join with an accent where capitals do not.
  if (field === 'email') return text.toLowerCase().normalize('NFC')
  if (field !== 'phone' && field !== 'mobile') return text
  // "ext. 330" is "x330"; what stands there without a digit is compared as text.
  const dialled = text
    .toLowerCase()
    .replace(/[^\d+x*#]/g, '')
    .replace(/^00/, '+')
  return /\d/.test(dialled) ? dialled : text
}
