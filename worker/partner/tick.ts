import type { Deps } from '../env.ts'
import { logFailure } from '../log.ts'
import { purgePartnerAttempts } from '../store/partner-attempts.ts'
import { purgeJobs } from '../store/partner-jobs.ts'
import { watchPartner } from './check.ts'
import { readWhenDue } from './discover.ts'
import { sendLostJobs } from './job.ts'
import { lookAtRelationships } from './look.ts'

/** What the partner's account needs every hour; without one nothing is asked of Microsoft. Each part fails alone. */
export async function tickPartner(deps: Deps): Promise<void> {
  for (const part of [
    watchPartner,
    readWhenDue,
    lookAtRelationships,
    sendLostJobs,
    purgeJobs,
    purgePartnerAttempts,
  ]) {
    await part(deps).catch((error) => logFailure({ at: 'partner' }, error))
  }
}
