import { AppError } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { operatorGraph, readerGraph } from '../graph/client.ts'
import { type AppName, clientIdOf } from '../graph/identity.ts'
import { proveTenant } from '../graph/prove.ts'
import { forgetToken, lastGrantedTo } from '../graph/token.ts'
import { logFailure } from '../log.ts'
import { markOnboarded } from '../store/partner-customers.ts'
import { markOperator, type TenantFacts, upsertPartnerTenant } from '../store/tenants.ts'
import { isGranted, noteGranted, usedPermissions } from '../sync/grants.ts'
import { isNotYet } from '../sync/prove-consents.ts'
import { startSync } from '../sync/start.ts'
import { addPrincipal, grantPermissions } from './application.ts'
import { consentIn } from './consent.ts'
import { isLive, type RoleStanding } from './readiness.ts'
import { customerGraph } from './session.ts'
import { hasOwnConsent, type PartnerStep, type StepContext } from './step.ts'

/** Taking a customer in. https://learn.microsoft.com/partner-center/developer/control-panel-vendor-apis */
export const onboardSteps: PartnerStep[] = [
  { id: 'check', title: 'Look whether everything is there', run: check },
  { id: 'consent', title: 'Consent through Partner Center', run: consent },
  { id: 'application', title: 'Put the application into the tenant', run: addApplications },
  { id: 'permissions', title: 'Grant its permissions', run: grant },
  { id: 'proof', title: 'Wait until it works, and read the tenant', run: prove },
  { id: 'connect', title: 'Connect the tenant', run: connect },
]

async function check({ deps, job, customer, tenant }: StepContext) {
  if (hasOwnConsent(tenant) && (await worksAlready(deps, job.tenantId, job.apps))) {
    const text = 'The tenant is connected by its own consent already. It stays one tenant and is read once.'
    return { text, goOnAt: 'connect' }
  }
  if (!isLive(customer.standing)) throw new AppError('partner.relationshipEnded')
  const missing = (customer.roles as RoleStanding[]).filter(({ state }) => state !== 'ready')
  if (missing.length === 0) return { text: 'The admin relationship and its roles are there.' }
  throw new AppError('partner.roleMissing', { detail: missing.map(({ text }) => text).join(' ') })
}

async function worksAlready(deps: Deps, tenantId: string, apps: AppName[]): Promise<boolean> {
  try {
    await factsOf(deps, tenantId, apps)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

async function consent({ deps, job }: StepContext) {
  await consentIn(deps, job.tenantId)
  return { text: 'The partner application may act in the tenant, as far as its roles there allow it.' }
}

async function addApplications({ deps, job }: StepContext) {
  const graph = customerGraph(deps, job.tenantId)
  const added: boolean[] = []
  for (const app of job.apps) added.push(await addPrincipal(graph, clientIdOf(deps.env, app)))
  const isNew = added.some(Boolean)
  return { text: isNew ? 'The application is in the tenant.' : 'It was there already.', skipped: !isNew }
}

async function grant({ deps, job }: StepContext) {
  const graph = customerGraph(deps, job.tenantId)
  let count = 0
  for (const app of job.apps) {
    count += await grantPermissions(graph, clientIdOf(deps.env, app), usedPermissions(app))
  }
  const text = count === 0 ? 'All were granted already.' : `${count} ${count === 1 ? 'was' : 'were'} granted.`
  return { text, skipped: count === 0 }
}

async function prove({ deps, job }: StepContext) {
  const { name } = await factsOf(deps, job.tenantId, job.apps)
  return { text: `The tenant answers: ${name}.` }
}

/** Reads the tenant as each application itself; raises partner.notYet while that cannot work everywhere. */
async function factsOf(deps: Deps, tenantId: string, apps: AppName[]): Promise<TenantFacts> {
  let facts: TenantFacts | null = null
  for (const app of apps) {
    // A token from before would lack what was granted since.
    forgetToken(deps, tenantId, app)
    const graph = app === 'reader' ? readerGraph(deps, tenantId) : operatorGraph(deps, tenantId)
    facts = await proveTenant(graph, tenantId).catch((error: unknown) => {
      if (error instanceof AppError && isNotYet(error)) throw notYet(error)
      throw error
    })
    const { roles } = lastGrantedTo(deps, tenantId, app)
    const missing = roles && usedPermissions(app).find((permission) => !isGranted(permission, roles))
    if (missing) throw new AppError('partner.notYet')
  }
  if (facts === null) throw new AppError('internal')
  return facts
}

function notYet(cause: AppError): AppError {
  const { retryAfterSeconds } = cause
  return new AppError('partner.notYet', {
    cause,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  })
}

/** From here on it is a tenant like one by consent. */
async function connect({ deps, job, tenant }: StepContext) {
  const { tenantId, apps } = job
  const isBoth = hasOwnConsent(tenant)
  await upsertPartnerTenant(deps, await factsOf(deps, tenantId, apps), job.createdBy)
  for (const app of apps) await noteGranted(deps, tenantId, app)
  if (apps.includes('operator')) await markOperator(deps, tenantId)
  await markOnboarded(deps, tenantId, true)
  if (isBoth)
    return { text: 'It is reached by its own consent and through the partner: one tenant, read once.' }
  // Should the queue not take it, the tenant is due at the next tick.
  await startSync(deps, tenantId).catch((error) => logFailure({ at: 'partner', tenantId }, error))
  return { text: 'The tenant is connected. Its people, licences and Secure Score are being read now.' }
}
