import * as v from 'valibot'
import { Count, Time } from './basics.ts'

export const Licence = v.object({ skuId: v.string(), partNumber: v.string(), name: v.string() })

/** One product of a tenant. `available` = usable (enabled + warning) − assigned; it can be negative. */
export const LicenceCount = v.object({
  ...Licence.entries,
  assigned: Count,
  usable: Count,
  available: Count,
  status: v.string(),
  /** Free or viral products with huge unit counts: no seat bar for these. */
  free: v.boolean(),
  /** When the first of its subscriptions renews or ends; null = Microsoft does not say. */
  renewsAt: v.optional(v.nullable(Time), null),
  /** Every subscription of it is a trial. */
  trial: v.optional(v.boolean(), false),
})
export type LicenceCount = v.InferOutput<typeof LicenceCount>
