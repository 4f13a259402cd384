import type { HandlerInput, Output } from '#shared/contract.ts'
import { AppError } from '#shared/errors.ts'
import { checkIdentity } from '../graph/identity.ts'
import { type AppName, attemptsOf, createConsent } from '../store/consents.ts'
import { findTenant, getTenant } from '../store/tenants.ts'
import { attemptView } from './attempt-view.ts'
import { consentUrl, createState, hashState } from './consent-url.ts'
import type { Call } from './handlers.ts'

const asked: Record<HandlerInput<'tenants.connect'>['apps'], [AppName, ...AppName[]]> = {
  reader: ['reader'],
  operator: ['operator'],
  both: ['reader', 'operator'],
}

/** The address of Microsoft's consent page, and the attempt that its answer will settle. */
export async function connectTenant(
  { apps, tenantId }: HandlerInput<'tenants.connect'>,
  call: Call,
): Promise<Output<'tenants.connect'>> {
  if (apps === 'operator') await checkKnown(call, tenantId)
  const asks = asked[apps]
  // Before anybody agrees to something that could not be used.
  for (const app of asks) await checkIdentity(call.env, app)
  const state = createState()
  const url = consentUrl(call.env, asks[0], tenantId ?? null, state)
  const stateHash = await hashState(state)
  const consent = await createConsent(call, {
    stateHash,
    by: call.caller,
    asks,
    expectedTenantId: tenantId ?? null,
  })
  const tenant = tenantId === undefined ? null : await findTenant(call, tenantId)
  return { url, attempt: attemptView({ consent, tenant }, call.now()) }
}

/** The operator is added to a tenant that is there already. */
async function checkKnown(call: Call, tenantId: string | undefined): Promise<void> {
  if (tenantId === undefined)
    throw new AppError('request.invalid', { detail: 'tenantId: needed to add the operator.' })
  await getTenant(call, tenantId)
}

export async function listAttempts(call: Call): Promise<Output<'tenants.attempts'>> {
  const attempts = await attemptsOf(call, call.caller.id)
  return { attempts: attempts.map((attempt) => attemptView(attempt, call.now())) }
}
