import { applyD1Migrations, createExecutionContext, reset, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { vi } from 'vitest'
import type { ClientInput, EndpointName, Output } from '../../shared/contract.ts'
import type { Env } from '../../worker/env.ts'
import { createWorker } from '../../worker/worker.ts'
import type { CloudName } from '../world/microsoft/cloud.ts'
import { createWorld } from '../world/world.ts'
import { createQueue } from './queue.ts'

export type As = 'admin' | 'technician' | 'viewer'

/**
 * The worker in workerd on a fresh D1, with the embedded world behind `fetch` and a queue in hand.
 * Call it at the start of each test: storage is isolated per file, not per test.
 */
export async function start(variables: Partial<Env> = {}) {
  await reset()
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
  const world = createWorld({ cloud: variables.CLOUD as CloudName | undefined })
  vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) =>
    world.fetch(new Request(input as RequestInfo, init)),
  )
  const queue = createQueue(world.clock)
  const workerEnv = { ...env, QUEUE: queue.producer, ...variables } as unknown as Env
  const sleep = async (ms: number) => world.clock.advance(ms)
  const worker = createWorker(world.clock.now, sleep)

  async function request(path: string, init?: RequestInit): Promise<Response> {
    const context = createExecutionContext()
    const url = new URL(path, workerEnv.PUBLIC_URL)
    const response = await worker.fetch(
      new Request(url, init) as Request<unknown, IncomingRequestCfProperties>,
      workerEnv,
      context,
    )
    await waitOnExecutionContext(context)
    return response
  }

  /** Posts to an endpoint; `as` mints a valid token of that technician. */
  async function post(
    name: string,
    input: unknown,
    as: As | { token: string } | null = 'admin',
  ): Promise<Response> {
    const token =
      as === null ? null : typeof as === 'string' ? await world.microsoft.technicianToken(as) : as.token
    return request(`/v1/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(input),
    })
  }

  /** Posts and expects success. */
  async function call<N extends EndpointName>(
    name: N,
    input: ClientInput<N>,
    as: As = 'admin',
  ): Promise<Output<N>> {
    const response = await post(name, input, as)
    const body = await response.json()
    if (!response.ok) throw new Error(`${name} answered ${response.status}: ${JSON.stringify(body)}`)
    return body as Output<N>
  }

  const consume = (batch: MessageBatch<never>) => worker.queue(batch as never, workerEnv)
  return {
    world,
    queue,
    worker,
    env: workerEnv,
    db: env.DB,
    request,
    post,
    call,
    /** One cron tick, at the world's time. */
    tick: () =>
      worker.scheduled(
        { scheduledTime: world.clock.now(), cron: '0 * * * *', noRetry() {} } as ScheduledController,
        workerEnv,
      ),
    deliver: () => queue.deliver(consume as never),
    drain: () => queue.drain(consume as never),
  }
}
export type Bench = Awaited<ReturnType<typeof start>>
