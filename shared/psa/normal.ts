import type { ContactField } from './contact.ts'

/** Two values that are the same to a reader: case of addresses, spaces, the punctuation of telephone numbers. */
export function normal(field: ContactField, value: string): string {
  const text = value.normalize('NFC').replace(/\s+/gu, ' ').trim()
  if (field === 'email') return text.toLowerCase()
  if (field !== 'phone' && field !== 'mobile') return text
  // "ext. 330" is "x330"; what stands there without a digit is compared as text.
  const dialled = text
    .toLowerCase()
    .replace(/^00/, '+')
    .replace(/[^\d+x*#]/g, '')
  return /\d/.test(dialled) ? dialled : text
}
