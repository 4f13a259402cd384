import type { Person } from '../../shared/person.ts'

export const tenantId = 'c0000000-0000-4000-8000-00000000c001'

/** A plain enabled member; tests say what matters. */
export function person(over: Partial<Person> & { id: string }): Person {
  return {
    tenantId,
    displayName: `Person ${over.id}`,
    givenName: null,
    surname: null,
    userPrincipalName: `${over.id}@contoso.example`,
    mail: null,
    proxyAddresses: [],
    userType: 'Member',
    accountEnabled: true,
    jobTitle: null,
    department: null,
    officeLocation: null,
    companyName: null,
    mobilePhone: null,
    businessPhone: null,
    streetAddress: null,
    city: null,
    state: null,
    postalCode: null,
    country: null,
    usageLocation: null,
    onPremisesSyncEnabled: false,
    isResourceAccount: false,
    createdAt: null,
    skuIds: [],
    licences: [],
    deletedAt: null,
    ...over,
  }
}
