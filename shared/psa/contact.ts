/** A contact's fields as every PSA may have them; one that declares fields of its own names them `custom:<key>`. */
const standardFields = [
  'name',
  'email',
  'phone',
  'mobile',
  'title',
  'department',
  'office',
  'company',
  'street',
  'city',
  'state',
  'postalCode',
  'country',
] as const
export type StandardField = (typeof standardFields)[number]
export type ContactField = StandardField | `custom:${string}`

/** By field; null = blank in the PSA, absent = this PSA has no such field. */
export type ContactValues = Partial<Record<ContactField, string | null>>

/** A person record of an organisation in the PSA. */
export interface Contact {
  id: string
  organisationId: string
  /** False where the PSA says inactive, archived …, or where our own mark says so. */
  active: boolean
  values: ContactValues
}

export const nameOf = ({ values }: Pick<Contact, 'values'>): string => values.name?.trim() ?? ''
export const emailOf = ({ values }: Pick<Contact, 'values'>): string | null => values.email?.trim() || null
