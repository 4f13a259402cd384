import * as v from 'valibot'
import { type EndpointMap, Guid, Id } from './basics.ts'

/** A person as a list shows them; persons.get has the rest. */
export const PersonHit = v.object({
  tenantId: v.string(),
  tenantName: v.string(),
  personId: v.string(),
  displayName: v.string(),
  userPrincipalName: v.string(),
  mail: v.nullable(v.string()),
  jobTitle: v.nullable(v.string()),
  department: v.nullable(v.string()),
  mobilePhone: v.nullable(v.string()),
  businessPhone: v.nullable(v.string()),
  userType: v.picklist(['Member', 'Guest']),
  account: v.picklist(['enabled', 'blocked', 'deleted']),
})
export type PersonHit = v.InferOutput<typeof PersonHit>

export const searchEndpoints = {
  /**
   * Persons of all tenants that the caller may see, by name, e-mail, user name or phone number (digits alone are
   * compared): whose address it is, whose name or address begins so, all others; the deleted last. Two characters find
   * beginnings of names, three anything; less finds nobody. Persons of `tenantId`, or of the tenants mapped to an
   * organisation (both ids), come before all others.
   */
  'persons.search': {
    input: v.object({
      text: v.string(),
      tenantId: v.optional(Guid),
      connectionId: v.optional(Id),
      organisationId: v.optional(Id),
    }),
    output: v.object({
      persons: v.array(PersonHit),
      /** There are more: a longer text finds fewer. */
      more: v.boolean(),
    }),
  },
} as const satisfies EndpointMap
