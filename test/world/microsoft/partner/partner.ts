import type { Clock } from '../../clock.ts'
import { msp, partnerAccount } from '../../people.ts'
import type { EntraTenant } from '../directory/tenant.ts'

/** A granular delegated admin relationship, as the partner sees it. */
export interface AdminRelationship {
  id: string
  displayName: string
  tenantId: string
  customerName: string
  status: string
  /** Milliseconds since 1970 */
  endsAt: number
  /** PT0S or P180D */
  autoExtend: string
  /** Template ids */
  roles: string[]
  /** Security groups of the partner, with the roles given to each */
  assignments: { id: string; groupId: string; roles: string[]; status: string }[]
}

export const roleIds = {
  cloudApplication: '158c047a-c907-4556-b7ef-446551a6b5f7',
  application: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  privilegedRole: 'e8611ab8-c189-46e8-94e1-60213ab1f814',
  global: '62e90394-69f5-4237-9190-012177145e10',
  user: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
} as const

export const partnerGroups = {
  adminAgents: 'aa000000-0000-4000-8000-0000000000a1',
  access: 'aa000000-0000-4000-8000-0000000000a2',
} as const

const dayMs = 24 * 3_600_000

/** How a customer's tenant or the own one refuses the partner's account, by AADSTS number. */
export type Refusal = { number: number; text: string }

/** What Partner Center and Microsoft know of the MSP as a partner. Empty until somebody switches it on. */
export class PartnerWorld {
  readonly relationships = new Map<string, AdminRelationship>()
  /** Customers by contract: names and domains as they were then */
  readonly contracts = new Map<string, { name: string; domain: string }>()
  /** Consents to applications by customer: scopes, and since when they work */
  readonly consents = new Map<string, Map<string, { scopes: string[]; knownAt: number }>>()
  readonly refusals = new Map<string, Refusal>()
  readonly refreshTokens = new Map<string, { accountId: string; issuedAt: number; usedAt: number }>()
  readonly codes = new Map<
    string,
    { accountId: string; challenge: string; nonce: string | null; redirectUri: string }
  >()
  /** Whether the next sign-in, and tokens that follow from it, have Entra's multi-factor authentication */
  hasMfa = true
  /** Whether the MSP takes part in the partner programme */
  isPartner = true
  /** Tokens from before are refused: 50173 */
  revokedAt = Number.NEGATIVE_INFINITY
  /** Requests that Partner Center answers 429 */
  throttle = { left: 0, retryAfter: '2' as string | null }
  /** How a consent that is there already is refused */
  consentTwiceStatus: 400 | 409 = 409
  /** Items of a page, however many are asked for */
  pageSize = 300
  #serial = 0
  readonly #clock: Clock
  readonly #tenants: ReadonlyMap<string, EntraTenant>

  constructor(clock: Clock, tenants: ReadonlyMap<string, EntraTenant>) {
    this.#clock = clock
    this.#tenants = tenants
  }

  get own(): EntraTenant {
    const own = this.#tenants.get(msp.id)
    if (!own) throw new Error('The MSP has a tenant.')
    return own
  }

  /** The service account, in AdminAgents and in the group that relationships are assigned to. */
  switchOn(): void {
    if (this.own.users.has(partnerAccount.id)) return
    const { id, name, upn } = partnerAccount
    this.own.addUser({ id, displayName: name, userPrincipalName: upn, mail: upn })
    this.own.groups.add({ id: partnerGroups.adminAgents, displayName: 'AdminAgents' })
    this.own.groups.add({ id: partnerGroups.access, displayName: 'Customer access' })
    for (const group of Object.values(partnerGroups)) this.own.groups.addMember(group, id)
  }

  /** A customer by contract, and an active relationship with the roles that taking it in needs. */
  addCustomer(tenant: EntraTenant, more: Partial<AdminRelationship> = {}): AdminRelationship {
    this.contracts.set(tenant.id, { name: tenant.name, domain: tenant.domain })
    return this.relate(tenant, more)
  }

  relate(tenant: { id: string; name: string }, more: Partial<AdminRelationship> = {}): AdminRelationship {
    this.#serial += 1
    const roles = more.roles ?? [roleIds.cloudApplication, roleIds.privilegedRole]
    const relationship: AdminRelationship = {
      id: `${tenant.id}-${this.#serial}`,
      displayName: `Lamplight and ${tenant.name}`,
      tenantId: tenant.id,
      customerName: tenant.name,
      status: 'active',
      endsAt: this.#clock.now() + 700 * dayMs,
      autoExtend: 'PT0S',
      assignments: [
        { id: `assignment-${this.#serial}`, groupId: partnerGroups.access, roles, status: 'active' },
      ],
      ...more,
      roles,
    }
    this.relationships.set(relationship.id, relationship)
    return relationship
  }

  /** What time does to a relationship. */
  statusOf({ status, endsAt, autoExtend }: AdminRelationship): string {
    if (status !== 'active' || endsAt > this.#clock.now() || autoExtend !== 'PT0S') return status
    return 'expired'
  }

  /** Role template ids that the account holds in a customer's tenant. */
  rolesIn(tenantId: string, accountId: string): Set<string> {
    const groups = new Set(this.own.groups.allOf(accountId).map(({ id }) => id))
    const active = [...this.relationships.values()].filter(
      (one) => one.tenantId === tenantId && this.statusOf(one) === 'active',
    )
    const assigned = active.flatMap((one) =>
      one.assignments
        .filter(({ groupId, status }) => status === 'active' && groups.has(groupId))
        .flatMap(({ roles }) => roles.filter((role) => one.roles.includes(role))),
    )
    return new Set(assigned)
  }

  /** As when the account's password changes: every refresh token of before is dead. */
  revokeSessions(): void {
    this.revokedAt = this.#clock.now()
  }
}
