import { json } from '../syncro/answers.ts'
import type { HaloAccount } from './account.ts'
import { exception } from './request.ts'

const lifetimeSeconds = 3600

/** POST /auth/token?tenant=…: client credentials as a form. */
export async function giveToken(account: HaloAccount, request: Request): Promise<Response> {
  const { application, tokens, clock } = account
  const url = new URL(request.url)
  if (url.searchParams.get('tenant') !== application.tenant) return exception(400, 'The tenant is not known.')
  if (!/^application\/x-www-form-urlencoded\b/.test(request.headers.get('content-type') ?? ''))
    return json(400, { error: 'invalid_request' })
  const form = new URLSearchParams(await request.text())
  if (form.get('grant_type') !== 'client_credentials') return json(400, { error: 'unsupported_grant_type' })
  if (form.get('scope') !== 'all') return json(400, { error: 'invalid_scope' })
  if (form.get('client_id') !== application.clientId || form.get('client_secret') !== application.secret)
    return json(400, { error: 'invalid_client' })
  const token = `token-${account.nextId()}`
  tokens.set(token, clock.now() + lifetimeSeconds * 1000)
  return json(200, { access_token: token, token_type: 'Bearer', expires_in: lifetimeSeconds, scope: 'all' })
}

export function isSignedIn({ tokens, clock }: HaloAccount, request: Request): boolean {
  const token = request.headers.get('authorization')?.replace(/^Bearer /, '') ?? ''
  return (tokens.get(token) ?? 0) > clock.now()
}
