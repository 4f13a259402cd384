import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readD1Migrations } from '@cloudflare/vitest-plugin'
import { convertV4MiniflareOptions, type Request as Incoming, Miniflare } from 'miniflare'
import type { DatabaseCount } from '../../test/worker/counted-d1.ts'
import { worldEnv } from '../../test/world/env.ts'
import { createWorld } from '../../test/world/world.ts'
import { watchHeap } from './heap.ts'
import { kindOf, noTraffic, type Traffic } from './traffic.ts'
import type { Order, Sent } from './worker.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const hourMs = 3_600_000
/** As wrangler.toml has them. */
const consumer = { batch: 5, atOnce: 10 }

/** Everything that some work cost. */
export interface Cost {
  database: DatabaseCount
  traffic: Traffic
  messages: number
  invocations: number
  wallMs: number
}
export type Plant = Awaited<ReturnType<typeof openPlant>>

/** The product in workerd on a real D1, and the embedded world behind everything it fetches. */
export async function openPlant() {
  const world = createWorld()
  let moved = 0
  let pageWaitMs = 0
  let traffic = noTraffic()
  let cost = noCost()

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
    const response = await world.fetch(request)
    const bytes = await response.arrayBuffer()
    note(incoming, body ?? '', bytes.byteLength, isGraph)
    await answered
    return new Response([204, 304].includes(response.status) ? null : bytes, response) as never
  }

  function note({ url, method }: Incoming, body: string, bytes: number, isGraph: boolean): void {
    if (!/microsoft/.test(new URL(url).hostname)) return
    traffic.requests[kindOf(url, body)] += 1
    traffic.bytes += bytes
    traffic.largestPageBytes = Math.max(traffic.largestPageBytes, bytes)
    if (isGraph && method === 'GET') traffic.links.push(url)
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

  async function order<Answer>(order: Order): Promise<{ answer: Answer; sent: Sent[] }> {
    const response = await miniflare.dispatchFetch('https://bench.example/', {
      method: 'POST',
      headers: { 'x-clock-offset': String(moved) },
      body: JSON.stringify(order),
    })
    if (!response.ok) throw new Error(`${order.do}: ${response.status} ${await response.text()}`)
    const told = (await response.json()) as { answer: Answer; sent: Sent[]; database: DatabaseCount }
    addDatabase(cost.database, told.database)
    cost.invocations += 1
    cost.messages += told.sent.length
    return told
  }

  /** Delivers as the consumer of wrangler.toml does, until nothing waits; waits pass on the clock, not in the room. */
  async function drain(first: Sent[]): Promise<void> {
    for (let waiting = first; waiting.length > 0; ) {
      const longest = Math.max(...waiting.map(({ delaySeconds }) => delaySeconds))
      if (longest > 0) advance(longest * 1000)
      const batches: Sent[][] = []
      for (let at = 0; at < waiting.length; at += consumer.batch) {
        batches.push(waiting.slice(at, at + consumer.batch))
      }
      const next: Sent[] = []
      const work = async () => {
        for (let batch = batches.shift(); batch; batch = batches.shift()) {
          next.push(...(await order({ do: 'deliver', messages: batch })).sent)
        }
      }
      await Promise.all(Array.from({ length: consumer.atOnce }, work))
      waiting = next
    }
  }

  function advance(ms: number): void {
    moved += ms
    world.clock.advance(ms)
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
    /** The next hour: the clock moves, the cron ticks, the queue is worked off. */
    async hour(): Promise<Cost> {
      advance(hourMs)
      traffic = noTraffic()
      cost = noCost()
      const startedAt = performance.now()
      const { sent } = await order({ do: 'tick', tick: world.clock.now() })
      await drain(sent)
      const whole = { ...cost, traffic, wallMs: performance.now() - startedAt }
      traffic = noTraffic()
      return whole
    },
    /** The same pages as some run read, by fetch and JSON.parse alone. Milliseconds. */
    async bare(tenantId: string, links: string[]): Promise<number> {
      await order({ do: 'token', tenantId })
      const startedAt = performance.now()
      await order({ do: 'bare', tenantId, links })
      return performance.now() - startedAt
    },
    /** The largest heap of the worker's isolate while that work runs, garbage included. Bytes. */
    async heapDuring(work: () => Promise<unknown>): Promise<number> {
      const watch = await watchHeap(new URL('/core:user:bench', await miniflare.getInspectorURL()))
      await work()
      return watch.end()
    },
    close: () => miniflare.dispose(),
  }
}

function noCost(): Omit<Cost, 'traffic' | 'wallMs'> {
  const database = { trips: 0, statements: 0, rowsRead: 0, rowsWritten: 0, writtenTo: {} }
  return { database, messages: 0, invocations: 0 }
}

function addDatabase(total: DatabaseCount, more: DatabaseCount): void {
  total.trips += more.trips
  total.statements += more.statements
  total.rowsRead += more.rowsRead
  total.rowsWritten += more.rowsWritten
  for (const [table, rows] of Object.entries(more.writtenTo)) {
    total.writtenTo[table] = (total.writtenTo[table] ?? 0) + rows
  }
}
