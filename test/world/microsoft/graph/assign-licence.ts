import { countHolders, licencesOf } from '../directory/licensing.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import { defaultSelect, type StoredUser, showUser } from '../directory/user.ts'
import { enter, iso, presentUser, readExactly, refuseBody } from './body.ts'
import type { GraphAnswer, GraphCall } from './call.ts'
import { badRequest } from './refusal.ts'

/** `POST /users/{id}/assignLicense`: everything or nothing; what is taken away is taken first. */
export function assignLicence(call: GraphCall): GraphAnswer {
  const { tenant, clock } = call
  const { add, remove } = readBody(call.body)
  const user = presentUser(call)
  if (add.length > 0 && !user.usageLocation)
    throw badRequest('License assignment cannot be done for user with invalid usage location.')
  const direct = directOf(user)
  for (const skuId of remove) checkHeld(user, direct, skuId)
  const kept = direct.filter((skuId) => !remove.includes(skuId))
  for (const skuId of add) checkSeat(tenant, user, skuId)
  const next = [...new Set([...kept, ...add])]
  const licences = licencesOf(tenant, user, next, iso(clock.now()))
  checkDependencies(
    tenant,
    licences.assignedLicenses.map(({ skuId }) => skuId),
  )
  tenant.updateUser(user.id, licences)
  enter(
    call,
    'Change user license',
    user.id,
    [...add.map((id) => `+${id}`), ...remove.map((id) => `-${id}`)].join(' '),
  )
  return answer(call, user)
}

function answer({ root }: GraphCall, user: StoredUser): GraphAnswer {
  return { body: { '@odata.context': `${root}/$metadata#users/$entity`, ...showUser(user, defaultSelect) } }
}

function readBody(value: unknown): { add: string[]; remove: string[] } {
  const body = readExactly(value, 'assignLicense', ['addLicenses', 'removeLicenses'])
  const { addLicenses, removeLicenses } = body
  if (!Array.isArray(addLicenses) || !Array.isArray(removeLicenses))
    throw badRequest('Both addLicenses and removeLicenses are required.')
  const add = addLicenses.map((one: unknown) => {
    const { skuId, disabledPlans } = readExactly(one, 'assignedLicense', ['skuId', 'disabledPlans'])
    if (!Array.isArray(disabledPlans)) throw badRequest("Invalid value for 'disabledPlans'.")
    return String(skuId).toLowerCase()
  })
  const remove = removeLicenses.map((one: unknown) => String(one).toLowerCase())
  if (add.length + remove.length === 0) throw badRequest('No license changes provided.')
  return { add, remove }
}

function directOf({ licenseAssignmentStates = [] }: StoredUser): string[] {
  return licenseAssignmentStates.filter((state) => state.assignedByGroup === null).map(({ skuId }) => skuId)
}

function checkHeld({ licenseAssignmentStates = [] }: StoredUser, direct: string[], skuId: string): void {
  if (direct.includes(skuId)) return
  if (licenseAssignmentStates.some((state) => state.skuId === skuId))
    throw badRequest(
      'User license is inherited from a group membership and it cannot be removed directly from the user.',
    )
  throw badRequest('User does not have a corresponding license.')
}

function checkSeat(tenant: EntraTenant, user: StoredUser, skuId: string): void {
  const found = tenant.subscriptions.find(({ product }) => product.skuId === skuId)
  const isUsable = found && ['Enabled', 'Warning'].includes(found.capabilityStatus)
  if (!found || !isUsable || found.product.appliesTo !== 'User')
    throw badRequest(`License ${skuId} does not correspond to a valid company License.`)
  if (countHolders(tenant, skuId, user.id) >= found.enabled + found.warning)
    throw badRequest(`Subscription with SKU ${skuId} does not have any available licenses.`)
}

/** A service plan that needs another one: https://learn.microsoft.com/entra/identity/users/licensing-groups-resolve-problems */
function checkDependencies(tenant: EntraTenant, held: string[]): void {
  const products = tenant.subscriptions
    .map(({ product }) => product)
    .filter(({ skuId }) => held.includes(skuId))
  const plans = products.flatMap((product) => product.plans)
  for (const { id, needs } of plans) {
    if (!needs || plans.some(({ name }) => name === needs)) continue
    throw badRequest(
      `License assignment failed because service plan ${id} depends on the service plan(s) ${needs}`,
    )
  }
}

/** `POST /users/{id}/reprocessLicenseAssignment` */
export function reprocessLicences(call: GraphCall): GraphAnswer {
  refuseBody(call, 'reprocessLicenseAssignment')
  const user = presentUser(call)
  call.tenant.reprocessLicences(user.id)
  enter(call, 'Reprocess licenses', user.id)
  return answer(call, user)
}
