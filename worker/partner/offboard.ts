import type { AppName } from '../graph/identity.ts'
import { clientIdOf } from '../graph/identity.ts'
import { forgetToken } from '../graph/token.ts'
import { disconnectTenant } from '../store/disconnect.ts'
import { markOnboarded } from '../store/partner-customers.ts'
import { watchTenant } from '../sync/watch.ts'
import { removePrincipal, withdrawPermissions } from './application.ts'
import { withdrawConsent } from './consent.ts'
import { isLive } from './readiness.ts'
import { customerGraph } from './session.ts'
import type { PartnerStep, StepContext, StepOutcome } from './step.ts'

/** Letting a customer go: the steps of taking it in, the other way round. */
export const offboardSteps: PartnerStep[] = [
  { id: 'disconnect', title: 'Stop reading the tenant', run: disconnect },
  { id: 'permissions', title: 'Take the permissions back', run: withdraw },
  { id: 'application', title: 'Remove the application from the tenant', run: removeApplications },
  { id: 'consent', title: 'Withdraw the consent in Partner Center', run: endConsent },
  { id: 'forget', title: 'Let the customer go', run: forget },
]

async function disconnect({ deps, job, customer, tenant }: StepContext): Promise<StepOutcome> {
  const isOwn = tenant?.reachedBy === 'consent'
  if (tenant && !isOwn && tenant.disconnectedAt === null) {
    await disconnectTenant(deps, job.tenantId, null)
    for (const app of ['reader', 'operator'] as const) forgetToken(deps, job.tenantId, app)
    await watchTenant(deps, job.tenantId)
  }
  const text = isOwn
    ? `The tenant ${tenant.disconnectedAt === null ? 'stays connected by' : 'was disconnected; nothing is done to'} its own consent.`
    : 'The tenant is not read any more. What is known of it stays.'
  if (isLive(customer.standing)) return { text, skipped: isOwn }
  const left =
    'Without an admin relationship the application stays there: the customer removes it under Enterprise applications.'
  return { text: isOwn ? text : `${text} ${left}`, goOnAt: 'forget' }
}

const ofConsent = { text: 'It belongs to the tenant’s own consent and stays.', skipped: true }

/** Every application that this server may have put there. */
function appIds({ deps: { env } }: StepContext): string[] {
  const apps: AppName[] = env.OPERATOR_CLIENT_ID?.trim() ? ['reader', 'operator'] : ['reader']
  return apps.map((app) => clientIdOf(env, app))
}

async function withdraw(context: StepContext): Promise<StepOutcome> {
  if (context.tenant?.reachedBy === 'consent') return ofConsent
  const graph = customerGraph(context.deps, context.job.tenantId)
  let count = 0
  for (const appId of appIds(context)) count += await withdrawPermissions(graph, appId)
  return count === 0 ? { text: 'None were granted.', skipped: true } : { text: `${count} taken back.` }
}

async function removeApplications(context: StepContext): Promise<StepOutcome> {
  if (context.tenant?.reachedBy === 'consent') return ofConsent
  const graph = customerGraph(context.deps, context.job.tenantId)
  const removed: boolean[] = []
  for (const appId of appIds(context)) removed.push(await removePrincipal(graph, appId))
  return removed.some(Boolean)
    ? { text: 'The application is removed.' }
    : { text: 'It was not there.', skipped: true }
}

async function endConsent({ deps, job }: StepContext): Promise<StepOutcome> {
  await withdrawConsent(deps, job.tenantId)
  return { text: 'The partner application may not act in the tenant any more.' }
}

async function forget({ deps, job }: StepContext): Promise<StepOutcome> {
  await markOnboarded(deps, job.tenantId, false)
  return { text: 'The customer can be taken in again at any time.' }
}
