import * as v from 'valibot'

/** Absent in what an older server says, or an older row holds. */
const LaterText = v.optional(v.nullable(v.string()), null)

/**
 * How a person has a product, as Microsoft's `licenseAssignmentStates` says it; one product can stand here twice,
 * given directly and by a group. A licence that could not be given stands here and not in `skuIds`.
 */
export const LicenceState = v.object({
  skuId: v.string(),
  /** Object id of the group that gives it; null = given directly. */
  byGroupId: v.nullable(v.string()),
  state: v.picklist(['Active', 'ActiveWithError', 'Disabled', 'Error']),
  /** Microsoft's code, e.g. CountViolation; null = nothing is wrong. */
  error: v.nullable(v.string()),
})
export type LicenceState = v.InferOutput<typeof LicenceState>

/** A user as mirrored from Entra. Strings are foreign text: show them as text, never as markup. */
export const Person = v.object({
  tenantId: v.string(),
  id: v.string(),
  displayName: v.string(),
  givenName: v.nullable(v.string()),
  surname: v.nullable(v.string()),
  userPrincipalName: v.string(),
  mail: v.nullable(v.string()),
  proxyAddresses: v.array(v.string()),
  userType: v.picklist(['Member', 'Guest']),
  accountEnabled: v.boolean(),
  jobTitle: v.nullable(v.string()),
  department: v.nullable(v.string()),
  officeLocation: v.nullable(v.string()),
  companyName: v.nullable(v.string()),
  mobilePhone: v.nullable(v.string()),
  businessPhone: v.nullable(v.string()),
  streetAddress: LaterText,
  city: LaterText,
  /** State or province. */
  state: LaterText,
  postalCode: LaterText,
  country: LaterText,
  usageLocation: v.nullable(v.string()),
  onPremisesSyncEnabled: v.boolean(),
  /** An account of a device or a service, e.g. a Teams call queue. */
  isResourceAccount: v.optional(v.boolean(), false),
  /** ISO 8601; null where Microsoft does not say. */
  createdAt: v.nullable(v.string()),
  /** Products that the person has, directly or by a group. */
  skuIds: v.array(v.string()),
  licences: v.optional(v.array(LicenceState), []),
  /** Soft-deleted at (restorable for 30 days), ISO 8601; null = present. */
  deletedAt: v.nullable(v.string()),
})
export type Person = v.InferOutput<typeof Person>

/** What is done to a tenant names it as a person of its own id, name and domain. */
export function personOfTenant(tenant: { id: string; name: string; domain: string | null }): Person {
  const { id, name, domain } = tenant
  const nothing = Object.fromEntries(Object.keys(Person.entries).map((key) => [key, null]))
  return v.parse(Person, {
    ...nothing,
    ...{ tenantId: id, id, displayName: name, userPrincipalName: domain ?? '', userType: 'Member' },
    ...{ accountEnabled: true, onPremisesSyncEnabled: false, isResourceAccount: false },
    ...{ proxyAddresses: [], skuIds: [], licences: [] },
  })
}

/** Every e-mail address that may stand for a person, lower-case, primary first, without repeats. */
export function addressesOf(person: Pick<Person, 'mail' | 'userPrincipalName' | 'proxyAddresses'>): string[] {
  const smtp = person.proxyAddresses
    .filter((address) => /^smtp:/i.test(address))
    .map((address) => address.slice(5))
  const all = [person.mail, person.userPrincipalName, ...smtp].filter((address) => !!address?.includes('@'))
  return [...new Set(all.map((address) => String(address).trim().toLowerCase()))]
}

export type AccountState = 'enabled' | 'blocked' | 'deleted'
export function accountState(person: Pick<Person, 'accountEnabled' | 'deletedAt'>): AccountState {
  if (person.deletedAt) return 'deleted'
  return person.accountEnabled ? 'enabled' : 'blocked'
}

/** What people are told of when it changes, in the order of a form. */
export const personFieldLabels = {
  displayName: 'Display name',
  givenName: 'First name',
  surname: 'Last name',
  userPrincipalName: 'User name',
  mail: 'E-mail',
  proxyAddresses: 'Other addresses',
  userType: 'User type',
  accountEnabled: 'Sign-in allowed',
  jobTitle: 'Job title',
  department: 'Department',
  officeLocation: 'Office',
  companyName: 'Company',
  mobilePhone: 'Mobile phone',
  businessPhone: 'Business phone',
  streetAddress: 'Street',
  city: 'City',
  state: 'State',
  postalCode: 'Postal code',
  country: 'Country',
  usageLocation: 'Usage location',
  onPremisesSyncEnabled: 'Synchronised from on-premises',
  isResourceAccount: 'Resource account',
  createdAt: 'Created',
  skuIds: 'Licences',
  licences: 'How licences are given',
} as const satisfies Partial<Record<keyof Person, string>>
export const personFields = Object.keys(personFieldLabels) as (keyof typeof personFieldLabels)[]
