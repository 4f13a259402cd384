import { countHolders } from '../directory/licensing.ts'
import type { Subscription } from '../directory/sku.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import { collection, type GraphAnswer, type GraphCall, pick } from './call.ts'
import { notFound } from './refusal.ts'

/** `GET /subscribedSkus`: all at once, no paging; free and company-wide products among them. */
export function listSubscribedSkus(call: GraphCall): GraphAnswer {
  const value = call.tenant.subscriptions.map((one) =>
    pick(call, 'subscribedSku', subscribedSku(call.tenant, one)),
  )
  return collection(call, 'subscribedSkus', value)
}

function subscribedSku(tenant: EntraTenant, subscription: Subscription): Record<string, unknown> {
  const { product, capabilityStatus, enabled, warning, suspended, lockedOut, subscriptionIds } = subscription
  return {
    accountId: tenant.id,
    accountName: tenant.name,
    appliesTo: product.appliesTo,
    capabilityStatus,
    consumedUnits: countHolders(tenant, product.skuId),
    id: `${tenant.id}_${product.skuId}`,
    skuId: product.skuId,
    skuPartNumber: product.skuPartNumber,
    subscriptionIds,
    prepaidUnits: { enabled, suspended, warning, lockedOut },
    servicePlans: product.plans.map(({ id, name }) => ({
      servicePlanId: id,
      servicePlanName: name,
      provisioningStatus: 'Success',
      appliesTo: product.appliesTo,
    })),
  }
}

export function listLicenceDetails(call: GraphCall): GraphAnswer {
  const { tenant, params } = call
  const [idOrUpn = ''] = params
  const user = tenant.find(idOrUpn)
  if (!user) throw notFound(idOrUpn)
  const held = tenant.subscriptions.filter(({ product }) =>
    (user.assignedLicenses ?? []).some(({ skuId }) => skuId === product.skuId),
  )
  const value = held.map(({ product }) => ({
    id: btoa(`${user.id}${product.skuId}`).slice(0, 43),
    skuId: product.skuId,
    skuPartNumber: product.skuPartNumber,
    servicePlans: product.plans.map(({ id, name }) => ({
      servicePlanId: id,
      servicePlanName: name,
      provisioningStatus: 'Success',
      appliesTo: product.appliesTo,
    })),
  }))
  return { body: { '@odata.context': `${call.root}/$metadata#users('${user.id}')/licenseDetails`, value } }
}
