import type { Connection, HandlerInput } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { concealing } from '../psa/conceal.ts'
import { openConnection } from '../psa/open.ts'
import { credentialsOf, noteChecked } from '../store/connections.ts'
import type { Call } from './handlers.ts'
import { connectionView } from './psa-view.ts'

/** Asks the PSA whose key it is. What is wrong with it is the answer, kept on the connection; not an error. */
export async function checkPsa(
  { connectionId }: HandlerInput<'psas.check'>,
  call: Call,
): Promise<Connection> {
  const { api, connection } = await openConnection(call, connectionId)
  const credentials = await credentialsOf(call, connection)
  const found = await concealing(credentials, () => api.check()).catch((error: unknown) => {
    if (error instanceof AppError) return error
    throw error
  })
  return connectionView(call, await noteChecked(call, connection, found))
}
