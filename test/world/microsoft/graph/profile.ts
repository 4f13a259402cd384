import type { StoredUser } from '../directory/user.ts'
import type { Body } from './body.ts'
import { badRequest } from './refusal.ts'

/** Longest values: https://learn.microsoft.com/graph/api/resources/user#properties */
const texts: Record<string, number> = {
  displayName: 256,
  givenName: 64,
  surname: 64,
  jobTitle: 128,
  department: 64,
  officeLocation: 128,
  companyName: 64,
  streetAddress: 1024,
  city: 128,
  state: 128,
  postalCode: 40,
  country: 128,
  mobilePhone: 64,
}
const never = [
  'id',
  'createdDateTime',
  'assignedLicenses',
  'licenseAssignmentStates',
  'proxyAddresses',
  'mail',
]

/** What may be written of a user besides password and state; null clears, an empty text is refused. */
export function profileOf(body: Body): Partial<Omit<StoredUser, 'id'>> {
  for (const [name, value] of Object.entries(body)) check(name, value)
  return body
}

function check(name: string, value: unknown): void {
  const invalid = () => badRequest(`Invalid value specified for property '${name}' of resource 'User'.`)
  if (never.includes(name)) throw badRequest(`Property '${name}' is read-only and cannot be set.`)
  if (name === 'businessPhones') {
    if (!Array.isArray(value) || value.length > 1 || value.some((one) => typeof one !== 'string' || !one))
      throw invalid()
    return
  }
  if (name === 'usageLocation') {
    if (value !== null && !/^[A-Z]{2}$/.test(String(value))) throw invalid()
    return
  }
  const most = texts[name]
  if (most === undefined) throw badRequest(`The embedded Graph does not write '${name}'.`)
  if (value === null && name !== 'displayName') return
  if (typeof value !== 'string' || value === '' || value.length > most) throw invalid()
}
