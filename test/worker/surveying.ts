import { vi } from 'vitest'
import type { ClientInput, EndpointName, ErrorBody } from '../../shared/contract.ts'
import type { Deps } from '../../worker/env.ts'
import { storeConnection } from '../../worker/store/connections.ts'
import { syncroAccount, tenants } from '../world/people.ts'
import { start } from './harness.ts'

type Tenant = (typeof tenants)[number]
export const [contoso, fabrikam, northwind] = tenants as [Tenant, Tenant, Tenant]

/** Syncro connected and three tenants known, none of them mapped. Short waits move the clock. */
export async function startSurveying() {
  vi.restoreAllMocks()
  const bench = await start()
  const { world, env } = bench
  const deps: Deps = { env, now: world.clock.now, sleep: async (ms) => world.clock.advance(ms) }
  for (const tenant of tenants) await addTenant(deps, tenant)
  const { id: connectionId } = await storeConnection(deps, {
    psa: 'syncro',
    account: syncroAccount.subdomain,
    credentials: { apiKey: syncroAccount.apiKey },
    keyHint: '',
    connectedAs: 'Ruben',
    createdBy: 'test',
  })
  return {
    ...bench,
    deps,
    account: world.syncro.account(),
    connectionId,
    suggestions: () => bench.call('mappings.suggest', { connectionId }),
    /** The code of a refusal; null = it was none. */
    async refusal<N extends EndpointName>(name: N, input: ClientInput<N>): Promise<string | null> {
      const response = await bench.post(name, input)
      return response.ok ? null : ((await response.json()) as ErrorBody).error.code
    },
    /** Reads the account to its end. */
    async survey() {
      await bench.call('mappings.suggest', { connectionId, refresh: true })
      await bench.drain()
      return bench.call('mappings.suggest', { connectionId })
    },
  }
}
export type Surveying = Awaited<ReturnType<typeof startSurveying>>

async function addTenant({ env: { DB }, now }: Deps, { id, name, domain }: Tenant): Promise<void> {
  await DB.prepare(
    `INSERT INTO tenant (id, name, domain, domains, state, reached_by, connected_at, connected_by, next_due_at)
     VALUES (?1, ?2, ?3, ?4, 'connected', 'consent', ?5, 'test', ?5)`,
  )
    .bind(id, name, domain, JSON.stringify([domain, `${domain.split('.')[0]}.onmicrosoft.com`]), now())
    .run()
}
