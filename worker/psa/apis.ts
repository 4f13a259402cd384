import { AppError } from '#shared/errors.ts'
import type { HttpPort, PsaApi, PsaApiDefinition } from '#shared/psa/api.ts'
import { psas } from '#shared/psa/index.ts'
import syncro from '#shared/psa/syncro/api.ts'
import type { Deps } from '../env.ts'
import { createHttp } from './http.ts'

/** The API of every PSA of shared/psa/index.ts, by its id. */
export const apis: Readonly<Record<string, PsaApiDefinition>> = { syncro }

/** The API of one account. Nothing is sent until a method is called. */
export function psaApi(
  deps: Pick<Deps, 'now'>,
  psaId: string,
  account: string,
  credentials: Record<string, string>,
  wrap: (http: HttpPort) => HttpPort = (http) => http,
): PsaApi {
  const psa = psas.find(({ id }) => id === psaId)
  const api = Object.hasOwn(apis, psaId) ? apis[psaId] : undefined
  if (!psa || !api) throw new AppError('request.invalid', { detail: 'There is no such ticket system.' })
  return api.api(wrap(createHttp({ psa, api, account, credentials, now: deps.now })))
}
