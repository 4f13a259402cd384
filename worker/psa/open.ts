import { AppError } from '#shared/errors.ts'
import { type HttpPort, type PsaApi, type TrialKind, trialKinds } from '#shared/psa/api.ts'
import { findPsa } from '#shared/psa/index.ts'
import type { Deps } from '../env.ts'
import {
  type ConnectionRow,
  credentialsOf,
  getConnection,
  listConnections,
  noteConnectionProblem,
} from '../store/connections.ts'
import { definitionOf, psaApi } from './apis.ts'
import { createCount, createPace } from './pace.ts'

interface Opened {
  api: PsaApi
  connection: ConnectionRow
}

/** A connected account for people who wait: its requests go out at once. Raises access.notFound, psa.disconnected. */
export async function openConnection(deps: Deps, connectionId: string): Promise<Opened> {
  const connection = await getConnection(deps, connectionId)
  return open(deps, connection, createCount(deps, connectionId, definitionOf(connection.psa).limit))
}

/** A connected account for work of the sync: its requests keep the pace that the PSA allows. */
export async function openPaced(deps: Deps, connectionId: string): Promise<Opened> {
  const connection = await getConnection(deps, connectionId)
  return open(deps, connection, createPace(deps, connectionId, definitionOf(connection.psa).limit))
}

async function open(
  deps: Deps,
  connection: ConnectionRow,
  beforeRequest: () => Promise<void>,
  tried: readonly TrialKind[] = triedIn(connection),
): Promise<Opened> {
  const { psa, account } = connection
  const credentials = await credentialsOf(deps, connection)
  const api = psaApi(deps, { psa, account, credentials, tried }, beforeRequest, (http) =>
    watched(deps, connection, http),
  )
  return { api, connection }
}

/** With everything that is still to be tried: for the trial alone. */
export async function openForTrial(deps: Deps, connectionId: string, kind: TrialKind): Promise<Opened> {
  const connection = await getConnection(deps, connectionId)
  const pace = createCount(deps, connectionId, definitionOf(connection.psa).limit)
  return open(deps, connection, pace, [...triedIn(connection), kind])
}

/** What has been tried in an account. */
export function triedIn({ tried }: Pick<ConnectionRow, 'tried'>): TrialKind[] {
  return trialKinds.filter((kind) => tried?.[kind] !== undefined)
}

/** The account whose pages stand at a host. Raises psa.notConnected, psa.disconnected. */
export async function openHost(deps: Deps, host: string): Promise<Opened> {
  const found = await connectionOfHost(deps, host)
  if (!found) throw new AppError('psa.notConnected', { detail: `(${host})` })
  return openConnection(deps, found.id)
}

/** The account whose ticket pages stand at a host; a disconnected one only where no other has that host. */
async function connectionOfHost(deps: Deps, host: string): Promise<ConnectionRow | null> {
  const lower = host.toLowerCase()
  const all = await listConnections(deps)
  const there = all.filter(({ psa, account }) => findPsa(psa)?.hostsOf(account).includes(lower))
  return there.find(({ disconnectedAt }) => disconnectedAt === null) ?? there[0] ?? null
}

/**
 * Keeps on the row that the key is refused, and that it works again. A missing permission concerns some requests
 * only: it is told where it happened, and what a check found missing stays until a check finds it.
 */
function watched(deps: Deps, row: ConnectionRow, http: HttpPort): HttpPort {
  let current = row
  async function note(problem: AppError | null): Promise<void> {
    await noteConnectionProblem(deps, current, problem)
    current = { ...current, problemCode: problem?.code ?? null }
  }
  async function watch(request: Promise<unknown>): Promise<unknown> {
    try {
      const answer = await request
      if (current.problemCode !== null && current.problemCode !== 'psa.permission') await note(null)
      return answer
    } catch (error) {
      if (error instanceof AppError && error.code === 'psa.keyRefused') await note(error)
      throw error
    }
  }
  return {
    get: (path, query) => watch(http.get(path, query)),
    query: (path, body) => watch(http.query(path, body)),
    post: (path, body) => watch(http.post(path, body)),
    put: (path, body) => watch(http.put(path, body)),
    patch: (path, body) => watch(http.patch(path, body)),
  }
}
