import { resolveApp } from '../registrations.ts'
import type { EntraTenant } from './tenant.ts'

/** An app as it exists in a customer's tenant after consent. */
export interface ServicePrincipal {
  id: string
  appId: string
  permissions: Set<string>
  /** When the token servers know of it, milliseconds since 1970 */
  knownAt: number
}

/** What consent does: the app's service principal in the tenant, with everything that the app asks for. */
export function admitWithPermissions(tenant: EntraTenant, app: string, delayMs: number): void {
  const principal = tenant.admit(app, delayMs)
  for (const permission of resolveApp(app).permissions) principal.permissions.add(permission)
}
