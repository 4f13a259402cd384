import * as v from 'valibot'

/** Whether an action works in a tenant, as far as is known without asking Microsoft. */
export const ActionAvailability = v.object({
  id: v.string(),
  title: v.string(),
  /** works: nothing is known to be missing; `reason` may still name what Microsoft may refuse. */
  state: v.picklist(['works', 'lacks']),
  reason: v.nullable(v.string()),
  /** The step that mends it. */
  next: v.nullable(v.string()),
  /** https, where that is done; null = in Sidelight or nowhere. */
  link: v.nullable(v.string()),
})
export type ActionAvailability = v.InferOutput<typeof ActionAvailability>
