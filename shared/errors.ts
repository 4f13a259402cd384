import { actionErrors } from './errors/action.ts'
import type { ErrorEntry } from './errors/entry.ts'
import { graphErrors } from './errors/graph.ts'
import { mappingErrors } from './errors/mapping.ts'
import { partnerErrors } from './errors/partner.ts'
import { psaErrors } from './errors/psa.ts'
import { requestErrors } from './errors/request.ts'
import { signInErrors } from './errors/sign-in.ts'
import { tenantErrors } from './errors/tenant.ts'

export { AppError } from './errors/app-error.ts'

/**
 * Every error code of the product, with its status, words and next step. A code is `area.reason`; message text is never
 * compared.
 */
export const errors = {
  ...requestErrors,
  ...signInErrors,
  ...tenantErrors,
  ...graphErrors,
  ...psaErrors,
  ...mappingErrors,
  ...partnerErrors,
  ...actionErrors,
} as const

export type ErrorCode = keyof typeof errors

/** The words for a code, with the detail that belongs to this case. */
export function errorText(code: ErrorCode, detail?: string | null): string {
  const text = errors[code].text
  return detail ? `${text} ${detail}` : text
}

/** The step that mends it, if a person can take one. */
export function nextStep(code: ErrorCode): string | undefined {
  const entry: ErrorEntry = errors[code]
  return entry.next
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(errors, value)
}
