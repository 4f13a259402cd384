import type { ErrorBody } from '#shared/contract.ts'
import { type ErrorCode, errors, isErrorCode, nextStep } from '#shared/errors.ts'

/** What can go wrong before the worker could answer, in words. */
const own = {
  'extension.notSetUp': { text: 'Sidelight is not set up in this browser yet.', next: 'Open the settings.' },
  'extension.offline': { text: 'This computer is offline.', next: 'Check the network and try again.' },
  'extension.away': { text: 'Sidelight’s server is not answering.', next: 'Try again in a minute.' },
  'extension.late': { text: 'Sidelight’s server did not answer in time.', next: 'Try again in a minute.' },
  'extension.notSidelight': {
    text: 'The answer does not come from a Sidelight server.',
    next: 'Check the address in the settings.',
  },
  'extension.signInFailed': {
    text: 'Microsoft did not complete the sign-in.',
    next: 'Try again. If it stays, an administrator checks the app registration’s redirect address.',
  },
  'extension.serverOlder': {
    text: 'The server is older than this extension, and its answer lacks something.',
    next: 'An administrator updates the server.',
  },
} as const
type OwnCode = keyof typeof own

interface ApiErrorOptions {
  cause?: unknown
  requestId?: string | null
}

/** Every failed request, with the words to show: what did not happen and what mends it. */
export class ApiError extends Error {
  /** One of shared/errors.ts, `extension.*`, or a newer server's. */
  readonly code: string
  readonly text: string
  readonly next: string | null
  readonly requestId: string | null
  readonly retryAfterSeconds: number | null

  constructor(code: OwnCode | ErrorCode, { cause, requestId = null }: ApiErrorOptions = {}) {
    super(code, { cause })
    this.name = 'ApiError'
    this.code = code
    this.text = isErrorCode(code) ? errors[code].text : own[code].text
    this.next = isErrorCode(code) ? (nextStep(code) ?? null) : own[code].next
    this.requestId = requestId
    this.retryAfterSeconds = null
  }

  /** The worker's own words, which may be newer than this extension's. */
  static fromServer({ error }: ErrorBody): ApiError {
    const made = new ApiError('internal', { requestId: error.requestId })
    return Object.assign(made, {
      message: error.code,
      code: error.code,
      text: error.text,
      next: error.next,
      retryAfterSeconds: error.retryAfterSeconds,
    })
  }

  /** Whether the worker could not be reached at all: what is shown already still holds. */
  get isAway(): boolean {
    return ['extension.away', 'extension.late', 'extension.offline'].includes(this.code)
  }
  /** Whether signing in again is the way on. */
  get isSignedOut(): boolean {
    return this.code.startsWith('auth.') && this.code !== 'auth.unavailable'
  }
}

/** Anything thrown, as an ApiError. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError('internal', { cause: error })
}

/** A fetch that brought no response. */
export function backendAway(cause: unknown): ApiError {
  if (cause instanceof DOMException && cause.name === 'TimeoutError')
    return new ApiError('extension.late', { cause })
  return new ApiError(navigator.onLine === false ? 'extension.offline' : 'extension.away', { cause })
}
