import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readD1Migrations } from '@cloudflare/vitest-plugin'
import { convertV4MiniflareOptions, type Request as Incoming, Miniflare } from 'miniflare'
import { worldEnv } from '../../test/world/env.ts'
import { createWorld } from '../../test/world/world.ts'
import { addInvocation, type Cost, noCost } from './cost.ts'
import { cpuMs } from './cpu.ts'
import { watchHeap } from './heap.ts'
import { drain, drainOneByOne } from './queue.ts'
import { noteRequest } from './traffic.ts'
import type { Latency, Order, Sent, Time, Told } from './worker.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const hourMs = 3_600_000
export type Plant = Awaited<ReturnType<typeof openPlant>>

/**
 * The product in workerd on a real D1, and the embedded world behind everything it fetches. `virtual`: the product waits
 * in virtual time, one message after another; the world's clock follows at each request.
 */
export async function openPlant(virtual: Latency | null = null) {
  const world = createWorld()
  let moved = 0
  let virtualNow = world.clock.now()
  let pageWaitMs = 0
  let tripWaitMs = 0
  let cost = noCost()

  function follow(now: number): void {
    virtualNow = now
    world.clock.advance(now - world.clock.now())
  }

  async function outbound(incoming: Incoming): Promise<never> {
    const body = ['GET', 'HEAD'].includes(incoming.method) ? null : await incoming.text()
    const isGraph = new URL(incoming.url).hostname === 'graph.microsoft.com'
    const answered = isGraph && pageWaitMs > 0 ? wait(pageWaitMs) : null
    const request = new Request(incoming.url, {
      method: incoming.method,
      headers: [...incoming.headers],
      body,
      redirect: 'manual',
    })
    if (virtual) follow(Number(incoming.headers.get('x-virtual-now')))
    const response = await world.fetch(request)
    const bytes = await response.arrayBuffer()
    noteRequest(cost.traffic, incoming, body ?? '', response.status, bytes.byteLength)
    await answered
    return new Response([204, 304].includes(response.status) ? null : bytes, response) as never
  }

  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: 'bench',
      modules: true,
      script: readFileSync(`${root}dist/bench/worker.js`, 'utf8'),
      compatibilityDate: '2026-11-02',
      compatibilityFlags: ['nodejs_compat', 'global_fetch_strictly_public'],
      bindings: { ...worldEnv },
      d1Databases: { DB: 'bench' },
      outboundService: outbound,
      inspectorPort: 0,
    }),
  )
  const db = await miniflare.getD1Database('DB')
  for (const migration of await readD1Migrations(`${root}migrations`)) {
    for (const query of migration.queries) await db.prepare(query).run()
  }

  const timeNow = (): Time =>
    virtual ? { now: virtualNow, ...virtual } : { offset: moved, psaMs: 0, databaseMs: tripWaitMs }

  async function order(order: Order): Promise<Told> {
    const response = await miniflare.dispatchFetch('https://bench.example/', {
      method: 'POST',
      body: JSON.stringify({ order, time: timeNow() }),
    })
    if (!response.ok) throw new Error(`${order.do}: ${response.status} ${await response.text()}`)
    const told = (await response.json()) as Told
    addInvocation(cost, told)
    if (virtual) follow(told.now)
    return told
  }

  function advance(ms: number): void {
    moved += ms
    if (virtual) follow(virtualNow + ms)
    else world.clock.advance(ms)
  }

  const now = () => (virtual ? virtualNow : world.clock.now())
  const deliver = async (messages: Sent[]) => (await order({ do: 'deliver', messages })).sent

  /** Works the queue off, beginning with these. */
  const work = (first: Sent[]) => (virtual ? drainOneByOne : drain)({ deliver, advance, now }, first)

  /** What that work cost. */
  async function costOf(doing: () => Promise<unknown>): Promise<Cost> {
    cost = noCost()
    const before = { wall: performance.now(), cpu: cpuMs() }
    await doing()
    const whole = { ...cost, wallMs: performance.now() - before.wall, cpuMs: cpuMs() - before.cpu }
    cost = noCost()
    return whole
  }

  return {
    world,
    db,
    /** Time passes and nothing ticks. */
    advance,
    /** Every answer of Graph takes that long. */
    waitPerPage(ms: number) {
      pageWaitMs = ms
    },
    /** Every answer of D1 takes that long more. */
    waitPerTrip(ms: number) {
      tripWaitMs = ms
    },
    now,
    work,
    costOf,
    /** Calls the API as an administrator; gives the answer, and the messages that wait for `work` then. */
    async call<Answer>(name: string, input: unknown): Promise<{ answer: Answer; sent: Sent[] }> {
      const token = await world.microsoft.technicianToken('admin')
      const { answer, sent } = await order({ do: 'call', name, input, token })
      return { answer: answer as Answer, sent }
    },
    /** The next hour: the clock moves, the cron ticks, the queue is worked off. */
    async hour(): Promise<Cost> {
      advance(hourMs)
      return costOf(async () => work((await order({ do: 'tick', tick: now() })).sent))
    },
    /** The same pages as some run read, by fetch and JSON.parse alone. Milliseconds. */
    async bare(tenantId: string, links: string[]): Promise<number> {
      await order({ do: 'token', tenantId })
      const startedAt = performance.now()
      await order({ do: 'bare', tenantId, links })
      return performance.now() - startedAt
    },
    /** The largest heap of the worker's isolate while that work runs, bytes; garbage included unless `isSwept`. */
    async heapDuring(work: () => Promise<unknown>, isSwept = false): Promise<number> {
      const watch = await watchHeap(new URL('/core:user:bench', await miniflare.getInspectorURL()), isSwept)
      await work()
      return watch.end()
    },
    close: () => miniflare.dispose(),
  }
}
