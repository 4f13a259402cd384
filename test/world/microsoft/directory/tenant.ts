import type { Clock } from '../../clock.ts'
import type { Cloud } from '../cloud.ts'
import { resolveApp } from '../registrations.ts'
import { createChangeLog } from './change.ts'
import { GroupDirectory } from './group-directory.ts'
import { licencesOf } from './licensing.ts'
import type { DirectoryEntry } from './log.ts'
import type { Quirks } from './quirks.ts'
import { findRole, type RoleAssignment, roleTemplates } from './role.ts'
import type { ServicePrincipal } from './service-principal.ts'
import { findProduct, type Subscription } from './sku.ts'
import type { EntraUser, StoredUser, UserProperty } from './user.ts'

type NewUser = Partial<StoredUser> & Pick<EntraUser, 'displayName'>

interface TenantDomain {
  id: string
  isDefault: boolean
  isInitial: boolean
  isVerified: boolean
}

export interface TenantOptions {
  clock: Clock
  id: string
  name: string
  domain: string
  cloud: Cloud
}

/** One Entra tenant: its directory, and what tests and the demo do to it behind Graph's back. */
export class EntraTenant {
  readonly id: string
  readonly name: string
  readonly domain: string
  readonly users = new Map<string, StoredUser>()
  readonly deletedUsers = new Map<string, StoredUser>()
  /** Delta lets licenseAssignmentStates be selected, but does not track them. */
  readonly changes = createChangeLog<UserProperty>(['licenseAssignmentStates'])
  readonly groups: GroupDirectory
  readonly servicePrincipals = new Map<string, ServicePrincipal>()
  readonly directoryLog: DirectoryEntry[] = []
  subscriptions: Subscription[] = []
  roleAssignments: RoleAssignment[] = []
  /** Items of one delta page */
  deltaPageSize = 100
  /** Most items of a page of a list, however many are asked for with `$top` */
  listPageSize = 999
  quirks: Quirks = { emptyPages: true, replays: false, shuffle: false, expired: 'gone' }
  /** Days of Secure Score that exist; a young or tiny tenant has none. At most 90 are kept. */
  secureScoreDays = 90
  /** Resource units in 10 seconds for each app; null = what Microsoft gives a tenant of this size. */
  resourceUnitBudget: number | null = null
  /** Temporary Access Passes: lifetimes in minutes, and whether they may be used once alone. */
  passPolicy = { isEnabled: true, least: 60, most: 480, once: false }
  domains: TenantDomain[]
  readonly #clock: Clock
  readonly #cloud: Cloud

  constructor({ clock, cloud, id, name, domain }: TenantOptions) {
    this.#clock = clock
    this.#cloud = cloud
    this.id = id
    this.name = name
    this.domain = domain
    this.domains = [
      { id: domain, isDefault: true, isInitial: false, isVerified: true },
      { id: this.initialDomain, isDefault: false, isInitial: true, isVerified: true },
    ]
    this.groups = new GroupDirectory({
      clock,
      isUser: (userId) => this.users.has(userId) || this.deletedUsers.has(userId),
      onLicensing: (userId) => this.reprocessLicences(userId),
    })
  }

  /** The domain that every tenant is born with. */
  get initialDomain(): string {
    return `${this.domain.split('.')[0]}.${this.#cloud.initialDomain}`
  }

  #iso(): string {
    return new Date(this.#clock.now()).toISOString().replace(/\.\d+Z$/, 'Z')
  }

  /** By object id or user principal name, active users alone. */
  find(idOrUpn: string): StoredUser | undefined {
    const lower = idOrUpn.toLowerCase()
    const byName = () =>
      [...this.users.values()].find((user) => user.userPrincipalName.toLowerCase() === lower)
    return this.users.get(lower) ?? byName()
  }

  /** As `find`, but raises where there is none. */
  user(idOrUpn: string): StoredUser {
    const found = this.find(idOrUpn)
    if (!found) throw new Error(`${this.name} has no user ${idOrUpn}.`)
    return found
  }

  addUser(partial: NewUser): StoredUser {
    const user = this.#newUser(partial)
    if (this.users.has(user.id) || this.find(user.userPrincipalName))
      throw new Error(`${user.userPrincipalName} exists.`)
    return this.#keep(user)
  }

  /** Many at once, for large tenants: ids are looked at, names are taken as they come. */
  addMany(count: number, make: (index: number) => NewUser): void {
    for (let index = 0; index < count; index += 1) {
      const user = this.#newUser(make(index))
      if (this.users.has(user.id)) throw new Error(`${user.id} exists.`)
      this.#keep(user)
    }
  }

  #newUser(partial: NewUser): StoredUser {
    const id = partial.id ?? crypto.randomUUID()
    return {
      userPrincipalName: `${id.slice(0, 8)}@${this.domain}`,
      accountEnabled: true,
      userType: 'Member',
      createdDateTime: this.#iso(),
      passwordChangedAt: null,
      forceChangePasswordNextSignIn: false,
      sessionsRevokedAt: null,
      mailbox: partial.mail && partial.userType !== 'Guest' ? 'user' : null,
      ...partial,
      id,
    }
  }

  #keep(user: StoredUser): StoredUser {
    this.users.set(user.id, user)
    this.changes.add(user.id, null)
    return user
  }

  /** Sets properties (null clears, undefined is left alone); what stays the same is no change. */
  updateUser(idOrUpn: string, patch: Partial<Omit<StoredUser, 'id'>>): StoredUser {
    const user = this.user(idOrUpn)
    const entries = Object.entries(patch).filter(([, value]) => value !== undefined)
    const changed = entries.filter(
      ([name, value]) => JSON.stringify(user[name as UserProperty]) !== JSON.stringify(value),
    )
    Object.assign(user, Object.fromEntries(changed))
    this.changes.add(
      user.id,
      changed.map(([name]) => name as UserProperty),
    )
    return user
  }

  /** As an administrator deletes a user: restorable for 30 days; licences are free again. */
  softDelete(idOrUpn: string): void {
    const user = this.user(idOrUpn)
    user.deletedDateTime = this.#iso()
    this.users.delete(user.id)
    this.deletedUsers.set(user.id, user)
    this.roleAssignments = this.roleAssignments.filter(({ principalId }) => principalId !== user.id)
    this.changes.add(user.id, null)
  }

  /** For good, from either place. */
  hardDelete(idOrUpn: string): void {
    const id = this.find(idOrUpn)?.id ?? idOrUpn
    if (!this.users.delete(id) && !this.deletedUsers.delete(id))
      throw new Error(`${this.name} has no user ${id}.`)
    this.groups.forget(id)
    this.roleAssignments = this.roleAssignments.filter(({ principalId }) => principalId !== id)
    this.changes.add(id, null)
  }

  restore(id: string): void {
    const user = this.deletedUsers.get(id)
    if (!user) throw new Error(`${this.name} has no deleted user ${id}.`)
    user.deletedDateTime = null
    this.deletedUsers.delete(id)
    this.users.set(id, user)
    this.changes.add(id, null)
  }

  /** Exactly these products directly, by part number; those of the user's groups stay. */
  setLicences(idOrUpn: string, partNumbers: readonly string[]): void {
    const user = this.user(idOrUpn)
    const direct = partNumbers.map((partNumber) => this.#skuIdOf(partNumber))
    this.updateUser(user.id, licencesOf(this, user, direct, this.#iso()))
  }

  /** The products that members of a group get: exactly these, by part number. */
  setGroupLicences(idOrName: string, partNumbers: readonly string[]): void {
    const skuIds = partNumbers.map((partNumber) => this.#skuIdOf(partNumber))
    this.groups.update(idOrName, {
      assignedLicenses: skuIds.map((skuId) => ({ skuId, disabledPlans: [] })),
    })
  }

  /** Works out anew what a user gets from groups; without an id of everybody who has an error. */
  reprocessLicences(userId?: string): void {
    const isWaiting = ({ licenseAssignmentStates = [] }: StoredUser) =>
      licenseAssignmentStates.some(({ state }) => state === 'Error')
    const chosen = userId === undefined ? [...this.users.values()].filter(isWaiting) : this.users.get(userId)
    for (const user of Array.isArray(chosen) ? chosen : chosen ? [chosen] : []) {
      const states = user.licenseAssignmentStates ?? []
      const direct = states.filter(({ assignedByGroup }) => assignedByGroup === null)
      if (states.length === 0 && !this.groups.directOf(user.id).some((group) => group.assignedLicenses))
        continue
      const skuIds = direct.map(({ skuId }) => skuId)
      this.updateUser(user.id, licencesOf(this, user, skuIds, this.#iso()))
    }
  }

  #skuIdOf(partNumber: string): string {
    const found = this.subscriptions.find(({ product }) => product.skuPartNumber === partNumber)
    if (!found) throw new Error(`${this.name} has no subscription of ${partNumber}.`)
    return found.product.skuId
  }

  /** A further domain; it counts for nothing until it is verified. */
  addDomain(id: string, { isVerified = true } = {}): void {
    this.domains.push({ id, isDefault: false, isInitial: false, isVerified })
  }

  /** Buys seats, or changes how many there are. */
  subscribe(partNumber: string, units: Partial<Omit<Subscription, 'product'>>): void {
    const product = findProduct(partNumber)
    const old = this.subscriptions.find((subscription) => subscription.product === product)
    const none = { enabled: 0, warning: 0, suspended: 0, lockedOut: 0, capabilityStatus: 'Enabled' as const }
    const renewal = new Date(this.#clock.now() + 90 * 86_400_000).toISOString()
    const contract = {
      subscriptionIds: [crypto.randomUUID()],
      isTrial: false,
      createdDateTime: '2024-02-05T08:00:00Z',
      nextLifecycleDateTime: `${renewal.slice(0, 10)}T00:00:00Z`,
    }
    const next = { ...none, ...contract, ...old, ...units, product }
    this.subscriptions = [...this.subscriptions.filter((subscription) => subscription !== old), next]
    this.reprocessLicences()
  }

  /** To a user, to a role-assignable group, or to the service principal of `reader` or `operator`. */
  assignRole(principal: string, roleName: string): void {
    const roleTemplateId = findRole(roleName).id
    if (principal === 'reader' || principal === 'operator') {
      const principalId = this.admit(principal).id
      this.roleAssignments.push({ id: crypto.randomUUID(), principalId, roleTemplateId })
      return
    }
    const group = this.groups.find(principal)
    if (group && !group.isAssignableToRole) throw new Error(`${group.displayName} is not role-assignable.`)
    const principalId = group?.id ?? this.user(principal).id
    this.roleAssignments.push({ id: crypto.randomUUID(), principalId, roleTemplateId })
  }

  removeRole(principal: string, roleName: string): void {
    const { id } = this.groups.find(principal) ?? this.user(principal)
    const gone = findRole(roleName).id
    this.roleAssignments = this.roleAssignments.filter(
      (a) => a.principalId !== id || a.roleTemplateId !== gone,
    )
  }

  /** Directly or as a member of a role-assignable group. */
  holdsPrivilegedRole(userId: string): boolean {
    const privileged = roleTemplates.filter(({ isPrivileged }) => isPrivileged).map(({ id }) => id)
    const principals = [userId, ...this.groups.directOf(userId).map(({ id }) => id)]
    return this.roleAssignments.some(
      (a) => principals.includes(a.principalId) && privileged.includes(a.roleTemplateId),
    )
  }

  /** The app's service principal, made when it is missing; the token servers know it after `delayMs`. */
  admit(app: string, delayMs = 0): ServicePrincipal {
    const { id: appId } = resolveApp(app)
    const knownAt = this.#clock.now() + delayMs
    const made = { id: crypto.randomUUID(), appId, permissions: new Set<string>(), knownAt }
    const principal = this.servicePrincipals.get(appId) ?? made
    this.servicePrincipals.set(appId, principal)
    return principal
  }

  /** Grants one application permission to `reader`, `operator` or a client id. Tokens already issued lack it. */
  grant(app: string, permission: string): void {
    this.admit(app).permissions.add(permission)
  }

  /** Takes one application permission away. Tokens already issued keep it until they expire. */
  revoke(app: string, permission: string): void {
    this.admit(app).permissions.delete(permission)
  }

  /** As an administrator removes the enterprise application: tokens are refused at once. */
  withdrawConsent(app: string): void {
    this.servicePrincipals.delete(resolveApp(app).id)
  }
}
