import { AppError } from '../../errors.ts'
import type { FieldSpec } from '../api.ts'
import type { ContactField, ContactValues } from '../contact.ts'

export const fields: readonly FieldSpec[] = [
  { id: 'name' },
  { id: 'email' },
  { id: 'phone' },
  { id: 'mobile' },
  {
    id: 'custom:networklogin',
    label: 'Network login',
    from: 'userPrincipalName',
    offAtFirst: true,
  },
  { id: 'custom:azureoid', label: 'Azure object ID', from: 'objectId', offAtFirst: true },
]

/** Halo's names where they are others. */
const bodyNames: Partial<Record<ContactField, string>> = {
  email: 'emailaddress',
  phone: 'phonenumber',
  mobile: 'mobilenumber',
  'custom:networklogin': 'networklogin',
  'custom:azureoid': 'azureoid',
}

/** A blank is left out and erases nothing. */
export function bodyOf(values: ContactValues): Record<string, string> {
  const body: Record<string, string> = {}
  for (const { id } of fields) {
    const value = values[id]
    if (value?.trim()) body[bodyNames[id] ?? id] = value
  }
  return body
}

/** Ids are whole numbers in Halo; anything else is unknown to it and goes into no address. */
export function idPath(id: string): string {
  if (!/^\d{1,15}$/.test(id)) throw new AppError('psa.notFound')
  return id
}

/** Plain text as HTML that shows the same. */
export function htmlOf(text: string): string {
  const escaped = text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
  return escaped.replace(/\r\n|\r|\n/g, '<br>')
}
