import { AppError, errors } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { operatorGraph } from '../graph/client.ts'
import { proveTenant } from '../graph/prove.ts'
import { forgetToken } from '../graph/token.ts'
import { type ConsentRow, settleConsent, unprovedOperators } from '../store/consents.ts'
import { markOperator } from '../store/tenants.ts'
import { mostPendingMs } from './concerns.ts'
import { noteGranted } from './grants.ts'

const mostAtOnce = 20

/** Tries once more what had not reached all of Microsoft's servers: consents to the operator, of one tenant or of all. */
export async function proveConsents(deps: Deps, tenantId: string | null): Promise<void> {
  for (const row of await unprovedOperators(deps, tenantId, mostAtOnce)) {
    if (row.tenantId === null) continue
    const refusal = await proveOperator(deps, row.tenantId)
    const isOver = deps.now() - row.createdAt >= mostPendingMs
    if (refusal !== null && isNotYet(refusal) && !isOver) continue
    const last =
      refusal && isNotYet(refusal) ? new AppError('consent.neverUsable', { cause: refusal }) : refusal
    await settleOperator(deps, row, row.tenantId, last)
  }
}

/** Reads the tenant as the operator; null when that works. */
export async function proveOperator(deps: Deps, tenantId: string): Promise<AppError | null> {
  try {
    // A token from before the consent would lack its permissions.
    forgetToken(deps, tenantId, 'operator')
    await proveTenant(operatorGraph(deps, tenantId), tenantId)
    await noteGranted(deps, tenantId, 'operator')
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/**
 * The operator's part of an attempt is over: proved, given but not usable yet, or refused.
 * Where the reader was asked as well, its part stays what it is.
 */
export async function settleOperator(
  deps: Deps,
  row: ConsentRow,
  tenantId: string,
  refusal: AppError | null,
): Promise<void> {
  const others = row.pending.filter((app) => app !== 'operator')
  const rest = others.length > 0 ? 'pending' : 'connected'
  if (refusal === null) {
    await markOperator(deps, tenantId)
    return settleConsent(deps, row.id, { outcome: rest, tenantId, pending: others })
  }
  if (isNotYet(refusal))
    return settleConsent(deps, row.id, { outcome: 'pending', tenantId, pending: row.pending })
  const outcome = row.asks.includes('reader') ? rest : 'failed'
  return settleConsent(deps, row.id, { outcome, tenantId, pending: others, problem: refusal })
}

/**
 * A fresh consent takes minutes to reach every server: until then Microsoft says that it is missing, or hands out
 * a token without permissions. Refusals that waiting cannot mend are not among these.
 */
export function isNotYet({ code }: AppError): boolean {
  const early = ['tenant.consentMissing', 'tenant.noOperator', 'graph.denied']
  return early.includes(code) || errors[code].retry === 'later'
}
