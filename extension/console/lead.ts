import { openPopupScreen } from '../places.ts'
import type { Route } from '../popup/route.ts'
import { type ConsoleRoute, hashOf } from './route.ts'

export const goTo = (route: ConsoleRoute) => {
  location.hash = hashOf(route)
}

/** Where a screen of the popup stands among the full pages; consent alone has its place there only. */
export function leadTo(route: Route): void {
  const page = pageOf(route)
  if (page) goTo(page)
  else void openPopupScreen(route)
}

function pageOf(route: Route): ConsoleRoute | null {
  switch (route.screen) {
    case 'connect':
    case 'disconnect':
      return null
    case 'suggest':
      return { screen: 'suggestions' }
    case 'map':
      return { screen: 'map', tenantId: route.tenantId }
    case 'rule':
      return { screen: 'rule', tenantId: route.tenantId, place: route.place }
    default:
      return route
  }
}
