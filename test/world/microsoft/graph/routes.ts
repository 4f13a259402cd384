import type { Route } from './call.ts'
import { deltaUsers } from './delta.ts'
import type { Links } from './links.ts'
import { listDomains, listOrganisations } from './organisation.ts'
import { getUser, listUsers } from './users.ts'

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
    handle: (call) => deltaUsers(links, call),
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
    { method: 'GET', path: '/users/{id}', permissions: readUsers, query: ['$select'], handle: getUser },
  ]
}
