import { decodeJwt } from 'jose'
import type { Clock } from '../../clock.ts'
import { msp } from '../../people.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import { denied, GraphRefusal, notFound, unparsable } from '../graph/refusal.ts'
import type { Throttle } from '../graph/serve.ts'
import type { PartnerWorld } from './partner.ts'
import {
  addPrincipal,
  assignmentsOf,
  assignRole,
  findPrincipals,
  removeAssignment,
  removePrincipal,
} from './principals.ts'

import { page, showAssignment, showRelationship } from './show.ts'

interface Around {
  clock: Clock
  partner: PartnerWorld
  tenants: ReadonlyMap<string, EntraTenant>
  throttles: Map<string, Throttle>
  consentDelayMs(): number
}

export interface DelegatedCall {
  tenant: EntraTenant
  accountId: string
  scopes: ReadonlySet<string>
  /** Role template ids of the account in that tenant */
  roles: ReadonlySet<string>
  url: URL
  params: string[]
  body: unknown
  around: Around
}
type Answer = { status?: number; body?: object }
interface DelegatedRoute {
  method: string
  path: RegExp
  /** Any of these delegated permissions */
  scopes: readonly string[]
  place: 'own' | 'customer'
  handle(call: DelegatedCall): Answer
}

/** Graph for the partner's account: its relationships at home, applications in customers' tenants. */
export function createDelegatedGraph(around: Around): (request: Request) => Promise<Response> {
  return async (request) => {
    try {
      const { status = 200, body } = await answer(around, request)
      return body === undefined ? new Response(null, { status }) : Response.json(body, { status })
    } catch (error) {
      if (!(error instanceof GraphRefusal)) throw error
      const { status, code, message, headers } = error
      return Response.json({ error: { code, message } }, { status, headers })
    }
  }
}

async function answer(around: Around, request: Request): Promise<Answer> {
  const url = new URL(request.url)
  const claims = decodeJwt(request.headers.get('authorization')?.slice('Bearer '.length) ?? '')
  const tenant = around.tenants.get(String(claims.tid))
  if (!tenant || (claims.exp ?? 0) * 1000 <= around.clock.now())
    throw new GraphRefusal(
      401,
      'InvalidAuthenticationToken',
      'Lifetime validation failed, the token is expired.',
    )
  const throttle = around.throttles.get(tenant.id)
  if (throttle && throttle.left > 0) {
    throttle.left -= 1
    const headers: Record<string, string> =
      throttle.retryAfter === null ? {} : { 'retry-after': throttle.retryAfter }
    throw new GraphRefusal(429, 'TooManyRequests', 'Too many requests.', headers)
  }
  const place = tenant.id === msp.id ? 'own' : 'customer'
  for (const route of routes) {
    const match = route.method === request.method && route.path.exec(url.pathname)
    if (!match || route.place !== place) continue
    const scopes = new Set(String(claims.scp ?? '').split(' '))
    if (!route.scopes.some((scope) => scopes.has(scope))) throw denied()
    const accountId = String(claims.oid)
    const roles = around.partner.rolesIn(tenant.id, accountId)
    if (place === 'customer' && roles.size === 0) throw denied()
    const body = request.body === null ? undefined : await request.json()
    return route.handle({
      ...{ tenant, accountId, scopes, roles, url, body, around },
      params: match.slice(1),
    })
  }
  throw unparsable(`Resource not found for the segment '${url.pathname.split('/').at(-1)}'.`)
}

const gdap = ['DelegatedAdminRelationship.Read.All', 'DelegatedAdminRelationship.ReadWrite.All']
const directory = ['Directory.Read.All', 'Directory.ReadWrite.All']
const applications = ['Application.ReadWrite.All', 'Directory.ReadWrite.All']
const grants = ['AppRoleAssignment.ReadWrite.All']
const v1 = (path: string) => new RegExp(`^/v1\\.0${path}$`)

const routes: DelegatedRoute[] = [
  {
    ...{ method: 'GET', place: 'own', scopes: gdap },
    path: v1('/tenantRelationships/delegatedAdminRelationships'),
    handle: (call) =>
      page(call, [...call.around.partner.relationships.values()].map(showRelationship(call)), 300),
  },
  {
    ...{ method: 'GET', place: 'own', scopes: gdap },
    path: v1('/tenantRelationships/delegatedAdminRelationships/([^/]+)'),
    handle(call) {
      const id = decodeURIComponent(call.params[0] ?? '')
      const relationship = call.around.partner.relationships.get(id)
      if (!relationship) throw notFound(id)
      return { body: showRelationship(call)(relationship) }
    },
  },
  {
    ...{ method: 'GET', place: 'own', scopes: gdap },
    path: v1('/tenantRelationships/delegatedAdminRelationships/([^/]+)/accessAssignments'),
    handle(call) {
      const id = decodeURIComponent(call.params[0] ?? '')
      const relationship = call.around.partner.relationships.get(id)
      if (!relationship) throw notFound(id)
      return page(call, relationship.assignments.map(showAssignment), 300)
    },
  },
  {
    ...{ method: 'GET', place: 'own', scopes: gdap },
    path: v1('/tenantRelationships/delegatedAdminCustomers'),
    handle(call) {
      const names = [...call.around.partner.relationships.values()].map((one) => [
        one.tenantId,
        one.customerName,
      ])
      return page(
        call,
        [...new Map(names as [string, string][])].map(([id, displayName]) => ({
          id,
          tenantId: id,
          displayName,
        })),
        300,
      )
    },
  },
  {
    ...{ method: 'GET', place: 'own', scopes: directory },
    path: v1('/contracts'),
    handle: (call) =>
      page(
        call,
        [...call.around.partner.contracts].map(([customerId, { name, domain }]) => ({
          customerId,
          displayName: name,
          defaultDomainName: domain,
        })),
        999,
      ),
  },
  {
    ...{ method: 'GET', place: 'own', scopes: directory },
    path: v1('/me/transitiveMemberOf'),
    handle: (call) =>
      page(
        call,
        call.tenant.groups.allOf(call.accountId).map(({ id, displayName }) => ({
          '@odata.type': '#microsoft.graph.group',
          id,
          displayName,
        })),
        999,
      ),
  },
  {
    ...{ method: 'GET', place: 'customer', scopes: applications },
    path: v1('/servicePrincipals'),
    handle: findPrincipals,
  },
  {
    ...{ method: 'POST', place: 'customer', scopes: applications },
    path: v1('/servicePrincipals'),
    handle: (call) => addPrincipal(call, call.around.consentDelayMs()),
  },
  {
    ...{ method: 'DELETE', place: 'customer', scopes: applications },
    path: v1('/servicePrincipals/([0-9a-f-]{36})'),
    handle: removePrincipal,
  },
  {
    ...{ method: 'GET', place: 'customer', scopes: [...applications, ...grants] },
    path: v1('/servicePrincipals/([0-9a-f-]{36})/appRoleAssignments'),
    handle: (call) => page(call, assignmentsOf(call), 100),
  },
  {
    ...{ method: 'POST', place: 'customer', scopes: grants },
    path: v1('/servicePrincipals/([0-9a-f-]{36})/appRoleAssignments'),
    handle: assignRole,
  },
  {
    ...{ method: 'DELETE', place: 'customer', scopes: grants },
    path: v1('/servicePrincipals/([0-9a-f-]{36})/appRoleAssignments/([\\w-]+)'),
    handle: removeAssignment,
  },
]
