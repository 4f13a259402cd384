import * as v from 'valibot'

const Guid = v.pipe(v.string(), v.toLowerCase(), v.uuid())
const Name = v.pipe(
  v.nullish(v.string(), ''),
  v.transform((name) =>
    name
      .replace(/\p{C}+/gu, ' ')
      .trim()
      .slice(0, 256),
  ),
)
const Roles = v.pipe(
  v.nullish(
    v.object({ unifiedRoles: v.array(v.object({ roleDefinitionId: v.pipe(v.string(), v.toLowerCase()) })) }),
    null,
  ),
  v.transform((details) => (details?.unifiedRoles ?? []).map(({ roleDefinitionId }) => roleDefinitionId)),
)
const Moment = v.pipe(
  v.nullish(v.string(), null),
  v.transform((text) => (text ? Date.parse(text) : null)),
  v.transform((time) => (time === null || Number.isNaN(time) ? null : time)),
)

/** P180D prolongs; P0D and PT0S do not, and neither does what is left out. */
const isProlonging = (duration: string | null) => /[1-9]/.test(duration ?? '')

/**
 * https://learn.microsoft.com/graph/api/resources/delegatedadminrelationship; null = none of a customer's yet, or one
 * that Microsoft keeps for itself (those are named MLT_…).
 */
export const Relationship = v.pipe(
  v.object({
    id: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
    displayName: Name,
    status: v.pipe(v.string(), v.maxLength(64)),
    endDateTime: Moment,
    autoExtendDuration: v.nullish(v.string(), 'PT0S'),
    customer: v.nullish(v.object({ tenantId: Guid, displayName: Name })),
    accessDetails: Roles,
  }),
  v.transform(({ id, displayName, status, endDateTime, autoExtendDuration, customer, accessDetails }) => {
    if (!customer || displayName.startsWith('MLT_')) return null
    return {
      ...{ id, status, name: displayName, endsAt: endDateTime, roles: accessDetails },
      tenantId: customer.tenantId,
      customerName: customer.displayName,
      autoExtends: isProlonging(autoExtendDuration) ? 1 : 0,
    }
  }),
)

/** https://learn.microsoft.com/graph/api/resources/delegatedadminaccessassignment; null = it does not work (any more). */
export const Assignment = v.pipe(
  v.object({
    status: v.string(),
    accessContainer: v.object({ accessContainerId: v.pipe(v.string(), v.toLowerCase()) }),
    accessDetails: Roles,
  }),
  v.transform(({ status, accessContainer, accessDetails }) =>
    status === 'active' ? { group: accessContainer.accessContainerId, roles: accessDetails } : null,
  ),
)

/** https://learn.microsoft.com/graph/api/resources/contract: names are copies of when the contract was made. */
export const Contract = v.pipe(
  v.object({ customerId: Guid, displayName: Name, defaultDomainName: v.nullish(v.string()) }),
  v.transform(({ customerId, displayName, defaultDomainName }) => ({
    tenantId: customerId,
    name: displayName || customerId,
    domain: defaultDomainName?.toLowerCase() ?? null,
  })),
)
