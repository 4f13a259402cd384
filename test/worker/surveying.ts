import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import * as v from 'valibot'
import { vi } from 'vitest'
import { type ClientInput, contract, type Output } from '../../shared/contract.ts'
import type { Call } from '../../worker/api/handlers.ts'
import { suggestionHandlers } from '../../worker/api/suggestions.ts'
import type { Deps, Env } from '../../worker/env.ts'
import { storeConnection } from '../../worker/store/connections.ts'
import { survey } from '../../worker/sync/survey.ts'
import { msp, syncroAccount, tenants } from '../world/people.ts'
import { createWorld } from '../world/world.ts'
import { createQueue } from './queue.ts'

export const [contoso, fabrikam, northwind] = tenants as [Tenant, Tenant, Tenant]
type Tenant = (typeof tenants)[number]
type Name = keyof typeof suggestionHandlers

/** Syncro connected and three tenants known, none of them mapped. Short waits move the clock. */
export async function startSurveying() {
  vi.restoreAllMocks()
  await reset()
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
  const world = createWorld()
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
    world.fetch(new Request(input as RequestInfo, init)),
  )
  const queue = createQueue(world.clock)
  const deps: Deps = {
    env: { ...env, QUEUE: queue.producer } as unknown as Env,
    now: world.clock.now,
    sleep: async (ms) => world.clock.advance(ms),
  }
  for (const tenant of tenants) await addTenant(deps, tenant)
  const { id: connectionId } = await storeConnection(deps, {
    psa: 'syncro',
    account: syncroAccount.subdomain,
    secrets: { apiKey: syncroAccount.apiKey },
    keyHint: '',
    connectedAs: 'Ruben',
    createdBy: 'test',
  })
  const consumer = async (batch: MessageBatch<never>) => {
    for (const message of batch.messages) await survey(deps, message.body)
  }
  const caller = { tenantId: msp.id, id: 'ruben', name: 'Ruben', role: 'admin', groups: [] } as const
  const request: Call = { ...deps, caller, reach: 'all', requestId: 'test', waitUntil() {} }
  async function call<N extends Name>(name: N, input: ClientInput<N>): Promise<Output<N>> {
    const handler = suggestionHandlers[name] as unknown as (input: unknown, call: Call) => Promise<unknown>
    const answer = await handler(v.parse(contract[name].input, input), request)
    return v.parse(contract[name].output, answer) as Output<N>
  }
  const drain = () => queue.drain(consumer as never)
  return {
    world,
    queue,
    deps,
    db: env.DB,
    account: world.syncro.account(),
    connectionId,
    call,
    drain,
    deliver: () => queue.deliver(consumer as never),
    suggestions: () => call('mappings.suggest', { connectionId }),
    /** Reads the account to its end. */
    async survey() {
      await call('mappings.suggest', { connectionId, refresh: true })
      await drain()
      return call('mappings.suggest', { connectionId })
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
