import type { JWK } from 'jose'
import type { Clock } from '../clock.ts'
import { seedMicrosoft } from '../seed.ts'
import { createChance } from './chance.ts'
import { type CloudName, clouds } from './cloud.ts'
import { admitWithPermissions } from './directory/service-principal.ts'
import { EntraTenant } from './directory/tenant.ts'
import { createLinks } from './graph/links.ts'
import { createRoutes } from './graph/routes.ts'
import { createGraph, type Throttle } from './graph/serve.ts'
import { createKeys } from './keys.ts'
import type { Certificate } from './login/client-assertion.ts'
import { followConsent } from './login/follow-consent.ts'
import { createLogin } from './login/serve.ts'
import type { LoginState } from './login/state.ts'
import { type Claims, type MintHeader, mint } from './mint.ts'
import { centerHost, createCenter } from './partner/center.ts'
import { createDelegatedGraph } from './partner/graph.ts'
import { isDelegated } from './partner/is-delegated.ts'
import { PartnerWorld } from './partner/partner.ts'
import { resolveApp } from './registrations.ts'
import { accessClaims, type TechnicianRole, technicianOf } from './technician.ts'

/** The embedded Microsoft: sign-in, consent and Graph of the MSP's and its customers' tenants. */
export interface Microsoft {
  /** Host names that it answers at: those of its cloud alone. */
  hosts: readonly string[]
  fetch(request: Request): Promise<Response>
  tenants: ReadonlyMap<string, EntraTenant>
  /** Partner Center and admin relationships of the MSP; empty until switched on. */
  partner: PartnerWorld
  /** By id or default domain; raises where there is none. */
  tenant(idOrDomain: string): EntraTenant
  addTenant(tenant: { id: string; name: string; domain: string }): EntraTenant
  /** A valid access token for our API, as the extension gets it; overrides replace claims, undefined leaves one out. */
  technicianToken(role: TechnicianRole, overrides?: Claims): Promise<string>
  /** Any token at all, well formed or forged. */
  mint(claims: Claims, header?: MintHeader): Promise<string>
  signingKeyPublicPem(): Promise<string>
  signingKeyJwk(): Promise<JWK>
  /** A new key signs from now on; `drop` takes the old ones off the published list. */
  rotateKeys(options?: { drop?: boolean }): Promise<void>
  /** As if an administrator of that tenant had consented to what the app asks for. */
  consent(tenantId: string, app: string): void
  /**
   * What an administrator's browser does with a consent link: opens it, signs in, accepts or cancels. Gives the
   * address that the browser is sent back to; raises with the page's words where Microsoft refuses the link.
   */
  consentLink(url: string, decision: { tenantId: string; accept: boolean }): Promise<string>
  /** How long a fresh consent takes to reach the token servers, milliseconds (default 0). */
  consentDelayMs: number
  expireSecret(app: string): void
  /** Several at once may be registered; `app` is `reader`, `operator` or a client id. */
  registerCertificate(app: string, certificate: Certificate): void
  removeCertificate(app: string, thumbprint: string): void
  /** The next requests of a tenant are answered 429; `retryAfter` null leaves the header out. */
  throttle(tenantId: string, options: { times: number; retryAfter: string | null }): void
  /** Makes all links that Graph handed out for a tenant older. */
  ageLinks(tenantId: string, ms: number): void
}

interface MicrosoftOptions {
  clock: Clock
  cloud?: CloudName
}

export function createMicrosoft({ clock, cloud: name = 'public' }: MicrosoftOptions): Microsoft {
  const cloud = clouds[name]
  const tenants = new Map<string, EntraTenant>()
  const keys = createKeys()
  const links = createLinks(clock)
  const throttles = new Map<string, Throttle>()
  const chance = createChance(7)
  const state: LoginState = {
    clock,
    cloud,
    keys,
    tenants,
    chance,
    mint: (claims) => mint(keys, claims),
    expiredSecrets: new Set(),
    certificates: new Map(),
    usedAssertions: new Set(),
    consentDelayMs: 0,
    sessions: new Map(),
    codes: new Map(),
    refreshTokens: new Map(),
  }
  const graph = createGraph({ clock, cloud, keys, routes: createRoutes(links), tenants, throttles })
  const partner = new PartnerWorld(clock, tenants)
  const login = createLogin(state, partner)
  const around = { clock, partner, tenants, throttles, consentDelayMs: () => state.consentDelayMs }
  const delegated = createDelegatedGraph(around)
  const center = createCenter(around)

  function addTenant(options: { id: string; name: string; domain: string }): EntraTenant {
    const tenant = new EntraTenant({ clock, cloud, ...options })
    tenants.set(tenant.id, tenant)
    return tenant
  }
  function findTenant(idOrDomain: string): EntraTenant {
    const found = tenants.get(idOrDomain) ?? [...tenants.values()].find(({ domain }) => domain === idOrDomain)
    if (!found) throw new Error(`There is no tenant ${idOrDomain} in the embedded world.`)
    return found
  }
  async function fetch(request: Request): Promise<Response> {
    const { hostname } = new URL(request.url)
    if (hostname === centerHost) return center(request)
    if (hostname === cloud.graph) return isDelegated(request) ? delegated(request) : graph(request)
    return login(request)
  }
  seedMicrosoft({ addTenant })

  return {
    hosts: [cloud.login, cloud.graph, ...(name === 'public' ? [centerHost] : [])],
    fetch,
    tenants,
    partner,
    tenant: findTenant,
    addTenant,
    technicianToken: (role, overrides = {}) =>
      mint(keys, {
        ...accessClaims(cloud, technicianOf(role), clock.now(), 3600 + Math.floor(chance() * 1800)),
        ...overrides,
      }),
    mint: (claims, header) => mint(keys, claims, header),
    signingKeyPublicPem: keys.publicPem,
    signingKeyJwk: keys.publicJwk,
    rotateKeys: keys.rotate,
    consent: (tenantId, app) => admitWithPermissions(findTenant(tenantId), app, state.consentDelayMs),
    consentLink: (url, decision) => followConsent(fetch, url, decision),
    get consentDelayMs() {
      return state.consentDelayMs
    },
    set consentDelayMs(ms) {
      state.consentDelayMs = ms
    },
    expireSecret: (app) => void state.expiredSecrets.add(resolveApp(app).id),
    registerCertificate(app, certificate) {
      const { id } = resolveApp(app)
      state.certificates.set(id, [...(state.certificates.get(id) ?? []), certificate])
    },
    removeCertificate(app, thumbprint) {
      const { id } = resolveApp(app)
      const kept = state.certificates.get(id)?.filter((one) => one.thumbprint !== thumbprint)
      state.certificates.set(id, kept ?? [])
    },
    throttle: (tenantId, { times, retryAfter }) => void throttles.set(tenantId, { left: times, retryAfter }),
    ageLinks: links.age,
  }
}
