import * as v from 'valibot'
import { type Capability, writeCapabilities } from '../../store/capability-rows.ts'
import { ObjectId, parserOf } from '../parse-item.ts'
import { defineWhole, readAll } from '../resource.ts'

/** https://learn.microsoft.com/graph/api/resources/subscribedsku */
const Sku = v.object({
  capabilityStatus: v.nullish(v.string()),
  servicePlans: v.nullish(v.array(v.object({ servicePlanId: ObjectId }))),
})
const parse = parserOf(Sku, 'subscribedSku')

/** https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
const plans = {
  entraP1: '41781fb2-bc02-4b7c-bd55-b576c07bb09d',
  entraP2: 'eec0eb4f-6444-4f95-aba0-50c24d67f998',
  intune: 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5',
}
const usable = ['Enabled', 'Warning']

/** What the tenant's products allow. Plans are many, so they are read once a day, apart from the counts. */
export const capabilities = defineWhole<Capability>({
  name: 'capabilities',
  title: 'Features',
  permissions: ['LicenseAssignment.Read.All'],
  every: 'day',
  async read(graph, { now }) {
    const skus = await readAll(graph, '/subscribedSkus?$select=capabilityStatus,servicePlans', parse)
    const inUse = skus.filter(({ capabilityStatus }) => usable.includes(capabilityStatus ?? ''))
    const has = new Set(
      inUse.flatMap(({ servicePlans }) => servicePlans ?? []).map(({ servicePlanId }) => servicePlanId),
    )
    return [
      // P2 contains everything of P1.
      { name: 'entraP1', has: has.has(plans.entraP1) || has.has(plans.entraP2), since: now },
      { name: 'entraP2', has: has.has(plans.entraP2), since: now },
      { name: 'intune', has: has.has(plans.intune), since: now },
    ]
  },
  write: writeCapabilities,
})
