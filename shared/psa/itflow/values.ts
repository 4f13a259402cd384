import type { ContactField, ContactValues } from '../contact.ts'

/** Columns hold 200 characters; a longer value is an SQL error (HTTP 500 without a word). */
export const longest = 200

/** ITFlow's names of the fields that its API writes (github.com/itflow-org/itflow, api/v1/contacts/contact_model.php). */
export const columns = {
  name: 'contact_name',
  email: 'contact_email',
  phone: 'contact_phone',
  mobile: 'contact_mobile',
  title: 'contact_title',
  department: 'contact_department',
} as const satisfies Partial<Record<ContactField, string>>
export type ItflowField = keyof typeof columns

/**
 * Text that ITFlow keeps as it is sent: what looks like a tag, and then every `<`, is taken out here, because ITFlow
 * would take out whatever follows one.
 */
export function plain(text: string): string {
  const line = text
    .toWellFormed()
    .replace(/<[/a-z!?][^<>]*>/giu, '')
    .replace(/<|\p{Cc}/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .normalize('NFC')
  return [...line].slice(0, longest).join('').trim()
}

const digits = (text: string): string => text.replace(/\D/g, '').slice(0, longest)

/** A value as ITFlow keeps it. Telephone numbers are digits: "+1 (415) 555-0100" becomes 14155550100. */
export function kept(field: ContactField, value: string): string {
  return field === 'phone' || field === 'mobile' ? digits(value) : plain(value)
}

/** For comparing: addresses in either case are one. */
export function normal(field: ContactField, value: string): string {
  return kept(field, field === 'email' ? value.toLowerCase() : value)
}

/** The number as one: a country code that was typed by hand stands in a column of its own, which no request can write. */
export function wholeNumber(countryCode: string | null, number: string | null): string | null {
  const code = digits(countryCode ?? '')
  return number && code ? `+${code} ${number}` : number
}

/** What of a number goes into its column beside that country code; null = it is a number of another country. */
function besideCode(present: string | null | undefined, number: string): string | null {
  const code = /^\+(\d+) /.exec(present ?? '')?.[1]
  if (code === undefined) return number
  return number.startsWith(code) && number.length > code.length ? number.slice(code.length) : null
}

/** What to send: blanks, values that are equal already, and numbers that cannot be written are left out. */
export function bodyOf(values: ContactValues, present: ContactValues = {}): Record<string, string> {
  const body: Record<string, string> = {}
  for (const field of Object.keys(columns) as ItflowField[]) {
    const value = kept(field, values[field] ?? '')
    if (value === '' || value === kept(field, present[field] ?? '')) continue
    const isNumber = field === 'phone' || field === 'mobile'
    const sent = isNumber ? besideCode(present[field], value) : value
    if (sent !== null) body[columns[field]] = sent
  }
  return body
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Replies are HTML in ITFlow: plain text as it. */
export function replyOf(subject: string, body: string): string {
  const text = `${subject}\n\n${body}`.toWellFormed()
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '').replace(/\r?\n/g, '<br>')
}
