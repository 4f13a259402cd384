import type { Clock } from '../../clock.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import type { Route } from './call.ts'
import { GraphRefusal } from './refusal.ts'

const windowMs = 10_000

/**
 * What a request costs at the identity service: a base, one less with `$select`, one more with `$expand`, one less
 * with `$top` below 20, never below 1. Null = another service answers it.
 * https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
export function costOf({ cost = 1 }: Pick<Route, 'cost'>, query: URLSearchParams): number | null {
  if (cost === null) return null
  const top = query.get('$top')
  const isShort = top !== null && Number(top) < 20
  return Math.max(1, cost - Number(query.has('$select')) + Number(query.has('$expand')) - Number(isShort))
}

/** Units per 10 seconds of an app in a tenant, by how many users it has. */
function budgetOf({ users, resourceUnitBudget }: EntraTenant): number {
  if (resourceUnitBudget !== null) return resourceUnitBudget
  if (users.size < 50) return 3500
  return users.size <= 500 ? 5000 : 8000
}

/** Counts what apps use up; raises 429 where a budget is spent. Gives the headers of an answer. */
export function createMeter(clock: Clock) {
  const spent = new Map<string, { window: number; units: number }>()
  return (tenant: EntraTenant, appId: string, cost: number): Record<string, string> => {
    const key = `${appId}/${tenant.id}`
    const [now, budget] = [clock.now(), budgetOf(tenant)]
    const window = Math.floor(now / windowMs)
    const last = spent.get(key)
    const units = (last?.window === window ? last.units : 0) + cost
    spent.set(key, { window, units })
    const share = Math.min(1.8, units / budget)
    const headers: Record<string, string> =
      share < 0.8 ? {} : { 'x-ms-throttle-limit-percentage': share.toFixed(2) }
    if (units <= budget) return { 'x-ms-resource-unit': String(cost), ...headers }
    throw new GraphRefusal(429, 'TooManyRequests', 'Too many requests. Please retry after some time.', {
      ...headers,
      'Retry-After': (((window + 1) * windowMs - now) / 1000).toFixed(3),
      'x-ms-throttle-scope': `Tenant_Application/ReadWrite/${key}`,
      'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
    })
  }
}
