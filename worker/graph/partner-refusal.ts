import * as v from 'valibot'
import { AppError, type ErrorCode } from '#shared/errors.ts'
import { readRefusal } from './token-refusal.ts'

/**
 * Why Microsoft gives the partner's account no token, by AADSTS number
 * (https://learn.microsoft.com/entra/identity-platform/reference-error-codes). Words and next step: shared/errors.ts.
 */
const signInTable: Record<number, ErrorCode> = {
  50173: 'partner.revoked',
  50132: 'partner.revoked',
  50133: 'partner.revoked',
  50057: 'partner.revoked',
  700082: 'partner.lapsed',
  700084: 'partner.lapsed',
  70008: 'partner.lapsed',
  70043: 'partner.lapsed',
  50020: 'partner.guest',
  50177: 'partner.guest',
  90072: 'partner.guest',
  53000: 'partner.blocked',
  53001: 'partner.blocked',
  53003: 'partner.blocked',
  530035: 'partner.blocked',
  50072: 'partner.mfaNeeded',
  50074: 'partner.mfaNeeded',
  50076: 'partner.mfaNeeded',
  50078: 'partner.mfaNeeded',
  50079: 'partner.mfaNeeded',
  500121: 'partner.mfaNeeded',
  65004: 'partner.declined',
  90033: 'partner.unavailable',
  90055: 'partner.throttled',
  700024: 'partner.unavailable',
  7000215: 'tenant.secretInvalid',
  7000216: 'tenant.secretInvalid',
  7000222: 'tenant.secretExpired',
  700027: 'tenant.certificateUnknown',
  7000214: 'tenant.certificateUnknown',
  90002: 'tenant.gone',
  900023: 'tenant.gone',
  5000224: 'tenant.gone',
}

/** What means one thing in the partner's own tenant and another in a customer's. */
const byPlace: Record<'own' | 'customer', Record<number, ErrorCode>> = {
  own: { 65001: 'partner.notConsented', 700016: 'partner.notConsented', 7000112: 'tenant.disabled' },
  customer: {
    65001: 'partner.consentWithdrawn',
    700016: 'partner.noPrincipal',
    650051: 'partner.noPrincipal',
    500011: 'partner.noPrincipal',
    7000112: 'tenant.disabled',
    500014: 'tenant.disabled',
  },
}

/** A refused token of the partner's account as an error of ours. */
export function partnerTokenRefusal(status: number, body: string, place: 'own' | 'customer'): AppError {
  const table = { ...signInTable, ...byPlace[place] }
  const { error, number } = readRefusal(body, table)
  const detail = number ? { detail: `(AADSTS${number})` } : {}
  return new AppError(table[number] ?? codeOfStatus(status, error), detail)
}

/** What the browser brought back from the sign-in page instead of a code. Of its foreign text only the number is kept. */
export function signInRefusal(error: string, description: string): AppError {
  const number = Number(/AADSTS(\d{4,8})/.exec(description)?.[1] ?? 0)
  const known = { ...signInTable, ...byPlace.own }[number]
  const code = known ?? (error === 'access_denied' ? 'partner.declined' : 'partner.failed')
  return new AppError(code, number ? { detail: `(AADSTS${number})` } : {})
}

function codeOfStatus(status: number, error: string): ErrorCode {
  if (status === 429) return 'partner.throttled'
  if (status >= 500 || error === 'temporarily_unavailable') return 'partner.unavailable'
  if (error === 'invalid_client') return 'tenant.secretInvalid'
  return 'partner.failed'
}

/**
 * Partner Center's own codes (https://learn.microsoft.com/partner-center/developer/error-codes), by number. 900421: the
 * token does not say that multi-factor authentication was done.
 */
const centerTable: Record<string, ErrorCode> = { '900421': 'partner.noMfa' }

const CenterRefusal = v.object({ code: v.pipe(v.union([v.string(), v.number()]), v.transform(String)) })

export function centerRefusal(status: number, body: unknown, retryAfterSeconds: number | null): AppError {
  const parsed = v.safeParse(CenterRefusal, body)
  const number = parsed.success ? parsed.output.code.replace(/\W/g, '').slice(0, 20) : ''
  return new AppError(centerTable[number] ?? codeOfCenterStatus(status), {
    detail: `(${[status, number].filter(Boolean).join(' ')})`,
    retryAfterSeconds: retryAfterSeconds ?? undefined,
  })
}

function codeOfCenterStatus(status: number): ErrorCode {
  if (status === 429) return 'partner.throttled'
  if (status === 408 || status >= 500) return 'partner.unavailable'
  if (status === 401 || status === 403) return 'partner.noAccess'
  return status === 404 ? 'partner.notCustomer' : 'partner.refused'
}

/** What never got an answer; anything else that went wrong on the way out stays what it is. */
export function lost(cause: unknown): never {
  if (cause instanceof AppError && !cause.code.startsWith('graph.')) throw cause
  throw new AppError('partner.unavailable', { cause })
}
