import type { Route } from './call.ts'
import { answerDelta } from './delta.ts'
import { getGroup, listGroups, listMembers, listMemberships, listTransitiveMembers } from './groups.ts'
import { listLicenceDetails, listSubscribedSkus } from './licences.ts'
import type { Links } from './links.ts'
import { listDomains, listOrganisations } from './organisation.ts'
import { listDirectoryRoles, listRoleAssignments, listRoleDefinitions, listRoleMembers } from './roles.ts'
import { listControlProfiles, listSecureScores } from './scores.ts'
import { trackedGroups, trackedUsers } from './tracked.ts'
import { getUser, listDeletedUsers, listUsers } from './users.ts'
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
    ...groupRoutes(links),
    ...licenceRoutes,
    ...scoreRoutes,
    ...roleRoutes,
    ...writeRoutes,
    { method: 'GET', path: '/users/{id}', permissions: readUsers, query: ['$select'], handle: getUser },
  ]
}

const readGroups = ['GroupMember.Read.All', 'Group.Read.All', 'Group.ReadWrite.All', 'Directory.Read.All']

function groupRoutes(links: Links): Route[] {
  const get = (path: string, query: string[], handle: Route['handle'], permissions = readGroups): Route => ({
    method: 'GET',
    path,
    permissions,
    query,
    handle,
  })
  const page = ['$top', '$select', '$skiptoken', '$count', '$search', '$orderby']
  const delta = (path: string) =>
    get(path, deltaQuery, (call) => answerDelta(links, trackedGroups, call), [
      ...readGroups,
      'Group.ReadBasic.All',
    ])
  const readMemberships = ['GroupMember.ReadBasic.All', 'Group.ReadBasic.All', 'Directory.Read.All']
  return [
    get('/groups', [...page, '$filter'], (call) => listGroups(links, call), [
      ...readGroups,
      'Group.ReadBasic.All',
    ]),
    delta('/groups/delta'),
    delta('/groups/delta()'),
    delta('/groups/microsoft.graph.delta'),
    delta('/groups/microsoft.graph.delta()'),
    get('/groups/{id}', ['$select'], getGroup, [...readGroups, 'Group.ReadBasic.All']),
    get('/groups/{id}/members', page, (call) => listMembers(links, call, null)),
    get('/groups/{id}/members/microsoft.graph.user', page, (call) => listMembers(links, call, 'user')),
    get('/groups/{id}/members/microsoft.graph.group', page, (call) => listMembers(links, call, 'group')),
    get('/groups/{id}/transitiveMembers', page, (call) => listTransitiveMembers(links, call, null)),
    get('/groups/{id}/transitiveMembers/microsoft.graph.user', page, (call) =>
      listTransitiveMembers(links, call, 'user'),
    ),
    get('/users/{id}/memberOf', page, (call) => listMemberships(links, call, false), readMemberships),
    get('/users/{id}/transitiveMemberOf', page, (call) => listMemberships(links, call, true), [
      ...readMemberships,
      'GroupMember.Read.All',
      'Group.Read.All',
      'User.Read.All',
    ]),
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
    handle: listSubscribedSkus,
  },
  {
    method: 'GET',
    path: '/users/{id}/licenseDetails',
    permissions: ['LicenseAssignment.Read.All', ...readUsers],
    query: [],
    handle: listLicenceDetails,
  },
]

const readScores = ['SecurityEvents.Read.All', 'SecurityEvents.ReadWrite.All']

const scoreRoutes: Route[] = [
  {
    method: 'GET',
    path: '/security/secureScores',
    permissions: readScores,
    query: ['$top', '$skip'],
    handle: listSecureScores,
  },
  {
    method: 'GET',
    path: '/security/secureScoreControlProfiles',
    permissions: readScores,
    query: ['$top', '$skip'],
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
