import type { ActionDefinition } from '#shared/actions/define.ts'
import { AppError } from '#shared/errors.ts'
import { type Person, personOfTenant } from '#shared/person.ts'
import type { Deps } from '../env.ts'
import { type PrivilegedRoles, personsOf } from '../store/persons.ts'
import { getTenant, type TenantRow } from '../store/tenants.ts'

/** Whom an action is about, as the mirror has it. */
export interface Subject {
  tenant: TenantRow
  person: Person
  roles: PrivilegedRoles
  /** When the mirror last read this person, milliseconds since 1970 */
  asOf: number
}

/** Whom a request is about; a person of another tenant is as unknown as one that never was. */
export async function loadSubject(
  deps: Deps,
  action: Pick<ActionDefinition, 'on'> | null,
  tenantId: string,
  personId: string,
): Promise<Subject> {
  const tenant = await getTenant(deps, tenantId)
  if (action?.on === 'tenant') return tenantAsSubject(tenant, personId)
  const persons = personsOf(deps, tenantId)
  const [mirrored, roles] = await Promise.all([persons.get(personId), persons.rolesOf(personId)])
  if (!mirrored) throw new AppError('access.notFound')
  return { tenant, ...mirrored, roles }
}

/** What is done to a tenant names it twice, where others name a person. */
function tenantAsSubject(tenant: TenantRow, personId: string): Subject {
  if (personId !== tenant.id) throw new AppError('access.notFound')
  return {
    tenant,
    person: personOfTenant(tenant),
    roles: { names: [], asOf: null },
    asOf: tenant.lastSyncAt ?? 0,
  }
}
