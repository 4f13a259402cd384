import type { ErrorCode } from '../errors.ts'

interface AppErrorOptions {
  /** What exactly, in words for the reader; appended to the code's text. Never a secret, never foreign markup. */
  detail?: string
  cause?: unknown
  retryAfterSeconds?: number
  /** https, where a person does it instead. */
  link?: string | undefined
}

/** The only error class. Raised by the edges; everything else lets it pass. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly detail: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly link: string | undefined

  constructor(code: ErrorCode, { detail, cause, retryAfterSeconds, link }: AppErrorOptions = {}) {
    super(detail ? `${code}: ${detail}` : code, { cause })
    this.name = 'AppError'
    this.code = code
    this.detail = detail
    this.retryAfterSeconds = retryAfterSeconds
    this.link = link
  }
}
