import { defaultSelect, isUserProperty, type UserProperty } from '../directory/user.ts'
import { type GraphCall, unknownProperty } from './call.ts'
import { GraphRefusal, unparsable } from './refusal.ts'

/** The user properties that a request selects, in its order. */
export function selectedProperties({ query, roles, url }: GraphCall): UserProperty[] {
  const text = query.get('$select')
  if (text === null) return defaultSelect
  const names = text.split(',').map((name) => name.trim())
  if (names.includes('signInActivity')) throw noSignInActivity(url, roles)
  const unknown = names.find((name) => !isUserProperty(name))
  if (unknown !== undefined) throw unknownProperty(unknown, 'user')
  return [...new Set(names.filter(isUserProperty))]
}

/** Not in the directory store: delta cannot track it; elsewhere it needs a permission and a premium tenant. */
function noSignInActivity(url: URL, roles: ReadonlySet<string>): GraphRefusal {
  if (url.pathname.includes('delta'))
    return unparsable('Invalid request for delta query: signInActivity is not tracked.')
  if (!roles.has('AuditLog.Read.All')) {
    return new GraphRefusal(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    )
  }
  return new GraphRefusal(
    403,
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    "Neither tenant is B2C or tenant doesn't have premium license",
  )
}
