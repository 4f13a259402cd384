import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readD1Migrations } from '@cloudflare/vitest-plugin'
import { convertV4MiniflareOptions, type Request as Incoming, Miniflare } from 'miniflare'
import type { Role } from '../../shared/access.ts'
import type { ClientInput, EndpointName, Output } from '../../shared/contract.ts'
import { worldEnv } from './env.ts'
import { worldHosts } from './hosts.ts'
import { beginStory } from './story.ts'
import { createWorld, type World } from './world.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const compatibility = {
  compatibilityDate: '2026-11-02',
  compatibilityFlags: ['nodejs_compat', 'global_fetch_strictly_public'],
}

/** What Miniflare hands over, as a Request of this process. */
async function fromMiniflare(request: Incoming): Promise<Request> {
  const hasBody = !['GET', 'HEAD'].includes(request.method)
  return new Request(request.url, {
    method: request.method,
    headers: [...request.headers],
    body: hasBody ? await request.arrayBuffer() : null,
    redirect: 'manual',
  })
}

/** The built worker, unchanged, in workerd: whatever it fetches goes to the world. */
function workerOptions(world: World) {
  return {
    name: 'sidelight',
    modules: true as const,
    script: readFileSync(`${root}dist/worker/index.js`, 'utf8'),
    ...compatibility,
    bindings: { ...worldEnv },
    d1Databases: { DB: 'sidelight' },
    queueProducers: { QUEUE: 'sidelight' },
    queueConsumers: {
      sidelight: { maxBatchSize: 5, maxBatchTimeout: 0, maxRetries: 8, deadLetterQueue: 'sidelight-dead' },
      'sidelight-dead': { maxBatchTimeout: 0 },
    },
    outboundService: async (request: Incoming) => world.fetch(await fromMiniflare(request)) as never,
    routes: ['sidelight.example/*'],
  }
}

/** The door through which a browser reaches the world. */
function doorOptions(world: World) {
  return {
    name: 'world',
    modules: true as const,
    script: 'export default { fetch: (request, env) => env.WORLD.fetch(request) }',
    ...compatibility,
    serviceBindings: {
      WORLD: async (request: Incoming) => world.fetch(await fromMiniflare(request)) as never,
    },
    routes: worldHosts.map((host) => `${host}/*`),
  }
}

/** The built worker and the embedded world behind one https port, each at its real host name. */
export async function openStage() {
  const world = createWorld()
  beginStory(world)
  let hours = 0
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port: 0,
      https: true,
      workers: [workerOptions(world), doorOptions(world)],
    }),
  )
  const { port } = await miniflare.ready
  const db = await miniflare.getD1Database('DB', 'sidelight')
  for (const migration of await readD1Migrations(`${root}migrations`)) {
    for (const query of migration.queries) await db.prepare(query).run()
  }
  /** As a browser asks at the door, redirects not followed. */
  async function fetch(request: Request): Promise<Response> {
    const { url, method, headers } = request
    const response = await miniflare.dispatchFetch(url, {
      method,
      headers: [...headers],
      redirect: 'manual',
      ...(request.body === null ? {} : { body: await request.text() }),
    })
    const { status } = response
    const text = await response.text()
    return new Response(text === '' ? null : text, { status, headers: [...response.headers] })
  }
  return {
    world,
    port: Number(port),
    db,
    /** Posts to an endpoint as one of the MSP's technicians, without a browser. */
    async call<N extends EndpointName>(
      name: N,
      input: ClientInput<N>,
      role: Role = 'admin',
    ): Promise<Output<N>> {
      const token = await world.microsoft.technicianToken(role)
      const response = await miniflare.dispatchFetch(`${worldEnv.PUBLIC_URL}/v1/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(input),
      })
      const answer = await response.json()
      if (!response.ok) throw new Error(`${name} answered ${response.status}: ${JSON.stringify(answer)}`)
      return answer as Output<N>
    },
    fetch,
    /** What a browser shows at an address of the stage, redirects not followed. */
    async visit(url: string): Promise<{ status: number; location: string | null; html: string }> {
      const response = await fetch(new Request(url))
      return {
        status: response.status,
        location: response.headers.get('location'),
        html: await response.text(),
      }
    },
    /** One run of the hourly cron, an hour after the one before. */
    async tick() {
      hours += 1
      const worker = await miniflare.getWorker('sidelight')
      const scheduledTime = new Date(Date.now() + hours * 61 * 60_000)
      await worker.scheduled({ scheduledTime, cron: '0 * * * *' })
    },
    close: () => miniflare.dispose(),
  }
}
export type Stage = Awaited<ReturnType<typeof openStage>>
