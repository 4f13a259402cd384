import { actions } from '#shared/actions/index.ts'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { type AppName, grantedTo, lastGrantedTo } from '../graph/token.ts'
import { liveReadings } from '../live/index.ts'
import { type Granted, setGranted } from '../store/grants.ts'
import { resources } from './resources/index.ts'

interface Need {
  permission: string
  /** What it is for, as people know it */
  title: string
}

/** What this version of the product asks of a tenant. What a tenant may do without is not among it. */
const needs: Record<AppName, Need[]> = {
  reader: [
    ...resources.filter(({ capability }) => capability === undefined),
    ...Object.values(liveReadings),
  ].flatMap(({ title, permissions }) => permissions.map((permission) => ({ permission, title }))),
  operator: actions.flatMap(({ title, permissions }) =>
    permissions.map((permission) => ({ permission, title })),
  ),
}

const directory = ['Directory.Read.All', 'Directory.ReadWrite.All']
/** Wider permissions that allow the same (https://learn.microsoft.com/graph/permissions-reference), `…ReadWrite…` apart. */
const wider: Record<string, readonly string[]> = {
  'User.Read.All': directory,
  'GroupMember.Read.All': ['Group.Read.All', 'Group.ReadWrite.All', ...directory],
  'LicenseAssignment.Read.All': ['Organization.Read.All', 'Organization.ReadWrite.All', ...directory],
  'Organization.Read.All': directory,
  'Domain.Read.All': directory,
  'RoleManagement.Read.Directory': ['RoleManagement.Read.All', ...directory],
  'User.RevokeSessions.All': ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
  'UserAuthMethod-TAP.ReadWrite.All': ['UserAuthenticationMethod.ReadWrite.All'],
  'LicenseAssignment.ReadWrite.All': ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
  'GroupMember.ReadWrite.All': ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
  'User.DeleteRestore.All': ['User.ReadWrite.All'],
}

/** By itself, or with a wider one. */
export function isGranted(permission: string, granted: readonly string[]): boolean {
  const enough = [permission, permission.replace('.Read.', '.ReadWrite.'), ...(wider[permission] ?? [])]
  return enough.some((name) => granted.includes(name))
}

const freshMs = 5 * 60_000

/** What a tenant has not granted to an application, each in words; nothing where it is not known. */
function missing(app: AppName, granted: readonly string[] | undefined): string[] {
  if (!granted) return []
  const lacking = needs[app].filter(({ permission }) => !isGranted(permission, granted))
  const byPermission = Map.groupBy(lacking, ({ permission }) => permission)
  return [...byPermission].map(
    ([permission, all]) => `${[...new Set(all.map(({ title }) => title))].join(', ')} (${permission})`,
  )
}

/** Which applications a tenant must be asked to consent to once more, and for what. */
export function consentAgain(row: { granted: Granted | null; operatorAt: number | null }) {
  const apps: AppName[] = row.operatorAt === null ? ['reader'] : ['reader', 'operator']
  return apps
    .map((app) => ({ app, permissions: missing(app, row.granted?.[app]) }))
    .filter(({ permissions }) => permissions.length > 0)
}

/**
 * Raises when the tenant has not granted what a reading needs: nothing is asked that Microsoft would refuse. The
 * others go on. Without any permission at all the consent is what is missing.
 */
export async function requireGranted(
  deps: Deps,
  tenantId: string,
  reading: { permissions: readonly string[]; capability?: string },
): Promise<void> {
  const isEnough = (granted: string[] | null) =>
    !granted || reading.permissions.every((permission) => isGranted(permission, granted))
  if (isEnough(await grantedTo(deps, tenantId, 'reader'))) return
  // Consent may have been given since that token; another isolate may have seen it.
  const granted = await grantedTo(deps, tenantId, 'reader', freshMs)
  if (!granted || isEnough(granted)) return
  throw new AppError(granted.length === 0 || reading.capability ? 'graph.denied' : 'tenant.consentAgain')
}

/** Keeps what the last token says was granted; the same again writes nothing. */
export async function noteGranted(deps: Deps, tenantId: string, app: AppName): Promise<void> {
  const { roles, objectId } = lastGrantedTo(deps, tenantId, app)
  if (roles) await setGranted(deps, tenantId, app, roles)
  if (objectId && app === 'operator') await setGranted(deps, tenantId, 'operatorId', objectId)
}
