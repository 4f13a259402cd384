import type { EntraTenant } from './directory/tenant.ts'
import { resolveApp } from './registrations.ts'

/** What consent does: the app's service principal in the tenant, with everything that the app asks for. */
export function admitWithPermissions(tenant: EntraTenant, app: string, delayMs: number): void {
  const principal = tenant.admit(app, delayMs)
  for (const permission of resolveApp(app).permissions) principal.permissions.add(permission)
}
