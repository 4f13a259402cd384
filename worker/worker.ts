import { createApp } from './api/app.ts'
import type { Env } from './env.ts'
import { consume } from './sync/consume.ts'
import type { Message } from './sync/message.ts'
import { schedule } from './sync/schedule.ts'

/** The whole wiring: requests, the hourly tick, queue messages. `now` is the one clock. */
export function createWorker(now: () => number) {
  return {
    fetch: (request, env, context) => createApp({ env, now }).fetch(request, env, context),
    scheduled: (controller, env) => schedule({ env, now }, controller.scheduledTime),
    queue: (batch, env) => consume({ env, now }, batch),
  } satisfies ExportedHandler<Env, Message>
}
