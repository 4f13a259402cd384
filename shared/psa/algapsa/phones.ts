import type { ContactValues } from '../contact.ts'

/** A telephone number of a contact as AlgaPSA keeps it. */
export interface PhoneRow {
  contact_phone_number_id: string
  phone_number: string
  extension: string | null
  /** work, mobile, home, fax or other; null where the row has a type of the account's own. */
  canonical_type: string | null
  custom_type: string | null
  is_default: boolean
}

type Kind = 'work' | 'mobile'
interface PhoneInput {
  contact_phone_number_id?: string
  phone_number: string
  extension?: string
  canonical_type?: string
  custom_type?: string
  is_default: boolean
}

const rowOf = (rows: readonly PhoneRow[], kind: Kind) =>
  rows.find(({ canonical_type }) => canonical_type === kind)

export function phoneOf(rows: readonly PhoneRow[], kind: Kind): string | null {
  return rowOf(rows, kind)?.phone_number.trim() || null
}

/**
 * The numbers to write, null where none changes. What is written replaces all of them, so every other row goes along as
 * it was; exactly one must be the default.
 */
export function phonesWith(rows: readonly PhoneRow[], { phone, mobile }: ContactValues): PhoneInput[] | null {
  if (!phone && !mobile) return null
  const inputs = rows.map(inputOf)
  set(inputs, 'work', phone)
  set(inputs, 'mobile', mobile)
  const preferred = Math.max(
    inputs.findIndex(({ is_default }) => is_default),
    0,
  )
  return inputs.map((input, at) => ({ ...input, is_default: at === preferred }))
}

function set(inputs: PhoneInput[], kind: Kind, value: string | null | undefined): void {
  if (!value) return
  const known = inputs.find(({ canonical_type }) => canonical_type === kind)
  if (!known) inputs.push({ phone_number: value, canonical_type: kind, is_default: false })
  else if (known.phone_number.trim() !== value) {
    known.phone_number = value
    // The extension belonged to the former number.
    delete known.extension
  }
}

function inputOf(row: PhoneRow): PhoneInput {
  const { contact_phone_number_id, phone_number, extension, canonical_type, custom_type, is_default } = row
  return {
    contact_phone_number_id,
    phone_number,
    is_default,
    ...(extension ? { extension } : {}),
    ...(canonical_type ? { canonical_type } : {}),
    ...(custom_type && !canonical_type ? { custom_type } : {}),
  }
}
