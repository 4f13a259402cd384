import * as v from 'valibot'
import { ErrorBody } from '#shared/contract/answers.ts'
import type { ClientInput, EndpointName, Output } from '#shared/contract.ts'
import { ApiError, backendAway } from './api-error.ts'
import { outputOf } from './outputs.ts'
import { accessToken, endSession, renewRefusedToken } from './session.ts'
import { backendAddress } from './settings.ts'

/** These wait for Microsoft or the PSA; everything else answers from the mirror. */
const timeoutMilliseconds: Partial<Record<EndpointName, number>> = {
  'actions.run': 60_000,
  'actions.resume': 60_000,
  'actions.options': 30_000,
  'persons.live': 30_000,
  'persons.refresh': 30_000,
  'organisations.create': 60_000,
  'psas.connect': 30_000,
  'psas.check': 30_000,
  'psas.trial': 60_000,
}
const usualTimeoutMilliseconds = 20_000

/**
 * The only way to the worker. Raises ApiError, with words for people, and nothing else.
 * It never repeats a request that may have been carried out: repeat `actions.run` with the same key.
 */
export async function call<N extends EndpointName>(name: N, input: ClientInput<N>): Promise<Output<N>> {
  const address = await backendAddress.getValue()
  if (!address) throw new ApiError('extension.notSetUp')
  const token = await accessToken()
  if (!token) throw await sessionEnded()
  const schema = outputOf(name)
  let response = await post(address, name, input, token)
  if (response.status === 401) {
    // The worker checks the token before anything else, so nothing has been done yet.
    const fresh = await renewRefusedToken()
    if (fresh) response = await post(address, name, input, fresh)
  }
  if (response.status === 401) await sessionEnded()
  return readAnswer<N>(await schema, response)
}

async function sessionEnded(): Promise<ApiError> {
  const error = new ApiError('auth.missing')
  await endSession(error.text)
  return error
}

async function post(address: string, name: EndpointName, input: unknown, token: string): Promise<Response> {
  try {
    return await fetch(`${address}/v1/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(input),
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMilliseconds[name] ?? usualTimeoutMilliseconds),
    })
  } catch (cause) {
    throw backendAway(cause)
  }
}

async function readAnswer<N extends EndpointName>(
  schema: v.GenericSchema<unknown, unknown>,
  response: Response,
): Promise<Output<N>> {
  const body: unknown = await response.json().catch((cause: unknown) => {
    throw new ApiError(response.status >= 500 ? 'extension.away' : 'extension.notSidelight', { cause })
  })
  if (!response.ok) throw refusal(response.status, body)
  const parsed = v.safeParse(schema, body)
  // Outputs only gain fields: an answer that lacks one comes from an older worker.
  if (!parsed.success)
    throw new ApiError('extension.serverOlder', { requestId: response.headers.get('x-request-id') })
  return parsed.output as Output<N>
}

function refusal(status: number, body: unknown): ApiError {
  const parsed = v.safeParse(ErrorBody, body)
  if (parsed.success) return ApiError.fromServer(parsed.output)
  return new ApiError(status >= 500 ? 'extension.away' : 'extension.notSidelight')
}
