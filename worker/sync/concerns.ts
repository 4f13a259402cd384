import { AppError, type ErrorCode } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { findTenant } from '../store/tenants.ts'

/** What concerns one resource alone, although it is about the tenant. */
const ofResource: readonly ErrorCode[] = ['tenant.unsupported', 'tenant.consentAgain']

/** Whether an error says something about the tenant or the whole deployment, not about one resource. */
export function isOfTenant(code: ErrorCode): boolean {
  if (ofResource.includes(code)) return false
  return code.startsWith('tenant.') || code.startsWith('config.') || code === 'graph.throttled'
}

/** Whether a refusal may come from what the customer did, and not from this server or a busy hour. */
export function isOfTheirs(code: ErrorCode): boolean {
  return (
    code === 'graph.denied' || (code.startsWith('tenant.') && !/^tenant\.(secret|certificate)/.test(code))
  )
}

/**
 * What only a person in the customer's tenant can mend: no further tries until one acts. A secret or certificate of
 * ours is not among these: when it is replaced, every tenant goes on by itself.
 */
const stopping: readonly ErrorCode[] = [
  'tenant.consentMissing',
  'tenant.gone',
  'tenant.notMember',
  'tenant.signInEnded',
]
/** How long a consent is waited for that was given and does not work yet. */
export const mostPendingMs = 3 * 24 * 3_600_000

/**
 * Whether the tenant stops, and with which words. A consent that was given and never became usable is waited for
 * three days; one that worked and does not any more was withdrawn.
 */
export async function endOf(
  deps: Deps,
  tenantId: string,
  error: AppError,
): Promise<{ stops: boolean; error: AppError }> {
  const stops = stopping.includes(error.code)
  if (error.code !== 'tenant.consentMissing') return { stops, error }
  const tenant = await findTenant(deps, tenantId)
  // Nobody consented there, so nobody can do it again: the partner takes the customer in anew.
  if (tenant?.reachedBy === 'partner')
    return { stops, error: new AppError('partner.noPrincipal', { cause: error }) }
  if (tenant?.state !== 'pending') return { stops, error }
  if (deps.now() - tenant.connectedAt < mostPendingMs)
    return { stops: false, error: new AppError('tenant.pending') }
  const detail = 'It was given but did not become usable within three days.'
  return { stops, error: new AppError(error.code, { detail, cause: error }) }
}
