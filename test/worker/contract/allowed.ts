import type { GraphRequest } from './described.ts'
import type { PermissionMap } from './reference.ts'

/** Application permissions that allow a method on a path; the map's gaps are filled by hand. */
const missing: Record<string, string[]> = {
  // https://learn.microsoft.com/graph/api/directory-list-subscriptions
  'GET /directory/subscriptions': [
    'Organization.Read.All',
    'Organization.ReadWrite.All',
    'Directory.Read.All',
  ],
  // https://learn.microsoft.com/graph/api/group-post-members
  'POST /groups/{id}/members': [
    'GroupMember.ReadWrite.All',
    'Group.ReadWrite.All',
    'Directory.ReadWrite.All',
  ],
  // https://learn.microsoft.com/graph/api/intune-devices-manageddevice-list
  'GET /users/{id}/manageddevices': [
    'DeviceManagementManagedDevices.Read.All',
    'DeviceManagementManagedDevices.ReadWrite.All',
  ],
}

/** Which permission a PATCH of a user needs is told by its body: https://learn.microsoft.com/graph/api/user-update */
const byProperty: Record<string, string[]> = {
  passwordProfile: ['User-PasswordProfile.ReadWrite.All'],
  accountEnabled: ['User.EnableDisableAccount.All'],
  businessPhones: ['User-Phone.ReadWrite.All'],
  mobilePhone: ['User-Phone.ReadWrite.All'],
}
const otherProperties = ['User.ReadWrite.All', 'Directory.ReadWrite.All']
/** `accountEnabled` needs both: https://learn.microsoft.com/graph/api/user-update#permissions-for-specific-scenarios */
const alsoNeeded: Record<string, string> = { accountEnabled: 'User.Read.All' }

/** As the map spells paths: lower case, ids as `{id}`, a property of an object under the object. */
function mapPath(path: string): string {
  return path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '{id}')
    .replace('/mailboxSettings/userPurpose', '/mailboxSettings')
    .replace(/^\/users\/[^/]*%40[^/]*/, '/users/{id}')
    .replace(/\/\$ref$/, '')
    .replace(/(\/authentication\/\w+Methods)\/.+$/, '$1/{id}')
    .replace(/(\/messageRules)\/.+$/, '$1/{id}')
    .toLowerCase()
}

/** Every permission that alone allows the request, as far as the map knows. */
export function allowers(map: PermissionMap, { method, path, body }: GraphRequest): string[] {
  const wanted = mapPath(path)
  const byHand = missing[`${method} ${wanted}`]
  if (byHand) return byHand
  const properties = method === 'PATCH' && wanted === '/users/{id}' ? Object.keys(body ?? {}) : []
  if (properties.length > 0) return properties.flatMap((name) => byProperty[name] ?? otherProperties)
  return Object.entries(map.permissions)
    .filter(([, { pathSets }]) =>
      pathSets.some(
        ({ methods, schemeKeys, paths }) =>
          methods.includes(method) &&
          schemeKeys.includes('Application') &&
          Object.keys(paths).some((known) => known.toLowerCase() === wanted),
      ),
    )
    .map(([name]) => name)
}

/** The permissions that the map names as the least for the request. */
export function leastFor(map: PermissionMap, { method, path }: GraphRequest): string[] {
  const wanted = mapPath(path)
  return Object.entries(map.permissions)
    .filter(([, { pathSets }]) =>
      pathSets.some(
        ({ methods, paths }) =>
          methods.includes(method) &&
          Object.entries(paths).some(
            ([known, flags]) => known.toLowerCase() === wanted && /least=[\w,]*Application/.test(flags),
          ),
      ),
    )
    .map(([name]) => name)
}

/** Needed besides an allower. */
export function companions({ method, path, body }: GraphRequest): string[] {
  if (method !== 'PATCH' || mapPath(path) !== '/users/{id}') return []
  return Object.keys(body ?? {}).flatMap((name) => alsoNeeded[name] ?? [])
}
