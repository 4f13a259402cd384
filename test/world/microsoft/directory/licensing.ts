import type { Subscription } from './sku.ts'
import type { EntraTenant } from './tenant.ts'
import type { LicenceState, StoredUser } from './user.ts'

/** Soft-deleted users hold nothing. */
export function countHolders({ users }: EntraTenant, skuId: string, except?: string): number {
  let count = 0
  for (const { id, assignedLicenses = [] } of users.values())
    if (id !== except && assignedLicenses.some((one) => one.skuId === skuId)) count += 1
  return count
}

/**
 * The licences of a user from those given directly and those of the groups that the user is a direct member of:
 * nested groups pass no licence on. A product that no seat is left of is an error state and not assigned.
 */
export function licencesOf(tenant: EntraTenant, user: StoredUser, direct: readonly string[], at: string) {
  const before = user.licenseAssignmentStates ?? []
  const states: LicenceState[] = []
  const keep = (state: LicenceState) => states.push(before.find((old) => isSame(old, state)) ?? state)
  for (const skuId of direct) keep(stateOf(skuId, null, true, at))
  for (const { id, assignedLicenses = [] } of tenant.groups.directOf(user.id)) {
    for (const { skuId } of assignedLicenses) {
      const isHeld = states.some((state) => state.skuId === skuId && state.state === 'Active')
      keep(stateOf(skuId, id, isHeld || hasSeat(tenant, skuId, user.id), at))
    }
  }
  const held = new Set(states.filter(({ state }) => state === 'Active').map(({ skuId }) => skuId))
  const products = tenant.subscriptions.filter(({ product }) => held.has(product.skuId))
  return {
    assignedLicenses: [...held].map((skuId) => ({ skuId, disabledPlans: [] })),
    assignedPlans: products.flatMap((subscription) => plansOf(subscription, user, at)),
    licenseAssignmentStates: states,
  }
}

function isSame(a: LicenceState, b: LicenceState): boolean {
  return a.skuId === b.skuId && a.assignedByGroup === b.assignedByGroup && a.state === b.state
}

function stateOf(skuId: string, assignedByGroup: string | null, hasOne: boolean, at: string): LicenceState {
  return {
    skuId,
    assignedByGroup,
    state: hasOne ? 'Active' : 'Error',
    error: hasOne ? 'None' : 'CountViolation',
    lastUpdatedDateTime: at,
    disabledPlans: [],
  }
}

/** Whether the user has or could get a seat: suspended ones cannot be assigned. */
function hasSeat(tenant: EntraTenant, skuId: string, userId: string): boolean {
  const found = tenant.subscriptions.find(({ product }) => product.skuId === skuId)
  const usable = found ? found.enabled + found.warning : 0
  return countHolders(tenant, skuId, userId) < usable
}

function plansOf({ product }: Subscription, { assignedPlans = [] }: StoredUser, at: string) {
  return product.plans.map(
    ({ id, name }) =>
      assignedPlans.find(({ servicePlanId }) => servicePlanId === id) ?? {
        service: name,
        servicePlanId: id,
        capabilityStatus: 'Enabled',
        assignedDateTime: at,
      },
  )
}
