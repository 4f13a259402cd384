import * as v from 'valibot'
import { type SubscriptionFacts, writeSubscriptions } from '../../store/subscription-rows.ts'
import { ObjectId, parserOf } from '../parse-item.ts'
import { defineWhole, readAll } from '../resource.ts'

/** https://learn.microsoft.com/graph/api/resources/companysubscription */
const Subscription = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  skuId: ObjectId,
  status: v.nullish(v.string()),
  totalLicenses: v.nullish(v.number()),
  isTrial: v.nullish(v.boolean()),
  nextLifecycleDateTime: v.nullish(v.string()),
})
const parse = parserOf(Subscription, 'companySubscription')
const select = Object.keys(Subscription.entries).join(',')

/** When what was bought renews or ends, and what is a trial. */
export const subscriptions = defineWhole<SubscriptionFacts>({
  name: 'subscriptions',
  title: 'Subscriptions',
  permissions: ['Organization.Read.All'],
  every: 'day',
  async read(graph) {
    const found = await readAll(graph, `/directory/subscriptions?$select=${select}`, parse)
    return found.map((one) => ({
      id: one.id,
      skuId: one.skuId,
      status: one.status ?? '',
      total: one.totalLicenses ?? 0,
      trial: one.isTrial ?? false,
      renewsAt: isoOrNull(one.nextLifecycleDateTime),
    }))
  },
  write: writeSubscriptions,
})

/** Microsoft writes up to seven digits of a second; what is no time is none. */
function isoOrNull(time: string | null | undefined): string | null {
  const parsed = Date.parse(time ?? '')
  return Number.isNaN(parsed) ? null : new Date(parsed).toISOString()
}
