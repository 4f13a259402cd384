import { getManager, listAuthenticationMethods, listManagedDevices } from './about-user.ts'
import { actionRoutes } from './action-routes.ts'
import type { Route } from './call.ts'
import { answerDelta } from './delta.ts'
import type { ObjectType } from './directory-object.ts'
import { getGroup, listGroups, listMembers, listMemberships, listTransitiveMembers } from './groups.ts'
import { listLicenceDetails, listSubscribedSkus } from './licences.ts'
import type { Links } from './links.ts'
import { getMailboxSettings, getUserPurpose } from './mailbox.ts'
import { listDomains, listOrganisations } from './organisation.ts'
import { listDirectoryRoles, listRoleAssignments, listRoleDefinitions, listRoleMembers } from './roles.ts'
import { listControlProfiles, listSecureScores } from './scores.ts'
import { listSignIns } from './sign-ins.ts'
import { listSubscriptions } from './subscriptions.ts'
import { trackedGroups, trackedUsers } from './tracked.ts'
import { getDeletedUser, getUser, listDeletedUsers, listUsers } from './users.ts'
import { patchUser, revokeSessions } from './write.ts'

const readUsers = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All']
const deltaQuery = [
  '$select',
  '$filter',
  '$deltatoken',
  '$skiptoken',
  '$top',
  '$orderby',
  '$expand',
  '$count',
  '$search',
  '$skip',
]

/** Everything that the embedded Graph answers, with the permissions that Microsoft's map gives for it. */
export function createRoutes(links: Links): Route[] {
  const delta = (path: string): Route => ({
    method: 'GET',
    path,
    permissions: readUsers,
    query: deltaQuery,
    handle: (call) => answerDelta(links, trackedUsers, call),
  })
  return [
    {
      method: 'GET',
      path: '/organization',
      permissions: [
        'Organization.Read.All',
        'Organization.ReadWrite.All',
        'Directory.Read.All',
        'Directory.ReadWrite.All',
        'User.Read.All',
      ],
      query: ['$select'],
      handle: listOrganisations,
    },
    {
      method: 'GET',
      path: '/domains',
      permissions: ['Domain.Read.All', 'Domain.ReadWrite.All', 'Directory.Read.All'],
      query: ['$select'],
      handle: listDomains,
    },
    {
      method: 'GET',
      path: '/users',
      permissions: readUsers,
      query: ['$top', '$select', '$filter', '$skiptoken', '$count', '$search', '$orderby'],
      cost: 2,
      handle: (call) => listUsers(links, call),
    },
    delta('/users/delta'),
    delta('/users/delta()'),
    delta('/users/microsoft.graph.delta'),
    delta('/users/microsoft.graph.delta()'),
    {
      method: 'GET',
      path: '/directory/deletedItems/microsoft.graph.user',
      permissions: readUsers,
      query: ['$select'],
      handle: listDeletedUsers,
    },
    {
      method: 'GET',
      path: '/directory/deletedItems/{id}',
      permissions: readUsers,
      query: ['$select'],
      handle: getDeletedUser,
    },
    ...groupRoutes(links),
    ...licenceRoutes,
    ...scoreRoutes,
    ...mailboxRoutes,
    ...aboutUserRoutes,
    ...roleRoutes,
    ...writeRoutes,
    ...actionRoutes,
    { method: 'GET', path: '/users/{id}', permissions: readUsers, query: ['$select'], handle: getUser },
  ]
}

const readGroups = ['GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All']

function groupRoutes(links: Links): Route[] {
  const get = (
    path: string,
    query: string[],
    handle: Route['handle'],
    { permissions = readGroups, cost = 1 } = {},
  ): Route => ({ method: 'GET', path, permissions, query, cost, handle })
  const page = ['$top', '$select', '$skiptoken', '$count', '$search', '$orderby']
  const basic = { permissions: [...readGroups, 'Group.ReadBasic.All'] }
  const delta = (path: string) =>
    get(path, deltaQuery, (call) => answerDelta(links, trackedGroups, call), basic)
  const members = (path: string, type: ObjectType | null) =>
    get(path, page, (call) => listMembers(links, call, type), { cost: 3 })
  const transitive = (path: string, type: ObjectType | null) =>
    get(path, page, (call) => listTransitiveMembers(links, call, type), { cost: 5 })
  const ofUser = ['GroupMember.ReadBasic.All', 'Group.ReadBasic.All', 'Directory.Read.All']
  return [
    get('/groups', [...page, '$filter'], (call) => listGroups(links, call), basic),
    delta('/groups/delta'),
    delta('/groups/delta()'),
    delta('/groups/microsoft.graph.delta'),
    delta('/groups/microsoft.graph.delta()'),
    get('/groups/{id}', ['$select'], getGroup, basic),
    members('/groups/{id}/members', null),
    members('/groups/{id}/members/microsoft.graph.user', 'user'),
    members('/groups/{id}/members/microsoft.graph.group', 'group'),
    transitive('/groups/{id}/transitiveMembers', null),
    transitive('/groups/{id}/transitiveMembers/microsoft.graph.user', 'user'),
    get('/users/{id}/memberOf', page, (call) => listMemberships(links, call, false), {
      permissions: ofUser,
      cost: 2,
    }),
    get('/users/{id}/transitiveMemberOf', page, (call) => listMemberships(links, call, true), {
      permissions: [...ofUser, 'GroupMember.Read.All', 'Group.Read.All', 'User.Read.All'],
      cost: 2,
    }),
  ]
}

const readLicences = [
  'LicenseAssignment.Read.All',
  'Organization.Read.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
]

const licenceRoutes: Route[] = [
  {
    method: 'GET',
    path: '/subscribedSkus',
    permissions: readLicences,
    query: ['$select'],
    cost: 3,
    handle: listSubscribedSkus,
  },
  {
    method: 'GET',
    path: '/directory/subscriptions',
    permissions: ['Organization.Read.All', 'Organization.ReadWrite.All', 'Directory.Read.All'],
    query: ['$select'],
    handle: listSubscriptions,
  },
  {
    method: 'GET',
    path: '/users/{id}/licenseDetails',
    permissions: ['LicenseAssignment.Read.All', ...readUsers],
    query: [],
    cost: 2,
    handle: listLicenceDetails,
  },
]

const readMailboxes = ['MailboxSettings.Read', 'MailboxSettings.ReadWrite']

/** Exchange and the reporting service count in their own ways. */
const mailboxRoutes: Route[] = [
  {
    method: 'GET',
    path: '/users/{id}/mailboxSettings',
    permissions: readMailboxes,
    query: ['$select'],
    cost: null,
    handle: getMailboxSettings,
  },
  {
    method: 'GET',
    path: '/users/{id}/mailboxSettings/userPurpose',
    permissions: readMailboxes,
    query: [],
    cost: null,
    handle: getUserPurpose,
  },
  {
    method: 'GET',
    path: '/auditLogs/signIns',
    permissions: ['AuditLog.Read.All'],
    query: ['$filter', '$top'],
    cost: null,
    handle: listSignIns,
  },
]

const aboutUserRoutes: Route[] = [
  {
    method: 'GET',
    path: '/users/{id}/authentication/methods',
    permissions: ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All'],
    query: [],
    handle: listAuthenticationMethods,
  },
  {
    method: 'GET',
    path: '/users/{id}/manager',
    permissions: readUsers,
    query: ['$select'],
    handle: getManager,
  },
  {
    method: 'GET',
    path: '/users/{id}/managedDevices',
    permissions: ['DeviceManagementManagedDevices.Read.All', 'DeviceManagementManagedDevices.ReadWrite.All'],
    query: ['$select', '$top'],
    cost: null,
    handle: listManagedDevices,
  },
]

const readScores = ['SecurityEvents.Read.All', 'SecurityEvents.ReadWrite.All']

const scoreRoutes: Route[] = [
  {
    method: 'GET',
    path: '/security/secureScores',
    permissions: readScores,
    query: ['$top', '$skip'],
    cost: null,
    handle: listSecureScores,
  },
  {
    method: 'GET',
    path: '/security/secureScoreControlProfiles',
    permissions: readScores,
    query: ['$top', '$skip'],
    cost: null,
    handle: listControlProfiles,
  },
]

const readRoles = [
  'RoleManagement.Read.Directory',
  'RoleManagement.ReadWrite.Directory',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
]

const roleRoutes: Route[] = [
  {
    method: 'GET',
    path: '/directoryRoles',
    permissions: readRoles,
    query: ['$select', '$expand', '$filter'],
    handle: listDirectoryRoles,
  },
  {
    method: 'GET',
    path: '/directoryRoles/{id}/members',
    permissions: readRoles,
    query: ['$select'],
    handle: listRoleMembers,
  },
  {
    method: 'GET',
    path: '/roleManagement/directory/roleAssignments',
    permissions: readRoles,
    query: ['$select', '$expand', '$filter'],
    handle: listRoleAssignments,
  },
  {
    method: 'GET',
    path: '/roleManagement/directory/roleDefinitions',
    permissions: readRoles,
    query: ['$select'],
    handle: listRoleDefinitions,
  },
]

/** Which of these a PATCH needs depends on its body: see write.ts. */
const writeRoutes: Route[] = [
  {
    method: 'PATCH',
    path: '/users/{id}',
    permissions: [
      'User.ReadWrite.All',
      'User-PasswordProfile.ReadWrite.All',
      'User.EnableDisableAccount.All',
      'User-Phone.ReadWrite.All',
      'User-Mail.ReadWrite.All',
    ],
    query: [],
    handle: patchUser,
  },
  {
    method: 'POST',
    path: '/users/{id}/revokeSignInSessions',
    permissions: ['User.RevokeSessions.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
    query: [],
    handle: revokeSessions,
  },
]
