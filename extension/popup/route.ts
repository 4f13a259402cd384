import { useEffect, useState } from 'preact/hooks'
import type { Rule } from '#shared/sync/filter.ts'
import type { Place } from '../rule/use-rule.ts'
import { popupRoute } from '../settings.ts'

/** Where the popup stands. It survives closing, because the popup closes whenever a tab opens. */
export type Route =
  | { screen: 'tenants' }
  | { screen: 'alerts' }
  | { screen: 'tenant'; tenantId: string }
  /** `tenantId`: consent anew, or the actions, for a tenant that is known. */
  | { screen: 'connect'; tenantId: string | null }
  | { screen: 'disconnect'; tenantId: string }
  /** Tenants without an organisation, and which they may be. */
  | { screen: 'suggest' }
  /** `from`: where one step up leads, if not to the tenant. */
  | { screen: 'map'; tenantId: string; from?: 'suggest' }
  /** `draft`: what was changed and not saved yet; null = as the mapping has it. */
  | { screen: 'rule'; tenantId: string; place: Place; draft: Rule | null }
  | { screen: 'plan'; tenantId: string; mappingId: string }

export type Go = (route: Route) => void

/** One step up from a screen. */
export function parentOf(route: Route): Route {
  if (!('tenantId' in route) || route.screen === 'tenant') return { screen: 'tenants' }
  if (route.screen === 'map' && route.from) return { screen: route.from }
  if (route.screen === 'connect' && !route.tenantId) return { screen: 'tenants' }
  return route.tenantId ? { screen: 'tenant', tenantId: route.tenantId } : { screen: 'tenants' }
}

/** undefined until read. */
export function useRoute(): [Route | undefined, Go] {
  const [route, setRoute] = useState<Route>()
  useEffect(() => {
    popupRoute.getValue().then((kept) => setRoute((kept as Route | null) ?? { screen: 'tenants' }))
  }, [])
  const go: Go = (next) => {
    setRoute(next)
    popupRoute.setValue(next)
  }
  return [route, go]
}
