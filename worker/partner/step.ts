import type { Deps } from '../env.ts'
import type { CustomerRow } from '../store/partner-customers.ts'
import type { JobRow } from '../store/partner-jobs.ts'
import type { TenantRow } from '../store/tenants.ts'

/** What a step is handed: the job, and the customer and its tenant as they stand now. */
export interface StepContext {
  deps: Deps
  job: JobRow
  customer: CustomerRow
  tenant: TenantRow | null
}

/** `skipped`: there was nothing to do. `goOnAt`: the step to go on with; those before it are not needed. */
export interface StepOutcome {
  text: string
  skipped?: boolean
  goOnAt?: string
}

/** One step of a job: safe to repeat, whether or not it took effect before. */
export interface PartnerStep {
  id: string
  title: string
  run(context: StepContext): Promise<StepOutcome>
}

/** By its own consent, whatever the partner does. */
export function hasOwnConsent(tenant: TenantRow | null): boolean {
  return tenant?.reachedBy === 'consent' && tenant.state === 'connected' && tenant.disconnectedAt === null
}
