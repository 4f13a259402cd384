import { decodeJwt } from 'jose'
import type { Clock } from '../../clock.ts'
import { partnerAccount } from '../../people.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import { findRegistration } from '../registrations.ts'
import { type PartnerWorld, partnerGroups } from './partner.ts'

export const centerHost = 'api.partnercenter.microsoft.com'

interface Around {
  clock: Clock
  partner: PartnerWorld
  tenants: ReadonlyMap<string, EntraTenant>
  consentDelayMs(): number
}

/** Partner Center's REST API, as far as consents need it. https://learn.microsoft.com/partner-center/developer */
export function createCenter(around: Around): (request: Request) => Promise<Response> {
  const { partner } = around
  return async (request) => {
    const refused = checkToken(around, request)
    if (refused) return refused
    if (partner.throttle.left > 0) {
      partner.throttle.left -= 1
      const { retryAfter } = partner.throttle
      return refuse(429, '999429', retryAfter === null ? {} : { 'retry-after': retryAfter })
    }
    const { pathname } = new URL(request.url)
    if (request.method === 'GET' && pathname === '/v1/customers') return listCustomers(partner)
    const match = /^\/v1\/customers\/([0-9a-f-]{36})\/applicationconsents(?:\/([0-9a-f-]{36}))?$/.exec(
      pathname,
    )
    if (!match?.[1]) return refuse(404, '404000')
    if (!partner.contracts.has(match[1])) return refuse(404, '600001')
    if (request.method === 'DELETE' && match[2]) return withdraw(around, match[1], match[2])
    return request.method === 'POST' && !match[2] ? consent(around, match[1], request) : refuse(405, '405000')
  }
}

function checkToken({ clock, partner }: Around, request: Request): Response | null {
  const token = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  if (!token) return refuse(401, '900401')
  const { aud, exp = 0, amr, oid } = decodeJwt(token) as Record<string, unknown> & { exp?: number }
  if (aud !== `https://${centerHost}` || exp * 1000 <= clock.now()) return refuse(401, '900401')
  if (!Array.isArray(amr) || !amr.includes('mfa')) return refuse(401, '900421')
  const isAgent = partner.own.groups.directOf(String(oid)).some(({ id }) => id === partnerGroups.adminAgents)
  return partner.isPartner && isAgent ? null : refuse(403, '900403')
}

function listCustomers({ contracts }: PartnerWorld): Response {
  const items = [...contracts].slice(0, 1).map(([id, { name, domain }]) => ({
    id,
    companyProfile: { tenantId: id, domain, companyName: name },
  }))
  return answer(200, { totalCount: contracts.size, items, attributes: { objectType: 'Collection' } })
}

async function consent(around: Around, tenantId: string, request: Request): Promise<Response> {
  const { partner, tenants, clock } = around
  const body = (await request.json()) as {
    applicationId?: string
    applicationGrants?: { enterpriseApplicationId: string; scope: string }[]
  }
  const app = findRegistration(body.applicationId ?? null)
  const grant = body.applicationGrants?.[0]
  if (app?.kind !== 'web' || !grant) return refuse(400, '400001')
  // Roles there decide who may consent, as they do in the tenant itself.
  if (partner.rolesIn(tenantId, partnerAccount.id).size === 0) return refuse(403, '900403')
  const consents = partner.consents.get(tenantId) ?? new Map()
  partner.consents.set(tenantId, consents)
  // Partner Center's own record: it stands even where the customer has removed the application since.
  if (consents.has(app.id)) {
    return refuse(partner.consentTwiceStatus, '409001', {}, 'Permission entry already exists.')
  }
  const knownAt = clock.now() + around.consentDelayMs()
  consents.set(app.id, { scopes: grant.scope.split(','), knownAt })
  tenants.get(tenantId)?.admit(app.id, around.consentDelayMs())
  return answer(201, body)
}

function withdraw({ partner, tenants }: Around, tenantId: string, appId: string): Response {
  if (!partner.consents.get(tenantId)?.delete(appId)) return refuse(404, '404001')
  tenants.get(tenantId)?.servicePrincipals.delete(appId)
  return new Response(null, { status: 204 })
}

/** Answers begin with a byte order mark. */
function answer(status: number, body: object, headers: Record<string, string> = {}): Response {
  return new Response(`\uFEFF${JSON.stringify(body)}`, {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'ms-requestid': crypto.randomUUID(),
      ...headers,
    },
  })
}

function refuse(
  status: number,
  code: string,
  headers: Record<string, string> = {},
  description = 'No.',
): Response {
  return answer(status, { code, description, data: [], source: 'PartnerFD' }, headers)
}
