import * as v from 'valibot'

const Values = v.pipe(v.array(v.pipe(v.string(), v.trim(), v.maxLength(256))), v.maxLength(200))
/** One dimension: values are OR-ed, an empty include means all, exclude wins. Compared without case. */
export const Dimension = v.object({ include: v.optional(Values, []), exclude: v.optional(Values, []) })
export type Dimension = v.InferOutput<typeof Dimension>

/**
 * A rule says which persons of a tenant belong to an organisation: dimensions are AND-ed.
 * More dimensions (office, domain, group, licence) come as further optional fields.
 */
export const Rule = v.object({
  userType: v.optional(Dimension, { include: ['Member'], exclude: [] }),
  department: v.optional(Dimension, { include: [], exclude: [] }),
  /** Which accounts by state. */
  enabled: v.optional(v.picklist(['enabledOnly', 'all']), 'enabledOnly'),
})
export type Rule = v.InferOutput<typeof Rule>
