import type { Subscription } from '../directory/sku.ts'
import { collection, type GraphAnswer, type GraphCall, pick } from './call.ts'

/** `GET /directory/subscriptions`: what was bought, one entry a contract, with its renewal. */
export function listSubscriptions(call: GraphCall): GraphAnswer {
  const all = call.tenant.subscriptions.flatMap((bought) =>
    bought.subscriptionIds.map((id, index) => companySubscription(bought, id, index === 0)),
  )
  return collection(
    call,
    'directory/subscriptions',
    all.map((one) => pick(call, 'companySubscription', one)),
  )
}

/** The first contract of a product holds the seats that the world counts. */
function companySubscription(bought: Subscription, id: string, isFirst: boolean): Record<string, unknown> {
  const { product, capabilityStatus, enabled, warning, suspended, lockedOut } = bought
  return {
    id,
    commerceSubscriptionId: `${id.slice(0, 24)}${product.skuId.slice(-12)}`,
    createdDateTime: bought.createdDateTime,
    isTrial: bought.isTrial,
    nextLifecycleDateTime: bought.nextLifecycleDateTime,
    ownerId: null,
    ownerTenantId: null,
    ownerType: null,
    skuId: product.skuId,
    skuPartNumber: product.skuPartNumber,
    status: capabilityStatus,
    totalLicenses: isFirst ? enabled + warning + suspended + lockedOut : 0,
    serviceStatus: product.plans.map((plan) => ({
      servicePlanId: plan.id,
      servicePlanName: plan.name,
      provisioningStatus: 'Success',
      appliesTo: product.appliesTo,
    })),
  }
}
