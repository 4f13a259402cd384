import type { PartnerCustomer } from '../../../shared/contract.ts'
import type { Env } from '../../../worker/env.ts'
import { followSignIn } from '../../world/microsoft/partner/follow-sign-in.ts'
import { seedPartner } from '../../world/partner-seed.ts'
import { type Bench, start } from '../harness.ts'

/** The worker, and a world in which the MSP is a partner with twelve customers. */
export async function startPartner(variables: Partial<Env> = {}) {
  const bench = await start(variables)
  seedPartner(bench.world.microsoft, bench.world.clock.now())
  const { partner } = bench.world.microsoft

  /** Signs in as the service account, or another; gives the page that Sidelight shows at the end. */
  async function signIn(accountId?: string | null): Promise<Response> {
    const { url } = await bench.call('partner.begin', {})
    const location = await followSignIn(bench.world.fetch, url, accountId)
    return bench.request(location, { redirect: 'manual' })
  }

  async function connect(): Promise<void> {
    const page = await signIn()
    if (page.status !== 200) throw new Error(`The partner was not connected: ${await page.text()}`)
    await bench.drain()
  }

  async function customer(tenantId: string): Promise<PartnerCustomer> {
    const { customers } = await bench.call('partner.customers', { search: tenantId })
    const [found] = customers
    if (!found) throw new Error(`There is no customer ${tenantId}.`)
    return found
  }

  return {
    ...bench,
    partner,
    signIn,
    connect,
    customer,
    state: () => bench.call('partner.get', {}),
    async hours(count: number): Promise<void> {
      for (let hour = 0; hour < count; hour += 1) {
        bench.world.clock.advance(3_600_000)
        await bench.tick()
        await bench.drain()
      }
    },
  }
}
export type PartnerBench = Awaited<ReturnType<typeof startPartner>>

export const codeOf = async (response: Response) =>
  ((await response.json()) as { error: { code: string } }).error.code

export function connectByConsent(bench: Bench, tenantId: string): Promise<Response> {
  bench.world.microsoft.consent(tenantId, 'reader')
  return bench.call('tenants.connect', { apps: 'reader' }).then(({ url }) => {
    const state = new URL(url).searchParams.get('state')
    return bench.request(`/consent/callback?admin_consent=True&tenant=${tenantId}&state=${state}`)
  })
}
