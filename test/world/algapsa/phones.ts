import type { AlgaAccount, AlgaPhone } from './account.ts'

const canonicalTypes = ['work', 'mobile', 'home', 'fax', 'other']
const fields = [
  'contact_phone_number_id',
  'phone_number',
  'extension',
  'canonical_type',
  'custom_type',
  'is_default',
]

/** The telephone numbers of a body, which replace all that were there; a text says what is wrong with them. */
export function phonesFrom(account: AlgaAccount, rows: unknown[]): AlgaPhone[] | string {
  const phones: AlgaPhone[] = []
  for (const row of rows) {
    const record = row as Record<string, unknown>
    const wrong = problemOf(record)
    if (wrong) return wrong
    const text = (name: string) => (typeof record[name] === 'string' ? String(record[name]) : null)
    phones.push({
      id: text('contact_phone_number_id') ?? account.nextId(),
      number: String(record.phone_number).trim(),
      extension: text('extension'),
      canonicalType: text('canonical_type'),
      customType: text('custom_type'),
      isDefault: record.is_default === true,
    })
  }
  const defaults = phones.filter(({ isDefault }) => isDefault).length
  return phones.length > 0 && defaults !== 1 ? 'Exactly one default phone number is required' : phones
}

function problemOf(record: Record<string, unknown>): string | null {
  const unknown = Object.keys(record).find((name) => !fields.includes(name))
  if (unknown) return `Unrecognized key ${unknown}`
  if (!/^[+\d][\d\s().-]{4,31}$/.test(String(record.phone_number ?? '').trim()))
    return 'Please enter a valid phone number'
  const { canonical_type: canonical, custom_type: custom } = record
  if ((canonical === undefined) === (custom === undefined)) return 'Choose a canonical type or a custom type'
  return canonical !== undefined && !canonicalTypes.includes(String(canonical)) ? 'Invalid enum value' : null
}

export const phoneJson = ({ id, number, extension, canonicalType, customType, isDefault }: AlgaPhone) => ({
  contact_phone_number_id: id,
  phone_number: number,
  extension,
  normalized_phone_number: number.replace(/\D/g, ''),
  canonical_type: canonicalType,
  custom_phone_type_id: null,
  custom_type: customType,
  is_default: isDefault,
  display_order: 0,
})
