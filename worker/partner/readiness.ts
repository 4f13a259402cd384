import type { PartnerCustomer } from '#shared/contract.ts'
import { liveStatuses } from '../store/partner-relationships.ts'
import { neededRoles } from './roles.ts'

export type RoleStanding = PartnerCustomer['roles'][number]
export type Standing = PartnerCustomer['standing']

export interface Relationship {
  name: string
  status: string
  /** Milliseconds since 1970 */
  endsAt: number | null
  autoExtends: boolean
  roles: string[]
  assignments: { group: string; roles: string[] }[]
}

const dayMs = 24 * 3_600_000
/** From then on a relationship counts as ending. */
const warnDays = 60

/** One that is prolonged by itself gets its new end when the old one comes, so that an end that passed does not end it. */
function isActive({ status, endsAt, autoExtends }: Relationship, now: number): boolean {
  return liveStatuses.includes(status) && (autoExtends || endsAt === null || endsAt > now)
}

const isPending = ({ status }: Relationship) =>
  ['created', 'approvalPending', 'approved', 'activating'].includes(status)

/** How the relationships with a customer stand; `endsAt`: when the last active one ends, null = prolonged by itself. */
export function standingOf(
  relationships: readonly Relationship[],
  now: number,
): { standing: Standing; endsAt: number | null } {
  const active = relationships.filter((one) => isActive(one, now))
  if (active.length === 0) {
    const standing = relationships.some(isPending) ? 'pending' : relationships.length > 0 ? 'expired' : 'none'
    return { standing, endsAt: null }
  }
  const isLasting = active.some(({ autoExtends, endsAt }) => autoExtends || endsAt === null)
  if (isLasting) return { standing: 'active', endsAt: null }
  const endsAt = Math.max(...active.map((one) => one.endsAt ?? 0))
  return { standing: endsAt - now <= warnDays * dayMs ? 'expiring' : 'active', endsAt }
}

/** There is a relationship that works. */
export const isLive = (standing: Standing): boolean => standing === 'active' || standing === 'expiring'

/** Role by role what is there and what is missing. `groups`: ids of the groups that the service account is in. */
export function rolesOf(
  relationships: readonly Relationship[],
  groups: ReadonlySet<string>,
  links: { relationships: string; group(id: string): string },
  now: number,
): RoleStanding[] {
  const active = relationships.filter((one) => isActive(one, now))
  return neededRoles.map(({ id, name, alternatives }) => {
    const enough = [id, ...alternatives.map((role) => role.id)]
    const has = (roles: readonly string[]) => roles.some((role) => enough.includes(role))
    const granted = active.filter(({ roles }) => has(roles))
    // A group has no role that its relationship does not have.
    const assigned = granted.flatMap(({ assignments, roles: most }) =>
      assignments.filter(({ roles }) => has(roles.filter((role) => most.includes(role)))),
    )
    const about = { id, name }
    if (assigned.some(({ group }) => groups.has(group)))
      return { ...about, state: 'ready', text: `${name} works.`, link: null }
    const [group] = assigned
    if (group) {
      const text = `${name} is given to a security group that the service account is not in: add it to that group.`
      return { ...about, state: 'notMember', text, link: links.group(group.group) }
    }
    if (granted.length > 0) {
      const text = `The relationship has ${name}, but no security group was given it: assign it to a group of the service account.`
      return { ...about, state: 'notAssigned', text, link: links.relationships }
    }
    const others = alternatives.map((role) => role.name).join(' or ')
    const text = `No active admin relationship has ${name} (${others} would do): ask the customer for one that has it.`
    return { ...about, state: 'notGranted', text, link: links.relationships }
  })
}

/** One sentence for a customer as a whole. */
export function customerText(
  standing: Standing,
  endsAt: number | null,
  isReady: boolean,
  now: number,
): string {
  const ends = endsAt === null ? '' : ` on ${new Date(endsAt).toISOString().slice(0, 10)}`
  if (standing === 'none') return 'A customer without an admin relationship: ask for one in Partner Center.'
  if (standing === 'pending') return 'The admin relationship waits for the customer’s approval.'
  if (standing === 'expired') return 'The admin relationship has ended: ask for a new one in Partner Center.'
  if (endsAt !== null && endsAt <= now) return `The admin relationship ended${ends}.`
  const until = standing === 'expiring' ? ` The admin relationship ends${ends}: renew it before.` : ''
  return `${isReady ? 'Everything that taking it in needs is there.' : 'Roles are missing.'}${until}`
}
