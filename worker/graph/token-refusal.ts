import * as v from 'valibot'
import { AppError, type ErrorCode } from '#shared/errors.ts'
import type { AppName, Proof } from './identity.ts'

const TokenRefusal = v.object({
  error: v.optional(v.string(), ''),
  error_codes: v.optional(v.array(v.number()), []),
  error_description: v.optional(v.string(), ''),
})

/**
 * Every state of a connection in which Microsoft gives no token, by AADSTS number
 * (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). Words and next step: shared/errors.ts.
 */
const tokenTable: Record<number, ErrorCode> = {
  // No consent: not yet everywhere, never given, or withdrawn. Which of them it is the tenant's state says.
  65001: 'tenant.consentMissing',
  700016: 'tenant.consentMissing',
  650051: 'tenant.consentMissing',
  650052: 'tenant.consentMissing',
  500011: 'tenant.consentMissing',
  7000112: 'tenant.disabled',
  500014: 'tenant.disabled',
  7000215: 'tenant.secretInvalid',
  7000216: 'tenant.secretInvalid',
  7000222: 'tenant.secretExpired',
  700027: 'tenant.certificateUnknown',
  7000214: 'tenant.certificateUnknown',
  // The assertion's times: the clocks differ, which passes.
  700024: 'graph.unavailable',
  90033: 'graph.unavailable',
  90055: 'graph.throttled',
  90002: 'tenant.gone',
  900023: 'tenant.gone',
  5000224: 'tenant.gone',
  53000: 'tenant.blocked',
  53001: 'tenant.blocked',
  53003: 'tenant.blocked',
  530035: 'tenant.blocked',
  50076: 'tenant.mfaNeeded',
  50079: 'tenant.mfaNeeded',
  50020: 'tenant.notMember',
  50177: 'tenant.notMember',
  700082: 'tenant.signInEnded',
}

/** A refused token as an error of ours. Without consent for the operator, actions are what is missing. */
export function tokenRefusal(
  status: number,
  body: string,
  app: AppName,
  by: Proof['by'] = 'secret',
): AppError {
  const { error, number } = readRefusal(body, tokenTable)
  const code = tokenTable[number] ?? codeOfTokenStatus(status, error, by)
  const detail = number ? `(AADSTS${number})` : undefined
  return new AppError(code === 'tenant.consentMissing' && app === 'operator' ? 'tenant.noOperator' : code, {
    detail,
  })
}

/** What a token endpoint said: OAuth's word, and the AADSTS number that a table knows, else the stated one (0 = none). */
export function readRefusal(
  body: string,
  table: Record<number, ErrorCode>,
): { error: string; number: number } {
  const parsed = v.safeParse(TokenRefusal, jsonOrNull(body))
  const answer = parsed.success ? parsed.output : { error: '', error_codes: [], error_description: '' }
  const stated = answer.error_description.match(/AADSTS(\d+)/)?.[1]
  const number = answer.error_codes.find((known) => known in table) ?? Number(stated ?? 0)
  return { error: answer.error, number }
}

function codeOfTokenStatus(status: number, error: string, by: Proof['by']): ErrorCode {
  if (status === 429) return 'graph.throttled'
  if (status >= 500 || error === 'temporarily_unavailable') return 'graph.unavailable'
  if (error === 'invalid_client')
    return by === 'secret' ? 'tenant.secretInvalid' : 'tenant.certificateUnknown'
  return 'graph.denied'
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
