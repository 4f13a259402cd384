import { assignLicence, reprocessLicences } from './assign-licence.ts'
import type { Route } from './call.ts'
import { createUser, deleteUser, restoreUser } from './lifecycle.ts'
import { deleteInboxRule, listInboxRules, patchInboxRule, patchMailboxSettings } from './mailbox-write.ts'
import { deleteThroughManager, removeManager, setManager } from './manager.ts'
import { addMember, deleteThroughGroup, getMembership, removeMember } from './membership.ts'
import { createPass, deleteMethod, getRegistration, methodPaths } from './methods.ts'

const route = (
  method: Route['method'],
  path: string,
  permissions: string[],
  handle: Route['handle'],
  query: string[] = [],
): Route => ({ method, path, permissions, query, handle })

const writeUsers = ['User.ReadWrite.All', 'Directory.ReadWrite.All']
const writeMethods = 'UserAuthenticationMethod.ReadWrite.All'
/** The permission of one kind of method: https://learn.microsoft.com/graph/permissions-reference */
const ofKind: Record<string, string> = {
  phoneMethods: 'Phone',
  microsoftAuthenticatorMethods: 'MicrosoftAuthApp',
  softwareOathMethods: 'SoftwareOATH',
  fido2Methods: 'Passkey',
  windowsHelloForBusinessMethods: 'WindowsHello',
  emailMethods: 'Email',
  platformCredentialMethods: 'PlatformCred',
  temporaryAccessPassMethods: 'TAP',
  externalAuthenticationMethods: 'External',
}

const methodRoutes: Route[] = [
  ...Object.keys(methodPaths).map((path) =>
    route(
      'DELETE',
      `/users/{id}/authentication/${path}/{id}`,
      [writeMethods, `UserAuthMethod-${ofKind[path]}.ReadWrite.All`],
      (call) => deleteMethod(call, path),
    ),
  ),
  route(
    'POST',
    '/users/{id}/authentication/temporaryAccessPassMethods',
    ['UserAuthMethod-TAP.ReadWrite.All', writeMethods],
    createPass,
  ),
  {
    ...route(
      'GET',
      '/reports/authenticationMethods/userRegistrationDetails/{id}',
      ['AuditLog.Read.All'],
      getRegistration,
    ),
    cost: null,
  },
]

const licenceRoutes: Route[] = [
  route(
    'POST',
    '/users/{id}/assignLicense',
    ['LicenseAssignment.ReadWrite.All', ...writeUsers],
    assignLicence,
  ),
  route('POST', '/users/{id}/reprocessLicenseAssignment', writeUsers, reprocessLicences),
]

const writeMembers = ['GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All']

const groupRoutes: Route[] = [
  route('POST', '/groups/{id}/members/$ref', writeMembers, addMember),
  route('DELETE', '/groups/{id}/members/{id}/$ref', writeMembers, removeMember),
  route('DELETE', '/groups/{id}/members/{id}', writeMembers, deleteThroughGroup),
  route('GET', '/users/{id}/memberOf/{id}', ['User.Read.All'], getMembership),
]

const exchange = (found: Route): Route => ({ ...found, cost: null })

const profileRoutes: Route[] = [
  route('PUT', '/users/{id}/manager/$ref', writeUsers, setManager),
  route('DELETE', '/users/{id}/manager/$ref', writeUsers, removeManager),
  route('DELETE', '/users/{id}/manager', writeUsers, deleteThroughManager),
  exchange(
    route('PATCH', '/users/{id}/mailboxSettings', ['MailboxSettings.ReadWrite'], patchMailboxSettings),
  ),
  exchange(
    route('GET', '/users/{id}/mailFolders/inbox/messageRules', ['MailboxSettings.Read'], listInboxRules),
  ),
  exchange(
    route(
      'PATCH',
      '/users/{id}/mailFolders/inbox/messageRules/{id}',
      ['MailboxSettings.ReadWrite'],
      patchInboxRule,
    ),
  ),
  exchange(
    route(
      'DELETE',
      '/users/{id}/mailFolders/inbox/messageRules/{id}',
      ['MailboxSettings.ReadWrite'],
      deleteInboxRule,
    ),
  ),
]

const lifecycleRoutes: Route[] = [
  route('POST', '/users', writeUsers, createUser),
  route('DELETE', '/users/{id}', ['User.DeleteRestore.All', 'User.ReadWrite.All'], deleteUser),
  route(
    'POST',
    '/directory/deletedItems/{id}/restore',
    ['User.DeleteRestore.All', 'User.ReadWrite.All'],
    restoreUser,
  ),
]

/** What actions ask for, besides reading: the requests of microsoft-graph's own pages, one by one. */
export const actionRoutes: Route[] = [
  ...methodRoutes,
  ...licenceRoutes,
  ...groupRoutes,
  ...profileRoutes,
  ...lifecycleRoutes,
]
