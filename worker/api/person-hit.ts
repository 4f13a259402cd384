import type { PersonHit } from '#shared/contract.ts'
import { accountState, type Person } from '#shared/person.ts'

export function personHit(person: Person, tenantName: string): PersonHit {
  const { tenantId, displayName, userPrincipalName, mail, jobTitle, department, userType } = person
  return {
    ...{ tenantId, tenantName, personId: person.id, displayName, userPrincipalName, mail },
    ...{ jobTitle, department, userType, account: accountState(person) },
    mobilePhone: person.mobilePhone,
    businessPhone: person.businessPhone,
  }
}
