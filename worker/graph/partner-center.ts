import type { Deps } from '../env.ts'
import { textOf } from './answer.ts'
import { centerRefusal, lost } from './partner-refusal.ts'
import { centerRoot } from './partner-token.ts'
import { sendPatiently } from './patience.ts'
import { retryAfterSeconds } from './retry-after.ts'

const timeoutMs = 20_000

interface CenterRequest {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  body?: object
  /** Statuses that are as good as done, e.g. 409 where something is there already */
  alsoFine?: readonly number[]
}

/**
 * One request to Partner Center as the partner's account. What is sent may be sent twice: consents are there or not.
 * https://learn.microsoft.com/partner-center/developer/control-panel-vendor-apis. Raises partner.*.
 */
export async function askCenter(deps: Deps, token: string, request: CenterRequest): Promise<void> {
  const { method, path, body, alsoFine = [] } = request
  const response = await sendPatiently({
    deps,
    repeatable: true,
    send: () =>
      fetch(centerRoot + path, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          'ms-requestid': crypto.randomUUID(),
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      }),
  }).catch(lost)
  const text = await textOf(response, 'partner.unavailable')
  if (response.ok || alsoFine.includes(response.status)) return
  const wait = retryAfterSeconds(response.headers.get('retry-after'), deps.now())
  throw centerRefusal(response.status, jsonOrNull(text), wait)
}

/** Answers begin with a byte order mark at times. */
function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}
