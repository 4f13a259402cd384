import type { HandlerInput, Output } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { checkIdentity } from '../graph/identity.ts'
import { startReading } from '../partner/discover.ts'
import { sendJobs, stepsOfKind } from '../partner/job.ts'
import { findPartner, getPartner } from '../store/partner.ts'
import { customersAmong } from '../store/partner-customers.ts'
import { createJobs, type JobRow, lastJobs } from '../store/partner-jobs.ts'
import type { Call, Handlers } from './handlers.ts'
import { listCustomers } from './partner-customers.ts'
import { disconnectPartner } from './partner-disconnect.ts'
import { jobViews, partnerJobs } from './partner-jobs.ts'
import { beginPartner } from './partner-sign-in.ts'
import { partnerState, readingView } from './partner-view.ts'

export const partnerHandlers = {
  'partner.get': (_input, call) => partnerState(call),
  'partner.begin': (_input, call) => beginPartner(call),
  'partner.disconnect': disconnectPartner,
  'partner.refresh': async (_input, call) => {
    const started = await startReading(call)
    return { started, reading: readingView(await findPartner(call)) }
  },
  'partner.customers': listCustomers,
  'partner.onboard': onboard,
  'partner.offboard': ({ tenantIds }, call) => startJobs(call, 'offboard', tenantIds, ['reader', 'operator']),
  'partner.jobs': partnerJobs,
} satisfies Partial<Handlers>

async function onboard({ tenantIds, apps }: HandlerInput<'partner.onboard'>, call: Call) {
  await checkIdentity(call.env, 'reader')
  if (apps === 'both') await checkIdentity(call.env, 'operator')
  return startJobs(call, 'onboard', tenantIds, apps === 'both' ? ['reader', 'operator'] : ['reader'])
}

/** A job for each customer; where one is running that one is told. Who is no customer any more holds nobody else up. */
async function startJobs(
  call: Call,
  kind: JobRow['kind'],
  named: string[],
  apps: JobRow['apps'],
): Promise<Output<'partner.onboard'>> {
  const deps: Deps = call
  const tenantIds = await customersAmong(deps, [...new Set(named)])
  if (tenantIds.length === 0) throw new AppError('access.notFound')
  await getPartner(deps)
  const steps = stepsOfKind[kind].map(({ id }) => id)
  await createJobs(
    deps,
    tenantIds.map((tenantId) => ({ tenantId, kind, apps, by: call.caller, steps })),
  )
  const rows = await lastJobs(deps, tenantIds)
  // A lost message is sent again by the tick.
  const fresh = rows.filter(({ job }) => job.state === 'running' && job.nextAt <= deps.now())
  await sendJobs(
    deps,
    fresh.map(({ job }) => ({ jobId: job.id, position: 0 })),
  )
  const strangers = named.filter((tenantId) => !tenantIds.includes(tenantId))
  return { jobs: await jobViews(deps, rows), strangers }
}
