import type { ActionDefinition } from '#shared/actions/define.ts'
import { type TenantPage, tenantLink } from '#shared/admin-links.ts'
import type { ActionAvailability } from '#shared/contract/availability.ts'
import { type AppError, errorText, nextStep } from '#shared/errors.ts'
import type { Person } from '#shared/person.ts'
import type { Deps } from '../env.ts'
import { cloudNameOf } from '../graph/clouds.ts'
import { type Capability, capabilitiesOf } from '../store/capability-rows.ts'
import { rolesOfPerson } from '../store/role-rows.ts'
import type { TenantRow } from '../store/tenants.ts'
import { isGranted } from '../sync/grants.ts'
import { tenantRefusal } from './permit.ts'

/** What is known of a tenant without asking Microsoft. */
export interface TenantMeans {
  tenant: TenantRow
  /** Permissions in the operator's last token; null = not known */
  granted: readonly string[] | null
  /** Privileged directory roles of the operator as the mirror has them; null = not known */
  roles: readonly string[] | null
  capabilities: readonly Capability[]
  link(page: TenantPage): string
}

export async function readMeans(deps: Deps, tenant: TenantRow): Promise<TenantMeans> {
  const { operatorId, operator: granted = null } = tenant.granted ?? {}
  const [roles, capabilities] = await Promise.all([
    operatorId ? rolesOfPerson(deps, tenant.id, operatorId) : null,
    capabilitiesOf(deps, tenant.id),
  ])
  return {
    ...{ tenant, granted, capabilities },
    roles: roles && roles.asOf !== null ? roles.names : null,
    link: (page) => tenantLink(page, tenant, cloudNameOf(deps.env)),
  }
}

type Standing = Pick<ActionAvailability, 'state' | 'reason' | 'next' | 'link'>

/** Whether an action works in a tenant, for a person of it where one is named. */
export function availabilityOf(
  action: ActionDefinition,
  means: TenantMeans,
  person: Person | null,
): ActionAvailability {
  const { id, title } = action
  const standing = lackOf(action, means, person) ?? cautionOf(action, means)
  return { id, title, ...(standing ?? { state: 'works', reason: null, next: null, link: null }) }
}

function lackOf(action: ActionDefinition, means: TenantMeans, person: Person | null): Standing | null {
  const refusal = tenantRefusal(means.tenant)
  if (refusal) return lacking(refusal)
  const { granted } = means
  const required = action.requires?.(person ?? anybody) ?? action.permissions
  const missing = granted ? required.filter((permission) => !isGranted(permission, granted)) : []
  if (missing.length === 0) return null
  return {
    state: 'lacks',
    reason: `The operator does not have ${missing.join(' and ')} in this tenant.`,
    next: 'An administrator adds it to the operator application; then the customer consents again.',
    link: means.link('permissions'),
  }
}

/** Who has a usage location, as nearly everybody does. */
const anybody = { usageLocation: 'US' }

function lacking({ code, detail }: AppError): Standing {
  return { state: 'lacks', reason: errorText(code, detail), next: nextStep(code) ?? null, link: null }
}

/** Holders of these may do all that a User Administrator may. */
const higher = ['Privileged Authentication Administrator', 'Global Administrator']

/** What Microsoft may refuse: sources differ on these, so that nothing is switched off for them. */
function cautionOf(
  { caution }: ActionDefinition,
  { roles, capabilities, link }: TenantMeans,
): Standing | null {
  const role = caution?.directoryRole
  if (role && roles && ![role, ...higher].some((name) => roles.includes(name)))
    return {
      state: 'works',
      reason: `Microsoft may refuse it: the operator does not hold the directory role ${role} here.`,
      next: `If it is refused, give the operator’s enterprise application the role ${role}.`,
      link: link('roles'),
    }
  const licence = caution?.licence
  if (licence && capabilities.some(({ name, has }) => name === licence && !has))
    return {
      state: 'works',
      reason: 'Microsoft may refuse it: the tenant has no Microsoft Entra ID P1.',
      next: null,
      link: link('licences'),
    }
  return null
}
