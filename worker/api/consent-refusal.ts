import { AppError, type ErrorCode } from '#shared/errors.ts'

/**
 * Microsoft's refusals on the consent page, by their AADSTS number.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const refusals: Record<string, ErrorCode> = {
  '65004': 'consent.declined',
  '90093': 'consent.notAdmin',
  '90094': 'consent.notAdmin',
  '90095': 'consent.notAdmin',
  '50020': 'consent.otherTenant',
  '50177': 'consent.otherTenant',
  '90072': 'consent.otherTenant',
  '50072': 'tenant.mfaNeeded',
  '50074': 'tenant.mfaNeeded',
  '50076': 'tenant.mfaNeeded',
  '50079': 'tenant.mfaNeeded',
  '500121': 'tenant.mfaNeeded',
  '53000': 'tenant.blocked',
  '53001': 'tenant.blocked',
  '53003': 'tenant.blocked',
  '530035': 'tenant.blocked',
  '900023': 'tenant.gone',
  '90002': 'tenant.gone',
  '5000224': 'tenant.gone',
}

/** What the browser brought back instead of consent. Of its foreign text only the number is kept. */
export function consentRefusal(error: string, description: string): AppError {
  const number = /AADSTS(\d{4,8})/.exec(description)?.[1]
  const known = number === undefined ? undefined : refusals[number]
  const code = known ?? (error === 'access_denied' ? 'consent.declined' : 'consent.failed')
  return new AppError(code, number ? { detail: `Microsoft calls it AADSTS${number}.` } : {})
}
