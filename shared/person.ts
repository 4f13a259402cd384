import * as v from 'valibot'

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
  usageLocation: v.nullable(v.string()),
  onPremisesSyncEnabled: v.boolean(),
  /** ISO 8601; null where Microsoft does not say. */
  createdAt: v.nullable(v.string()),
  skuIds: v.array(v.string()),
  /** Soft-deleted at (restorable for 30 days), ISO 8601; null = present. */
  deletedAt: v.nullable(v.string()),
})
export type Person = v.InferOutput<typeof Person>

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
