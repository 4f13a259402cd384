import { isGroupProperty, showChangedGroup, type TrackedGroupProperty } from '../directory/group.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import { isUserProperty, showChangedUser, type UserProperty } from '../directory/user.ts'
import type { Tracked } from './delta.ts'
import { selectedGroupProperties, selectedProperties } from './select.ts'

export const trackedUsers: Tracked<UserProperty> = {
  name: 'users',
  log: ({ changes }) => changes,
  ids: ({ users }) => users.keys(),
  select: selectedProperties,
  isProperty: isUserProperty,
  show({ users }, { id }, select) {
    const user = users.get(id)
    return user ? showChangedUser(user, select) : null
  },
  isRestorable: ({ deletedUsers }, id) => deletedUsers.has(id),
}

/** Direct members alone; a change inside a nested group does not surface the groups around it. */
export const trackedGroups: Tracked<TrackedGroupProperty> = {
  name: 'groups',
  log: ({ groups }) => groups.changes,
  ids: ({ groups }) => groups.all.keys(),
  select: (call) =>
    call.query.has('$select')
      ? selectedGroupProperties(call, ['members'])
      : [...selectedGroupProperties(call), 'members'],
  isProperty: (name): name is TrackedGroupProperty => name === 'members' || isGroupProperty(name),
  membersOf({ groups }, id, select, since) {
    const group = groups.all.get(id)
    if (!group || !select.includes('members')) return null
    if (since === null || groups.changes.appeared(since, id)) return [...group.members]
    const changed = groups.changes.membersSince(since, id)
    return changed.size > 0 ? [...changed] : null
  },
  show(tenant, { id, members }, select) {
    const group = tenant.groups.all.get(id)
    if (!group) return null
    const names = select.filter(isGroupProperty)
    if (!members) return showChangedGroup(group, names)
    const shown = members.map((member) => showMember(tenant, member, group.members.has(member)))
    return { ...showChangedGroup(group, names), 'members@delta': shown }
  },
  isRestorable: ({ groups }, id) => groups.deleted.has(id),
}

/** A soft-deleted user keeps the membership: only who is deleted for good is reported as gone. */
function showMember({ groups }: EntraTenant, id: string, isMember: boolean): Record<string, unknown> {
  const type = groups.all.has(id) ? '#microsoft.graph.group' : '#microsoft.graph.user'
  return { '@odata.type': type, id, ...(isMember ? {} : { '@removed': { reason: 'deleted' } }) }
}
