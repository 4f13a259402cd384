import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { limitsOf } from '../store/access.ts'
import type { Caller } from './handlers.ts'

/** The tenants that a caller may see; `unknown` = the token hides groups that may limit it, so none. */
export type Reach = 'all' | 'unknown' | ReadonlySet<string>

/**
 * Administrators see every tenant, since they set the limits. A technician or viewer sees every tenant too while
 * neither the person nor any group of the token is limited; otherwise exactly the tenants of the limits that match,
 * taken together. Where the token does not name the groups, the person's own limit holds; without one, and with any
 * group limited, nothing is seen. Asked anew at every request, so a change holds from the next one on.
 */
export async function reachOf(deps: Deps, { role, id, groups }: Caller): Promise<Reach> {
  if (role === 'admin') return 'all'
  const limits = await limitsOf(deps, id, groups)
  if (limits.length === 0) return 'all'
  const matching = groups === null ? limits.filter(({ kind }) => kind === 'person') : limits
  if (matching.length === 0) return 'unknown'
  return new Set(matching.flatMap(({ tenantIds }) => tenantIds))
}

/** What belongs to no tenant (null) is within everybody's reach. */
export function isWithin(reach: Reach, tenantId: string | null): boolean {
  return tenantId === null || reach === 'all' || (reach !== 'unknown' && reach.has(tenantId))
}

/** Raises what an id that was never there raises. */
export function requireWithin(reach: Reach, tenantId: string): void {
  if (!isWithin(reach, tenantId)) throw new AppError('access.notFound')
}

/** The same as a list for a statement; null = every tenant. */
export function visibleIn(reach: Reach): string[] | null {
  if (reach === 'all') return null
  return reach === 'unknown' ? [] : [...reach]
}
