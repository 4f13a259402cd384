import { AppError, type ErrorCode } from '#shared/errors.ts'
import type { Deps } from '../env.ts'
import { clientIdOf } from '../graph/identity.ts'
import { delegatedScopes } from '../graph/partner-token.ts'
import { graphAppId } from './application.ts'
import { customerScopes } from './permissions.ts'
import { asPartner, forgetCustomerToken, partnerToken } from './session.ts'

/**
 * Consent of the partner's application in a customer's tenant.
 * https://learn.microsoft.com/partner-center/developer/control-panel-vendor-apis
 */
export async function consentIn(deps: Deps, tenantId: string): Promise<void> {
  if ((await askConsent(deps, tenantId)) === 'new' || (await works(deps, tenantId))) return
  // Partner Center knows of one that has less than is needed, or that the customer has removed: only anew it is whole.
  await withdrawConsent(deps, tenantId)
  await askConsent(deps, tenantId)
}

async function askConsent(deps: Deps, tenantId: string): Promise<'new' | 'there'> {
  const answer = await asPartner(deps, {
    method: 'POST',
    path: `/v1/customers/${tenantId}/applicationconsents`,
    body: {
      applicationId: clientIdOf(deps.env, 'partner'),
      applicationGrants: [{ enterpriseApplicationId: graphAppId, scope: customerScopes.join(',') }],
    },
    mayBeThere: true,
  })
  forgetCustomerToken(deps, tenantId)
  return answer === 'there' ? 'there' : 'new'
}

export async function withdrawConsent(deps: Deps, tenantId: string): Promise<void> {
  const application = clientIdOf(deps.env, 'partner')
  const path = `/v1/customers/${tenantId}/applicationconsents/${application}`
  await asPartner(deps, { method: 'DELETE', path, alsoFine: [404] })
  forgetCustomerToken(deps, tenantId)
}

const broken: readonly ErrorCode[] = ['partner.noPrincipal', 'partner.consentWithdrawn']

/** Whether the consent that is there gives a token with every permission. What else is refused is told by later steps. */
async function works(deps: Deps, tenantId: string): Promise<boolean> {
  try {
    const scopes = delegatedScopes(await partnerToken(deps, 'customer', tenantId))
    return customerScopes.every((scope) => scopes.has(scope))
  } catch (error) {
    if (error instanceof AppError) return !broken.includes(error.code)
    throw error
  }
}
