import { badRequest } from '../graph/refusal.ts'
import type { DelegatedCall } from './graph.ts'
import type { AdminRelationship } from './partner.ts'

/** A page of a collection that does not change meanwhile. */
export function page({ url, around }: DelegatedCall, all: object[], most: number): { body: object } {
  const asked = Number(url.searchParams.get('$top') ?? 100)
  if (!Number.isInteger(asked) || asked < 1 || asked > most) throw badRequest('Invalid $top.')
  const start = Number(url.searchParams.get('$skiptoken') ?? 0)
  const size = Math.min(asked, around.partner.pageSize)
  const value = all.slice(start, start + size)
  if (start + size >= all.length) return { body: { value } }
  const next = new URL(url)
  next.searchParams.set('$skiptoken', String(start + size))
  return { body: { value, '@odata.nextLink': next.href } }
}

const roleList = (ids: readonly string[]) => ({
  unifiedRoles: ids.map((roleDefinitionId) => ({ roleDefinitionId })),
})

export function showRelationship({ around: { partner } }: DelegatedCall) {
  return (one: AdminRelationship) => ({
    id: one.id,
    displayName: one.displayName,
    duration: 'P730D',
    status: partner.statusOf(one),
    autoExtendDuration: one.autoExtend,
    endDateTime: new Date(one.endsAt).toISOString(),
    customer: { tenantId: one.tenantId, displayName: one.customerName },
    accessDetails: roleList(one.roles),
  })
}

export function showAssignment({ id, groupId, roles, status }: AdminRelationship['assignments'][number]) {
  return {
    id,
    status,
    accessContainer: { accessContainerId: groupId, accessContainerType: 'securityGroup' },
    accessDetails: roleList(roles),
  }
}
