import { AppError } from '#shared/errors.ts'
import { type Env, requireGuid, requireVariable } from '../env.ts'
import { authorityOf, graphScope } from '../graph/clouds.ts'
import type { AppName } from '../store/consents.ts'

/** 32 random bytes for the address; the database keeps their hash alone. */
export function createState(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')
}

export async function hashState(state: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(state))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Microsoft's admin-consent page for one application; `organizations` while the tenant is not known.
 * https://learn.microsoft.com/entra/identity-platform/v2-admin-consent
 */
export function consentUrl(env: Env, app: AppName, tenantId: string | null, state: string): string {
  const url = new URL(`${authorityOf(env, tenantId ?? 'organizations')}/v2.0/adminconsent`)
  url.searchParams.set(
    'client_id',
    requireGuid(env, app === 'reader' ? 'READER_CLIENT_ID' : 'OPERATOR_CLIENT_ID'),
  )
  url.searchParams.set('scope', graphScope(env))
  url.searchParams.set('redirect_uri', callbackUrl(env))
  url.searchParams.set('state', state)
  return url.href
}

/** As it is registered with Microsoft, to the letter. */
function callbackUrl(env: Env): string {
  const origin = requireVariable(env, 'PUBLIC_URL')
  if (!URL.canParse(origin)) throw new AppError('config.missing', { detail: 'PUBLIC_URL is not an address.' })
  return new URL('/consent/callback', origin).href
}
