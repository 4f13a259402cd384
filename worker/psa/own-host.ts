import { AppError } from '#shared/errors.ts'
import type { PsaDefinition } from '#shared/psa/psa.ts'
import { type Env, requireVariable } from '../env.ts'
import { definitionOf } from './apis.ts'

/** Refuses an account that would make the worker send requests, or show cards, to itself. Raises psa.address. */
export function refuseOwnHost(
  env: Env,
  psa: PsaDefinition,
  account: string,
  credentials: Record<string, string>,
): void {
  const { baseUrl, token } = definitionOf(psa.id)
  const asked = [baseUrl(account), token?.url(account, credentials)]
  const hosts = asked.flatMap((address) => (address ? (URL.parse(address)?.hostname ?? []) : []))
  const own = new URL(requireVariable(env, 'PUBLIC_URL')).hostname
  if (![...hosts, ...psa.hostsOf(account)].some((host) => bare(host) === own)) return
  throw new AppError('psa.address', { detail: 'Sidelight’s own server answers there.' })
}

/** Without a port and without the dot that a name may end with. */
const bare = (host: string) => host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')
