import { AppError } from '#shared/errors.ts'
import algapsa from '#shared/psa/algapsa/api.ts'
import {
  type HttpPort,
  type PsaApi,
  type PsaApiDefinition,
  type TrialKind,
  triedBy,
} from '#shared/psa/api.ts'
import autotask from '#shared/psa/autotask/api.ts'
import connectwise from '#shared/psa/connectwise/api.ts'
import halopsa from '#shared/psa/halopsa/api.ts'
import itflow from '#shared/psa/itflow/api.ts'
import syncro from '#shared/psa/syncro/api.ts'
import zammad from '#shared/psa/zammad/api.ts'
import type { Deps } from '../env.ts'
import { createHttp } from './http.ts'

/** The API of every PSA of shared/psa/index.ts, by its id. */
export const apis: Readonly<Record<string, PsaApiDefinition>> = {
  syncro,
  halopsa,
  connectwise,
  autotask,
  itflow,
  algapsa,
  zammad,
}

export interface ApiAccount {
  psa: string
  account: string
  credentials: Record<string, string>
  /** The trials that have succeeded in this account. */
  tried: readonly TrialKind[]
}

/** Raises request.invalid for a PSA that this version does not know. */
export function definitionOf(psaId: string): PsaApiDefinition {
  const definition = Object.hasOwn(apis, psaId) ? apis[psaId] : undefined
  if (!definition) throw new AppError('request.invalid', { detail: 'There is no such ticket system.' })
  return definition
}

/** The API of one account, without what is still to be tried there. Nothing is sent until a method is called. */
export function psaApi(
  deps: Pick<Deps, 'now'>,
  { psa, account, credentials, tried }: ApiAccount,
  beforeRequest: () => Promise<void> = async () => {},
  wrap: (http: HttpPort) => HttpPort = (http) => http,
): PsaApi {
  const definition = definitionOf(psa)
  const http = createHttp({ api: definition, account, credentials, now: deps.now, beforeRequest })
  const api = { ...definition.api(wrap(http), account) }
  for (const kind of untried(definition, tried)) for (const method of triedBy[kind]) delete api[method]
  return api
}

/** What stays off in an account until it is tried. */
function untried(
  { trials = {} }: Pick<PsaApiDefinition, 'trials'>,
  tried: readonly TrialKind[],
): TrialKind[] {
  return (Object.keys(trials) as TrialKind[]).filter((kind) => !tried.includes(kind))
}
