import { AppError } from '#shared/errors.ts'
import type { Env } from '../env.ts'

/** Where Microsoft stands. All customers of a deployment are in the cloud of its MSP. */
interface Cloud {
  loginHost: string
  graphHost: string
  adminCentre: string
}

/**
 * https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud and
 * https://learn.microsoft.com/graph/deployments. `usgov` is GCC High (L4); GCC itself is in the public cloud.
 */
const clouds = {
  public: {
    loginHost: 'login.microsoftonline.com',
    graphHost: 'graph.microsoft.com',
    adminCentre: 'https://entra.microsoft.com',
  },
  usgov: {
    loginHost: 'login.microsoftonline.us',
    graphHost: 'graph.microsoft.us',
    adminCentre: 'https://entra.microsoft.us',
  },
  china: {
    loginHost: 'login.partner.microsoftonline.cn',
    graphHost: 'microsoftgraph.chinacloudapi.cn',
    adminCentre: 'https://entra.microsoftonline.cn',
  },
} as const satisfies Record<string, Cloud>
type CloudName = keyof typeof clouds

/** The cloud that the variable CLOUD names; the public one where it names none. */
export function cloudOf(env: Env): Cloud {
  return clouds[cloudNameOf(env)]
}

export function cloudNameOf(env: Env): CloudName {
  const name = env.CLOUD?.trim() || 'public'
  if (isCloudName(name)) return name
  const detail = `CLOUD must be one of ${Object.keys(clouds).join(', ')}.`
  throw new AppError('config.missing', { detail })
}

function isCloudName(name: string): name is CloudName {
  return Object.hasOwn(clouds, name)
}

/** Where a tenant signs in; `organizations` while it is not known which one. */
export function authorityOf(env: Env, tenantId: string | 'organizations'): string {
  return `https://${cloudOf(env).loginHost}/${encodeURIComponent(tenantId)}`
}

/** All application permissions of Graph that were consented: there is no other way to ask for them. */
export function graphScope(env: Env): string {
  return `https://${cloudOf(env).graphHost}/.default`
}
