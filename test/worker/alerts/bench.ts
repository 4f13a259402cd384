import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { vi } from 'vitest'
import { deliver, sendDeliver } from '../../../worker/alerts/deliver.ts'
import type { Deps, Env } from '../../../worker/env.ts'
import { storeWebhook } from '../../../worker/store/webhook.ts'
import { watchAlerts } from '../../../worker/sync/watch.ts'
import type { Clock } from '../../world/clock.ts'
import { countD1 } from '../counted-d1.ts'
import { createQueue } from '../queue.ts'

const startedAt = Date.UTC(2026, 10, 23, 9, 30)
export const hour = 3_600_000
export const receiver = 'https://alerts.lamplight.example/hook'
export const secret = `whsec_${btoa('s'.repeat(32))}`

interface Received {
  id: string
  timestamp: string
  signature: string
  body: string
  redirect: string
}

/** Time that moves only as a test moves it. */
function standingClock(): Clock {
  let at = startedAt
  return {
    now: () => at,
    advance(ms) {
      at += ms
    },
  }
}

/** D1 with nothing in it, a clock, a queue, and a receiver behind `fetch` that answers as it is told to. */
export async function startAlerts() {
  await reset()
  await applyD1Migrations(env.DB, env.TEST_MIGRATIONS)
  const clock = standingClock()
  const queue = createQueue(clock)
  const { db, take } = countD1(env.DB)
  const deps: Deps = { env: { ...env, DB: db, QUEUE: queue.producer } as unknown as Env, now: clock.now }
  const received: Received[] = []
  let answer: () => Response | Promise<Response> = () => new Response(null, { status: 204 })
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    const request = new Request(input as RequestInfo, init)
    const header = (name: string) => request.headers.get(`webhook-${name}`) ?? ''
    received.push({
      ...{ id: header('id'), timestamp: header('timestamp'), signature: header('signature') },
      ...{ body: await request.text(), redirect: request.redirect },
    })
    return answer()
  })
  const run = (sql: string, ...values: (string | number | null)[]) =>
    env.DB.prepare(sql)
      .bind(...values)
      .run()
  const rows = async <Row>(sql: string) => (await env.DB.prepare(sql).all<Row>()).results
  const work = () => queue.deliver(() => deliver(deps))

  return {
    ...{ deps, clock, queue, received, run, rows, take, work },
    answerWith: (next: typeof answer) => {
      answer = next
    },
    setWebhook: () => storeWebhook(deps, { url: receiver, secret, by: 'Ruben' }),
    watch: (tenantId: string | null = null) => watchAlerts(deps, tenantId),
    /** What every tick does about alerts, and the messages that are due then. */
    async tick() {
      await watchAlerts(deps, null)
      await sendDeliver(deps)
      await work()
    },
    /** Hours pass; each ticks. */
    async hours(count: number) {
      for (let passed = 0; passed < count; passed += 1) {
        clock.advance(hour)
        await this.tick()
      }
    },
    alerts: () =>
      rows<{ id: string; kind: string; subject: string; tenant_id: string; text: string; ended_at: number }>(
        'SELECT * FROM alert ORDER BY id',
      ),
    open: async () =>
      (
        await rows<{ topic: string }>(
          "SELECT kind || ' ' || subject AS topic FROM alert WHERE ended_at IS NULL ORDER BY topic",
        )
      ).map(({ topic }) => topic),
    deliveries: () =>
      rows<{ id: string; body: string; attempts: number; next_at: number }>(
        'SELECT * FROM delivery ORDER BY created_at, rowid',
      ),
    webhook: async () =>
      (
        await rows<{ problem_code: string | null; problem_detail: string | null; last_delivered_at: number }>(
          'SELECT * FROM webhook',
        )
      )[0],
    tenant: (id: string, more: Record<string, string | number | null> = {}) =>
      insert('tenant', {
        ...{ id, name: `Tenant ${id}`, domains: '[]', state: 'connected', reached_by: 'consent' },
        ...{ connected_at: 0, connected_by: 'test', next_due_at: 0, ...more },
      }),
    mapping: (id: string, tenantId: string, more: Record<string, string | number | null> = {}) =>
      insert('mapping', {
        ...{
          id,
          tenant_id: tenantId,
          connection_id: 'c',
          organisation_id: id,
          organisation_name: `Org ${id}`,
        },
        ...{ rule: '{}', created_at: 0, created_by: 'test', ...more },
      }),
    plan: (id: string, mappingId: string, state: string, waitsFor: string | null) =>
      insert('plan', {
        ...{ id, tenant_id: 't', mapping_id: mappingId, state, created_at: 0, waits_for: waitsFor },
      }),
    change: (planId: string, id: string, mappingId: string, kind: string, state = 'proposed') =>
      insert('change', {
        ...{ plan_id: planId, id, tenant_id: 't', mapping_id: mappingId, kind, person_id: id },
        ...{ display_name: id, user_principal_name: id, fields: '[]', reason: 'test', state },
      }),
  }
}
export type AlertBench = Awaited<ReturnType<typeof startAlerts>>

async function insert(table: string, row: Record<string, string | number | null>): Promise<void> {
  const marks = Object.keys(row).map(() => '?')
  await env.DB.prepare(`INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${marks.join(', ')})`)
    .bind(...Object.values(row))
    .run()
}
