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
  /** Statuses that are as good as done, e.g. 404 where something is to be removed */
  alsoFine?: readonly number[]
  /** Whether it is no refusal that what is made is there already */
  mayBeThere?: boolean
}

/**
 * One request to Partner Center as the partner's account. What is sent may be sent twice: consents are there or not.
 * https://learn.microsoft.com/partner-center/developer/control-panel-vendor-apis. Raises partner.*.
 */
export async function askCenter(
  deps: Deps,
  token: string,
  request: CenterRequest,
): Promise<'done' | 'there'> {
  const { method, path, body, alsoFine = [], mayBeThere = false } = request
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
  if (response.ok || alsoFine.includes(response.status)) return 'done'
  if (mayBeThere && saysItIsThere(response.status, text)) return 'there'
  const wait = retryAfterSeconds(response.headers.get('retry-after'), deps.now())
  throw centerRefusal(response.status, jsonOrNull(text), wait)
}

/** The status of a consent given twice is not documented, and has not always been 409; the words are the same. */
function saysItIsThere(status: number, text: string): boolean {
  return status === 409 || (status === 400 && /already exists/i.test(text))
}

/** Answers begin with a byte order mark at times. */
function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}
