import { AppError } from '#shared/errors.ts'
import type { HttpPort, PsaApi } from '#shared/psa/api.ts'
import { psaOfHost } from '#shared/psa/index.ts'
import type { Deps } from '../env.ts'
import {
  type ConnectionRow,
  connectionOfAccount,
  getConnection,
  noteConnectionProblem,
  secretsOf,
} from '../store/connections.ts'
import { psaApi } from './apis.ts'

/**
 * A connected account, ready to use; raises access.notFound for an unknown id. `beforeRequest` runs before every single
 * request, for those who keep count of them.
 */
export async function openConnection(
  deps: Deps,
  connectionId: string,
  beforeRequest: () => Promise<void> = async () => {},
): Promise<{ api: PsaApi; connection: ConnectionRow }> {
  const connection = await getConnection(deps, connectionId)
  const secrets = await secretsOf(deps, connection)
  const api = psaApi(deps, connection.psa, connection.account, secrets, (http) =>
    watched(deps, connection, counted(http, beforeRequest)),
  )
  return { api, connection }
}

function counted(http: HttpPort, beforeRequest: () => Promise<void>): HttpPort {
  return {
    get: (path, query) => beforeRequest().then(() => http.get(path, query)),
    post: (path, body) => beforeRequest().then(() => http.post(path, body)),
    put: (path, body) => beforeRequest().then(() => http.put(path, body)),
  }
}

/** The connected account whose ticket pages stand at a host. */
export async function connectionOfHost(deps: Deps, host: string): Promise<ConnectionRow | null> {
  const found = psaOfHost(host)
  return found && connectionOfAccount(deps, found.psa.id, found.account)
}

/**
 * Keeps on the row that the key is refused, and that it works again. A missing permission concerns some requests
 * only: it is told where it happened.
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
      if (current.problemCode !== null) await note(null)
      return answer
    } catch (error) {
      if (error instanceof AppError && error.code === 'psa.keyRefused') await note(error)
      throw error
    }
  }
  return {
    get: (path, query) => watch(http.get(path, query)),
    post: (path, body) => watch(http.post(path, body)),
    put: (path, body) => watch(http.put(path, body)),
  }
}
