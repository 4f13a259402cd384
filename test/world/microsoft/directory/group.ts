/** A group as the directory store keeps it, in Graph's names; absent = never set, null = cleared. */
export interface EntraGroup {
  id: string
  displayName: string
  securityEnabled: boolean
  mailEnabled: boolean
  groupTypes: ('Unified' | 'DynamicMembership')[]
  createdDateTime: string
  mailNickname: string
  description?: string | null
  deletedDateTime?: string | null
  mail?: string | null
  proxyAddresses?: string[]
  isAssignableToRole?: boolean | null
  membershipRule?: string | null
  membershipRuleProcessingState?: string | null
  onPremisesSyncEnabled?: boolean | null
  onPremisesLastSyncDateTime?: string | null
  onPremisesSecurityIdentifier?: string | null
  assignedLicenses?: { skuId: string; disabledPlans: string[] }[]
  visibility?: string | null
}

export interface StoredGroup extends EntraGroup {
  /** Ids of users and groups, direct ones alone; soft-deleted users stay. */
  members: Set<string>
}

export type GroupProperty = keyof EntraGroup
/** What change tracking of groups can follow. */
export type TrackedGroupProperty = GroupProperty | 'members'

const single: GroupProperty[] = [
  'id',
  'displayName',
  'securityEnabled',
  'mailEnabled',
  'createdDateTime',
  'mailNickname',
  'description',
  'deletedDateTime',
  'mail',
  'isAssignableToRole',
  'membershipRule',
  'membershipRuleProcessingState',
  'onPremisesSyncEnabled',
  'onPremisesLastSyncDateTime',
  'onPremisesSecurityIdentifier',
  'visibility',
]
const collections: GroupProperty[] = ['groupTypes', 'proxyAddresses', 'assignedLicenses']
const known = new Set<string>([...single, ...collections])

export function isGroupProperty(name: string): name is GroupProperty {
  return known.has(name)
}

/** What Graph answers without `$select`: not the licences, which have to be asked for. */
export const defaultGroupSelect: GroupProperty[] = [...single, 'groupTypes', 'proxyAddresses']

/** As a plain read shows it: what was never set is null, a collection that was never set is empty. */
export function showGroup(group: EntraGroup, select: readonly GroupProperty[]): Record<string, unknown> {
  return Object.fromEntries(
    select.map((name) => [name, group[name] ?? (collections.includes(name) ? [] : null)]),
  )
}

/** As a delta page shows it: what was never set is absent. */
export function showChangedGroup(
  group: EntraGroup,
  select: Iterable<GroupProperty>,
): Record<string, unknown> {
  const names = ['id' as const, ...select]
  return Object.fromEntries(names.flatMap((name) => (group[name] === undefined ? [] : [[name, group[name]]])))
}
