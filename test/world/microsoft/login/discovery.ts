import type { Cloud } from '../cloud.ts'
import type { EntraTenant } from '../directory/tenant.ts'
import type { LoginState } from './state.ts'

/** `{tenantid}` stands in the documents of `common` and `organizations`, as Microsoft writes it. */
function issuerOf({ login }: Cloud, tenant: EntraTenant | null): string {
  return `https://${login}/${tenant?.id ?? '{tenantid}'}/v2.0`
}

export function openIdConfiguration(cloud: Cloud, authority: string, tenant: EntraTenant | null): object {
  const base = `https://${cloud.login}/${tenant?.id ?? authority}`
  return {
    token_endpoint: `${base}/oauth2/v2.0/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_modes_supported: ['query', 'fragment', 'form_post'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    issuer: issuerOf(cloud, tenant),
    request_uri_parameter_supported: false,
    userinfo_endpoint: `https://${cloud.graph}/oidc/userinfo`,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    http_logout_supported: true,
    frontchannel_logout_supported: true,
    end_session_endpoint: `${base}/oauth2/v2.0/logout`,
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'nonce',
      'preferred_username',
      'name',
      'tid',
      'ver',
    ],
    tenant_region_scope: 'NA',
    cloud_instance_name: cloud.login.replace(/^login\./, ''),
    cloud_graph_host_name: 'graph.windows.net',
    msgraph_host: cloud.graph,
    rbac_url: 'https://pas.windows.net',
  }
}

/** A key of another signer that stands among Microsoft's: of consumer accounts, bound to their issuer. */
const consumerKey = {
  kty: 'RSA',
  use: 'sig',
  kid: 'consumer-accounts-key',
  n: '2Yl6m8T4hJ0nq2vV7C3oM1uY9kR5wXzB8dQeFgHiJkLmNoPqRsTuVwXyZaBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgHiJkLmNoPqRsTuVwXyQ',
  e: 'AQAB',
}

export async function publishedKeys(
  { keys, cloud }: Pick<LoginState, 'keys' | 'cloud'>,
  tenant: EntraTenant | null,
): Promise<object> {
  const own = (await keys.all()).map(({ jwk, kid }) => ({
    ...jwk,
    use: 'sig',
    kid,
    x5t: kid,
    issuer: issuerOf(cloud, tenant),
  }))
  // Tenant-independent lists hold keys of several issuers: who reads them has to look at `issuer`.
  const issuer = `https://${cloud.login}/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0`
  return { keys: tenant ? own : [{ ...consumerKey, issuer }, ...own] }
}

/** What MSAL asks to learn which host names mean the same cloud. */
export function instanceDiscovery({ login, aliases }: Cloud, url: URL): object | null {
  const endpoint = url.searchParams.get('authorization_endpoint')
  const root = `https://${login}/`
  if (!endpoint?.startsWith(root)) return null
  const authority = endpoint.slice(root.length).split('/')[0]
  return {
    tenant_discovery_endpoint: `${root}${authority}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: login, preferred_cache: aliases[1] ?? login, aliases }],
  }
}
