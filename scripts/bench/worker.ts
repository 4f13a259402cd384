import { countD1, type DatabaseCount } from '../../test/worker/counted-d1.ts'
import type { Env } from '../../worker/env.ts'
import { appToken } from '../../worker/graph/token.ts'
import type { Message } from '../../worker/sync/message.ts'
import { createWorker } from '../../worker/worker.ts'
import { createClock } from './clock.ts'

/** What the bench asks of its worker; each is one invocation of the product. */
export type Order =
  | { do: 'tick'; tick: number }
  | { do: 'deliver'; messages: Delivery[] }
  | { do: 'bare'; tenantId: string; links: string[] }
  | { do: 'token'; tenantId: string }
  | { do: 'call'; name: string; input: unknown; token: string }

export interface Delivery {
  body: Message
  attempts: number
}
export interface Sent extends Delivery {
  delaySeconds: number
  /** By the worker's clock, milliseconds since 1970 */
  sentAt: number
}
export interface Told {
  answer: unknown
  sent: Sent[]
  database: DatabaseCount
  /** The worker's clock at the end */
  now: number
}

/** By which clock an order is done, and what answers take: those of the PSA in virtual time alone. */
export type Time = ({ offset: number } | { now: number }) & Latency
/** Milliseconds */
export interface Latency {
  psaMs: number
  databaseMs: number
}

/**
 * The unchanged product in workerd, with a clock that the bench moves, a database that counts, and a queue that the
 * bench delivers by hand. Each order says by which clock it is done.
 */
const clock = createClock()
const { now } = clock
const product = createWorker(now, clock.sleep)
let latency: Latency = { psaMs: 0, databaseMs: 0 }
let sent: Sent[] = []

function keepTime(time: Time): void {
  if ('offset' in time) clock.follow(time.offset)
  else clock.set(time.now)
  latency = time
}

const send = globalThis.fetch
/** In virtual time a request arrives half its time later, and its answer another half. */
globalThis.fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
  if (!clock.isVirtual()) return send(input, init)
  const request = new Request(input, init)
  const halfMs = new URL(request.url).hostname.endsWith('.syncromsp.com') ? latency.psaMs / 2 : 0
  if (halfMs > 0) await clock.sleep(halfMs)
  request.headers.set('x-virtual-now', String(now()))
  const answer = await clock.outside(async () => {
    const response = await send(request)
    const bytes = await response.arrayBuffer()
    return new Response([204, 304].includes(response.status) ? null : bytes, response)
  })
  if (halfMs > 0) await clock.sleep(halfMs)
  return answer
}

async function askDatabase<T>(ask: () => Promise<T>): Promise<T> {
  if (latency.databaseMs > 0) await clock.sleep(latency.databaseMs)
  return clock.outside(ask)
}

function put(body: Message, delaySeconds = 0, attempts: number): void {
  sent.push({ body, delaySeconds, attempts, sentAt: now() })
}

const queue = {
  async send(body: Message, options?: { delaySeconds?: number }) {
    put(body, options?.delaySeconds, 1)
  },
  async sendBatch(messages: Iterable<{ body: Message; delaySeconds?: number }>) {
    for (const { body, delaySeconds } of messages) await queue.send(body, { delaySeconds })
  },
}

let opened: { env: Env; take: ReturnType<typeof countD1>['take'] } | undefined

/** One object an isolate, as in production: tokens are kept by it. */
function open(env: Env) {
  if (opened) return opened
  const { db, take } = countD1(env.DB, askDatabase)
  opened = { env: { ...env, DB: db, QUEUE: queue as unknown as Queue<Message> }, take }
  return opened
}

export default {
  async fetch(request: Request, bindings: Env): Promise<Response> {
    const { order, time } = (await request.json()) as { order: Order; time: Time }
    keepTime(time)
    const { env, take } = open(bindings)
    const answer = await obey(order, env)
    const messages = sent
    sent = []
    return Response.json({ answer, sent: messages, database: take(), now: now() } satisfies Told)
  },
}

async function obey(order: Order, env: Env): Promise<unknown> {
  if (order.do === 'tick') return product.scheduled({ scheduledTime: order.tick } as ScheduledController, env)
  if (order.do === 'deliver') return product.queue(batchOf(order.messages), env)
  if (order.do === 'token') return appToken({ env, now }, order.tenantId, 'reader')
  if (order.do === 'call') return callApi(order, env)
  return readBare(await appToken({ env, now }, order.tenantId, 'reader'), order.links)
}

/** As the extension calls, answered to the end; raises what the product answers when it refuses. */
async function callApi({ name, input, token }: Order & { do: 'call' }, env: Env): Promise<unknown> {
  const later: Promise<unknown>[] = []
  const context = { waitUntil: (work: Promise<unknown>) => later.push(work) }
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
  const request = new Request(`${env.PUBLIC_URL}/v1/${name}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(input),
  })
  const response = await product.fetch(
    request as Parameters<typeof product.fetch>[0],
    env,
    context as unknown as ExecutionContext,
  )
  await Promise.all(later)
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`)
  return response.json()
}

/** What Cloudflare hands over; what is to be retried is sent again. */
function batchOf(deliveries: Delivery[]): MessageBatch<Message> {
  const messages = deliveries.map(({ body, attempts }, at) => ({
    id: String(at),
    body,
    attempts,
    ack() {},
    retry: (options?: { delaySeconds?: number }) => put(body, options?.delaySeconds, attempts + 1),
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
