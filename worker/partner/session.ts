import { AppError, type ErrorCode } from '#shared/errors.ts'
import { type Deps, type Env, requireGuid } from '../env.ts'
import { type DelegatedGraph, delegatedGraph } from '../graph/delegated.ts'
import { askCenter } from '../graph/partner-center.ts'
import { type PartnerTokens, refreshPartner, scopesOf } from '../graph/partner-token.ts'
import { getPartner, keepRefreshToken, notePartner, refreshTokenOf } from '../store/partner.ts'

type Resource = Parameters<typeof scopesOf>[1]

const renewBeforeMs = 120_000
/** Access tokens for the isolate's life, by sign-in, tenant and resource. */
const kept = new WeakMap<Env, Map<string, { value: string; expiresAt: number }>>()

/**
 * A token of the partner's account for one resource, in its own tenant or a customer's. Raises partner.*; what says that
 * the sign-in itself is over is written down, whichever tenant it was said of.
 */
export async function partnerToken(deps: Deps, resource: Resource, customerId?: string): Promise<string> {
  const row = await getPartner(deps)
  const own = requireGuid(deps.env, 'MSP_TENANT_ID')
  const tenantId = customerId ?? own
  const tokens = kept.get(deps.env) ?? new Map<string, { value: string; expiresAt: number }>()
  kept.set(deps.env, tokens)
  const key = `${row.connectedAt}|${tenantId}|${resource}`
  const known = tokens.get(key)
  if (known && known.expiresAt - renewBeforeMs > deps.now()) return known.value
  const answer = await refresh(deps, await refreshTokenOf(deps, row), tenantId, resource)
  // Kept before anything is done with the answer. Only the own tenant's: a customer's may end with that customer.
  if (answer.refresh !== null && tenantId === own) await keepRefreshToken(deps, row, answer.refresh)
  tokens.set(key, { value: answer.access, expiresAt: answer.expiresAt })
  return answer.access
}

/** Says something about the sign-in as a whole. */
const ofSignIn: readonly ErrorCode[] = ['partner.revoked', 'partner.lapsed']

async function refresh(
  deps: Deps,
  token: string,
  tenantId: string,
  resource: Resource,
): Promise<PartnerTokens> {
  try {
    return await refreshPartner(deps, { refresh: token, tenantId, scope: scopesOf(deps.env, resource) })
  } catch (error) {
    if (error instanceof AppError && ofSignIn.includes(error.code)) {
      await notePartner(deps, { code: error.code, detail: error.detail ?? null })
    }
    throw error
  }
}

/** Access tokens of before: whoever looks at the connection asks Microsoft itself. */
export function forgetPartnerTokens({ env }: Deps): void {
  kept.delete(env)
}

/** A customer's token of before: it would lack what was consented to since. */
export function forgetCustomerToken({ env }: Deps, tenantId: string): void {
  const tokens = kept.get(env)
  for (const key of tokens?.keys() ?? []) {
    if (key.includes(`|${tenantId}|`)) tokens?.delete(key)
  }
}

/** Graph in the partner's own tenant. */
export function partnerGraph(deps: Deps): DelegatedGraph {
  return delegatedGraph(deps, () => partnerToken(deps, 'graph'))
}

/** Graph in a customer's tenant, by the admin relationship. */
export function customerGraph(deps: Deps, tenantId: string): DelegatedGraph {
  return delegatedGraph(deps, () => partnerToken(deps, 'customer', tenantId))
}

export async function asPartner(deps: Deps, request: Parameters<typeof askCenter>[2]) {
  return askCenter(deps, await partnerToken(deps, 'center'), request)
}
