import { defaultGroupSelect, type GroupProperty, isGroupProperty } from '../directory/group.ts'
import { hasPlan } from '../directory/sku.ts'
import { defaultSelect, isUserProperty, type UserProperty } from '../directory/user.ts'
import { type GraphCall, unknownProperty } from './call.ts'
import { denied, nonPremium, unparsable } from './refusal.ts'

/** The user properties that a request selects, in its order. */
export function selectedProperties(call: GraphCall): UserProperty[] {
  const names = namesOf(call)
  if (names === null) return defaultSelect
  if (names.includes('signInActivity')) checkSignInActivity(call)
  const unknown = names.find((name) => !isUserProperty(name))
  if (unknown !== undefined) throw unknownProperty(unknown, 'user')
  return [...new Set(names.filter(isUserProperty))]
}

/** The group properties that a request selects; `more` names others that the path knows. */
export function selectedGroupProperties<M extends string = never>(
  call: GraphCall,
  more: readonly M[] = [],
): (GroupProperty | M)[] {
  const names = namesOf(call)
  if (names === null) return defaultGroupSelect
  const isKnown = (name: string): name is GroupProperty | M =>
    isGroupProperty(name) || more.some((known) => known === name)
  const unknown = names.find((name) => !isKnown(name))
  if (unknown !== undefined) throw unknownProperty(unknown, 'group')
  return [...new Set(names.filter(isKnown))]
}

function namesOf({ query }: GraphCall): string[] | null {
  return (
    query
      .get('$select')
      ?.split(',')
      .map((name) => name.trim()) ?? null
  )
}

/** Not in the directory store: delta cannot track it; elsewhere it needs a permission and a premium tenant. */
function checkSignInActivity({ url, roles, tenant }: GraphCall): void {
  if (url.pathname.includes('delta'))
    throw unparsable('Invalid request for delta query: signInActivity is not tracked.')
  if (!roles.has('AuditLog.Read.All')) throw denied()
  if (!hasPlan(tenant.subscriptions, 'AAD_PREMIUM')) throw nonPremium()
}
