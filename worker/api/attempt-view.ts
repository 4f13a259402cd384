import type { ConnectAttempt } from '#shared/contract.ts'
import type { Attempt } from '../store/consents.ts'
import { problemOf } from '../store/problem.ts'

/** An attempt as it stands by now: its link may have grown too old, the sync may have proved its tenant. */
export function attemptView(attempt: Attempt, now: number): ConnectAttempt {
  const { consent: row, tenant } = attempt
  return {
    id: row.id,
    ...standing(attempt, now),
    asks: row.asks,
    tenantId: row.tenantId,
    tenantName: row.tenantId !== null && tenant !== null ? tenant.name : null,
    startedAt: new Date(row.createdAt).toISOString(),
    expiresAt: new Date(row.expiresAt).toISOString(),
  }
}

function standing({ consent: row, tenant }: Attempt, now: number): Pick<ConnectAttempt, 'state' | 'problem'> {
  if (row.outcome === 'failed') return { state: 'failed', problem: problemOf(row) }
  const isOut = row.usedAt === null
  const isOpen = isOut || row.outcome === 'waiting'
  if (isOpen && row.expiresAt > now) return { state: 'waiting', problem: null }
  const tooOld = problemOf({
    problemCode: 'consent.expired',
    problemDetail: null,
    problemSince: row.expiresAt,
  })
  if (row.outcome === 'waiting') return { state: 'expired', problem: tooOld }

  // The reader was settled; what it still waits for is finished by the sync, so the tenant is asked.
  const proved = { reader: tenant?.state === 'connected', operator: isOut || tenant?.operatorAt != null }
  const problem = problemOf(row) ?? (isOut ? tooOld : null)
  if (row.pending.every((app) => proved[app])) return { state: 'connected', problem }
  if (tenant?.state === 'stopped') return { state: 'failed', problem: problemOf(tenant) }
  return { state: 'pending', problem }
}
