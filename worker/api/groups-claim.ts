import * as v from 'valibot'

/**
 * What a token says about groups. Above 200 of them Entra leaves the list out and names an address to ask instead
 * (`_claim_names`, in some flows `hasgroups`).
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference#groups-overage-claim
 */
export const GroupClaims = {
  groups: v.optional(v.unknown()),
  hasgroups: v.optional(v.unknown()),
  _claim_names: v.optional(v.unknown()),
}
type Claims = Partial<Record<keyof typeof GroupClaims, unknown>>

const Groups = v.array(v.pipe(v.string(), v.toLowerCase(), v.uuid()))
const Elsewhere = v.looseObject({ groups: v.unknown() })

/** Object ids of the caller's groups; null when the token does not name them all, or not by id. */
export function groupsOf(claims: Claims): readonly string[] | null {
  const isOverage = (claims.hasgroups ?? false) !== false || v.is(Elsewhere, claims._claim_names)
  if (isOverage) return null
  if (claims.groups === undefined) return []
  const groups = v.safeParse(Groups, claims.groups)
  return groups.success ? groups.output : null
}
