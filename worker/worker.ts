import { createApp } from './api/app.ts'
import type { Deps, Env } from './env.ts'
import { consume } from './sync/consume.ts'
import type { Message } from './sync/message.ts'
import { schedule } from './sync/schedule.ts'

/** The whole wiring: requests, the hourly tick, queue messages. `now` is the one clock; `sleep` waits by it. */
export function createWorker(now: () => number, sleep?: Deps['sleep']) {
  const clock = sleep ? { now, sleep } : { now }
  return {
    fetch: (request, env, context) => createApp({ env, ...clock }).fetch(request, env, context),
    scheduled: (controller, env) => schedule({ env, ...clock }, controller.scheduledTime),
    queue: (batch, env) => consume({ env, ...clock }, batch),
  } satisfies ExportedHandler<Env, Message>
}
