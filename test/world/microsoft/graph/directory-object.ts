import { defaultGroupSelect, isGroupProperty, showGroup } from '../directory/group.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import { defaultSelect, isUserProperty, showUser } from '../directory/user.ts'
import { type GraphCall, unknownProperty } from './call.ts'

export type ObjectType = 'user' | 'group'

/** The properties that a list of users and groups selects; what neither of them has is refused. */
export function selectedOfObjects({ query }: GraphCall): string[] | null {
  return readObjectSelect(query.get('$select'))
}

export function readObjectSelect(text: string | null): string[] | null {
  const names = text?.split(',').map((name) => name.trim()) ?? null
  const unknown = names?.find((name) => !isUserProperty(name) && !isGroupProperty(name))
  if (unknown !== undefined) throw unknownProperty(unknown, 'directoryObject')
  return names
}

export function typeOf({ users, groups }: EntraTenant, id: string): ObjectType | null {
  if (users.has(id)) return 'user'
  return groups.all.has(id) ? 'group' : null
}

/** A user or a group with those of the selected properties that it has; null = neither is there. */
export function showObject(
  { users, groups }: EntraTenant,
  id: string,
  select: readonly string[] | null,
): Record<string, unknown> | null {
  const user = users.get(id)
  if (user) {
    const names = select ? select.filter(isUserProperty) : defaultSelect
    return { '@odata.type': '#microsoft.graph.user', ...showUser(user, names) }
  }
  const group = groups.all.get(id)
  if (!group) return null
  const names = select ? select.filter(isGroupProperty) : defaultGroupSelect
  return { '@odata.type': '#microsoft.graph.group', ...showGroup(group, names) }
}
