import { i18n } from '#i18n'
import type { ErrorBody } from '#shared/contract.ts'
import { type ErrorCode, errors, isErrorCode, nextStep } from '#shared/errors.ts'
import { errorSaid, nextSaid } from './error-said.ts'

/** What can go wrong before the worker could answer. The words stand under the code in extension/locales. */
type OwnCode =
  | 'extension.notSetUp'
  | 'extension.offline'
  | 'extension.away'
  | 'extension.late'
  | 'extension.notSidelight'
  | 'extension.signInFailed'
  | 'extension.serverOlder'

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
    this.text = isErrorCode(code) ? errorSaid(code, errors[code].text) : i18n.t(`error.${code}.text`)
    this.next = isErrorCode(code) ? nextSaid(code, nextStep(code) ?? null) : i18n.t(`error.${code}.next`)
    this.requestId = requestId
    this.retryAfterSeconds = null
  }

  /** The worker's own words, which may be newer than this extension's; translated where there is a translation. */
  static fromServer({ error }: ErrorBody): ApiError {
    const made = new ApiError('internal', { requestId: error.requestId })
    return Object.assign(made, {
      message: error.code,
      code: error.code,
      text: errorSaid(error.code, error.text),
      next: nextSaid(error.code, error.next),
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
