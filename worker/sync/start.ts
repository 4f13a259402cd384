import type { SyncProgress } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { claimLease, dropLease, runUnderWay } from '../store/leases.ts'
import { readProgress } from '../store/progress.ts'
import { progressOf } from './progress.ts'

/**
 * Runs one tenant at once, for a person who waits: stopped and backed-off tenants too. A run that is under way is
 * joined. The lease is taken here, so that two clicks make one run; if the message cannot be sent it is given back.
 */
export async function startSync(deps: Deps, tenantId: string): Promise<{ started: boolean; run: string }> {
  const run = crypto.randomUUID()
  const tick = deps.now()
  if (!(await claimLease(deps, { tenantId, run, tick, by: 'person' }))) {
    const joined = await runUnderWay(deps, tenantId)
    if (!joined) throw new AppError('access.notFound')
    return { started: false, run: joined }
  }
  try {
    await deps.env.QUEUE.send({ v: 1, kind: 'pull', tenantId, run, tick, by: 'person', attempt: 1 })
  } catch (error) {
    await dropLease(deps, tenantId, run)
    throw error
  }
  return { started: true, run }
}

/** Where the present or last run stands, resource by resource. */
export async function syncProgress(deps: Deps, tenantId: string): Promise<SyncProgress> {
  const rows = await readProgress(deps, tenantId)
  if (!rows) throw new AppError('access.notFound')
  return progressOf(rows, deps.now())
}
