import { countD1 } from '../../test/worker/counted-d1.ts'
import type { Env } from '../../worker/env.ts'
import { appToken } from '../../worker/graph/token.ts'
import type { Message } from '../../worker/sync/message.ts'
import { createWorker } from '../../worker/worker.ts'

/** What the bench asks of its worker; each is one invocation of the product. */
export type Order =
  | { do: 'tick'; tick: number }
  | { do: 'deliver'; messages: Delivery[] }
  | { do: 'bare'; tenantId: string; links: string[] }
  | { do: 'token'; tenantId: string }

export interface Delivery {
  body: Message
  attempts: number
}
export interface Sent {
  body: Message
  delaySeconds: number
  attempts: number
}

/**
 * The unchanged product in workerd, with a clock that the bench moves, a database that counts, and a queue that the
 * bench delivers by hand. The clock's offset comes with each order.
 */
let offset = 0
const now = () => Date.now() + offset
const product = createWorker(now)
let sent: Sent[] = []

const queue = {
  async send(body: Message, options?: { delaySeconds?: number }) {
    sent.push({ body, delaySeconds: options?.delaySeconds ?? 0, attempts: 1 })
  },
  async sendBatch(messages: Iterable<{ body: Message; delaySeconds?: number }>) {
    for (const { body, delaySeconds } of messages) await queue.send(body, { delaySeconds })
  },
}

let opened: { env: Env; take: ReturnType<typeof countD1>['take'] } | undefined

/** One object an isolate, as in production: tokens are kept by it. */
function open(env: Env) {
  if (opened) return opened
  const { db, take } = countD1(env.DB)
  opened = { env: { ...env, DB: db, QUEUE: queue as unknown as Queue<Message> }, take }
  return opened
}

export default {
  async fetch(request: Request, bindings: Env): Promise<Response> {
    offset = Number(request.headers.get('x-clock-offset'))
    const { env, take } = open(bindings)
    const order = (await request.json()) as Order
    const answer = await obey(order, env)
    const messages = sent
    sent = []
    return Response.json({ answer, sent: messages, database: take() })
  },
}

async function obey(order: Order, env: Env): Promise<unknown> {
  if (order.do === 'tick') return product.scheduled({ scheduledTime: order.tick } as ScheduledController, env)
  if (order.do === 'deliver') return product.queue(batchOf(order.messages), env)
  if (order.do === 'token') return appToken({ env, now }, order.tenantId, 'reader')
  return readBare(await appToken({ env, now }, order.tenantId, 'reader'), order.links)
}

/** What Cloudflare hands over; what is to be retried is sent again. */
function batchOf(deliveries: Delivery[]): MessageBatch<Message> {
  const messages = deliveries.map(({ body, attempts }, at) => ({
    id: String(at),
    body,
    attempts,
    ack() {},
    retry: (options?: { delaySeconds?: number }) =>
      void sent.push({ body, delaySeconds: options?.delaySeconds ?? 0, attempts: attempts + 1 }),
  }))
  return { queue: 'sidelight', messages } as unknown as MessageBatch<Message>
}

/** The least that any client must do: fetch and parse each page, one after another. Gives the items read. */
async function readBare(token: string, links: string[]): Promise<number> {
  let items = 0
  for (const link of links) {
    const response = await fetch(link, { headers: { authorization: `Bearer ${token}` } })
    const page = JSON.parse(await response.text()) as { value?: unknown[] }
    items += page.value?.length ?? 1
  }
  return items
}
