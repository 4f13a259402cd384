import type { PublicConfig } from '#shared/contract.ts'
import { version } from '../../package.json'
import { type Env, requireGuid } from '../env.ts'
import { authorityOf, cloudNameOf } from '../graph/clouds.ts'

/** What the extension needs to sign in; nothing in it is secret. */
export function publicConfig(env: Env): PublicConfig {
  const tenantId = requireGuid(env, 'MSP_TENANT_ID')
  return {
    product: 'sidelight',
    version,
    tenantId,
    clientId: requireGuid(env, 'EXTENSION_CLIENT_ID'),
    scope: `api://${requireGuid(env, 'API_CLIENT_ID')}/access`,
    authority: authorityOf(env, tenantId),
    cloud: cloudNameOf(env),
  }
}

export function health() {
  return { status: 'ok', version }
}
