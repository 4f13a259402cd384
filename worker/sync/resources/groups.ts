import * as v from 'valibot'
import { type GroupFacts, writeGroups } from '../../store/group-rows.ts'
import { ObjectId, parserOf } from '../parse-item.ts'
import { defineWhole, readAll } from '../resource.ts'

const Flag = v.nullish(v.boolean())
/** https://learn.microsoft.com/graph/api/resources/group */
export const Group = v.object({
  id: ObjectId,
  displayName: v.nullish(v.string()),
  groupTypes: v.nullish(v.array(v.string())),
  securityEnabled: Flag,
  mailEnabled: Flag,
  isAssignableToRole: Flag,
  onPremisesSyncEnabled: Flag,
  assignedLicenses: v.nullish(v.array(v.object({ skuId: ObjectId }))),
})
export type Group = v.InferOutput<typeof Group>
const parse = parserOf(Group, 'group')
const select = Object.keys(Group.entries).join(',')

/** Names of all groups: rules name them, licences come from them. A list is one request for 999 of them. */
export const groups = defineWhole<GroupFacts>({
  name: 'groups',
  title: 'Groups',
  permissions: ['GroupMember.Read.All'],
  every: 'day',
  async read(graph) {
    const found = await readAll(graph, `/groups?$select=${select}&$top=999`, parse)
    return found.map((group) => ({
      id: group.id,
      displayName: group.displayName ?? '',
      kind: kindOf(group),
      dynamic: group.groupTypes?.includes('DynamicMembership') ?? false,
      synced: group.onPremisesSyncEnabled ?? false,
      roleAssignable: group.isAssignableToRole ?? false,
      skuIds: (group.assignedLicenses ?? []).map(({ skuId }) => skuId).sort(),
    }))
  },
  // Read once a day: which groups there are at all, and their names.
  changedIn: (rows) => rows.length,
  write: writeGroups,
})

/** https://learn.microsoft.com/graph/api/resources/groups-overview */
export function kindOf({ groupTypes, securityEnabled, mailEnabled }: Group): GroupFacts['kind'] {
  if (groupTypes?.includes('Unified')) return 'microsoft365'
  if (!mailEnabled) return 'security'
  return securityEnabled ? 'mailSecurity' : 'distribution'
}
