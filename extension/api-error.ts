import { i18n } from '#i18n'
import type { ErrorBody } from '#shared/contract.ts'
import { errorSaid, nextSaid } from './error-said.ts'

/** What can go wrong without the worker's saying so. The words stand under the code in extension/locales. */
type OwnCode =
  | 'extension.notSetUp'
  | 'extension.offline'
  | 'extension.away'
  | 'extension.late'
  | 'extension.notSidelight'
  | 'extension.signInFailed'
  | 'extension.serverOlder'
  | 'extension.signedOut'
  | 'extension.planChanged'
  | 'extension.badLink'
  | 'extension.broken'

interface ApiErrorOptions {
  cause?: unknown
  requestId?: string | null
}

/** Every failed request, with the words to show: what did not happen and what mends it. */
export class ApiError extends Error {
  /** One of shared/errors.ts or a newer server's, else `extension.*`. */
  readonly code: string
  readonly text: string
  readonly next: string | null
  readonly requestId: string | null
  readonly retryAfterSeconds: number | null
  /** Whether the worker says that asking again can help. */
  readonly isPassing: boolean

  constructor(code: OwnCode, { cause, requestId = null }: ApiErrorOptions = {}) {
    super(code, { cause })
    this.name = 'ApiError'
    this.code = code
    this.text = i18n.t(`error.${code}.text`)
    this.next = i18n.t(`error.${code}.next`)
    this.requestId = requestId
    this.retryAfterSeconds = null
    this.isPassing = false
  }

  /** The worker's own words, which may be newer than this extension's; translated where there is a translation. */
  static fromServer({ error }: ErrorBody): ApiError {
    const made = new ApiError('extension.broken', { requestId: error.requestId })
    return Object.assign(made, {
      message: error.code,
      code: error.code,
      text: errorSaid(error),
      next: nextSaid(error),
      retryAfterSeconds: error.retryAfterSeconds,
      isPassing: error.retry === 'later',
    })
  }

  /** Whether the worker could not be reached at all: what is shown already still holds. */
  get isAway(): boolean {
    return ['extension.away', 'extension.late', 'extension.offline'].includes(this.code)
  }
  /** Whether signing in again is the way on. */
  get isSignedOut(): boolean {
    const { code } = this
    return code === 'extension.signedOut' || (code.startsWith('auth.') && code !== 'auth.unavailable')
  }
}

/** Anything thrown, as an ApiError. */
export function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError('extension.broken', { cause: error })
}

/** A fetch that brought no response. */
export function backendAway(cause: unknown): ApiError {
  if (cause instanceof DOMException && cause.name === 'TimeoutError')
    return new ApiError('extension.late', { cause })
  return new ApiError(navigator.onLine === false ? 'extension.offline' : 'extension.away', { cause })
}
