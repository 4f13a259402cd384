import { msp } from '../../people.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import type { PartnerWorld } from '../partner/partner.ts'
import { isPartnerApp, redeemPartner } from '../partner/sign-in.ts'
import { type Credentials, redeemSecret } from './client-credentials.ts'
import { corsOf } from './cors.ts'
import { readForm } from './form.ts'
import { redeemCode, redeemRefresh } from './redeem.ts'
import { LoginRefusal } from './refusal.ts'
import type { LoginState } from './state.ts'

/** `POST /{tenant}/oauth2/v2.0/token` */
export async function answerToken(
  state: LoginState,
  partner: PartnerWorld,
  tenant: EntraTenant | null,
  request: Request,
): Promise<Response> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded')) {
    throw new LoginRefusal(900144, "The request body must contain the following parameter: 'grant_type'.")
  }
  const form = await readForm(request)
  const grant = form.get('grant_type')
  if (grant === null)
    throw new LoginRefusal(900144, "The request body must contain the following parameter: 'grant_type'.")
  const headers = { 'cache-control': 'no-store' }
  if (grant === 'client_credentials') {
    if (!tenant)
      throw new LoginRefusal(
        50059,
        'No tenant-identifying information found in either the request or implied by any provided credentials.',
      )
    return Response.json(await redeemSecret(state, tenant, form, basicOf(request)), { headers })
  }
  if (isPartnerApp(form.get('client_id')))
    return Response.json(await redeemPartner(state, partner, tenant, form), { headers })
  const cors = { ...headers, ...corsOf(request) }
  const origin = request.headers.get('origin')
  if (tenant && tenant.id !== msp.id && (grant === 'authorization_code' || grant === 'refresh_token')) {
    throw new LoginRefusal(700005, 'The grant is not of this tenant.', { error: 'invalid_grant' })
  }
  if (grant === 'authorization_code')
    return Response.json(await redeemCode(state, form, origin), { headers: cors })
  if (grant === 'refresh_token')
    return Response.json(await redeemRefresh(state, form, origin), { headers: cors })
  throw new LoginRefusal(70003, `The app requested an unsupported grant type '${grant}'.`, {
    error: 'unsupported_grant_type',
  })
}

/** RFC 6749 2.3.1: id and secret are form-encoded before base64. */
function basicOf(request: Request): Credentials | null {
  const encoded = /^Basic (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  if (!encoded) return null
  const [id = '', secret = ''] = atob(encoded).split(':')
  return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) }
}
