import { describe, expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { resources } from '../../../worker/sync/resources/index.ts'
import { startSync, syncProgress } from '../../../worker/sync/start.ts'
import { connect, startSyncing } from './bench.ts'

describe('Sync now', () => {
  it('shows each resource on its way: waiting, running, done, and failed with the reason', async () => {
    const bench = await startSyncing()
    bench.tenant.revoke('reader', 'LicenseAssignment.Read.All')
    bench.tenant.revoke('reader', 'Organization.Read.All')
    expect(await syncProgress(bench.deps, bench.tenant.id)).toMatchObject({ running: false, startedAt: null })
    await bench.syncNow()
    const states = async () =>
      (await syncProgress(bench.deps, bench.tenant.id)).resources.map(({ name, state }) => `${name} ${state}`)
    const names = resources.map(({ name }) => name)
    expect(await states()).toEqual(names.map((name, at) => `${name} ${at === 0 ? 'running' : 'waiting'}`))
    const seen: string[][] = []
    bench.world.faults.add({
      match: ({ url }) => url.pathname.endsWith('/users/delta'),
      async after(response) {
        seen.push(await states())
        return response
      },
    })
    await bench.drain()
    const here = names.indexOf('users')
    expect(seen).toHaveLength(1)
    expect(seen[0]?.slice(here)).toEqual(
      names.slice(here).map((name) => `${name} ${name === 'users' ? 'running' : 'waiting'}`),
    )
    expect(seen[0]).toContain('licences failed')
    for (const before of seen[0]?.slice(0, here) ?? []) expect(before).toMatch(/ (done|failed)$/)
    const end = await syncProgress(bench.deps, bench.tenant.id)
    expect(end).toMatchObject({ running: false })
    expect(end.finishedAt).not.toBeNull()
    expect(end.resources.find(({ name }) => name === 'users')).toMatchObject({
      state: 'done',
      read: 3,
      changed: 3,
      problem: null,
    })
    const failed = end.resources.find(({ name }) => name === 'licences')
    expect(failed).toMatchObject({ state: 'failed', problem: { code: 'tenant.consentAgain' } })
    expect(failed?.problem?.text).toContain('LicenseAssignment.Read.All')
  })

  it('gives the tenant back when the message could not be sent', async () => {
    const bench = await startSyncing()
    const env = { ...bench.env, QUEUE: { send: () => Promise.reject(new Error('queue')) } as never }
    await expect(startSync({ ...bench.deps, env }, bench.tenant.id)).rejects.toThrow('queue')
    expect(await syncProgress(bench.deps, bench.tenant.id)).toMatchObject({ running: false })
    expect((await bench.syncNow()).started).toBe(true)
  })

  it('knows no tenant that is not connected', async () => {
    const bench = await startSyncing()
    for (const work of [startSync, syncProgress]) {
      const error = await work(bench.deps, 'nobody').catch((cause: unknown) => cause)
      expect(error).toBeInstanceOf(AppError)
      expect((error as AppError).code).toBe('access.notFound')
    }
  })
})

describe('the hourly tick', () => {
  it('takes who is due, is not stopped and is not held, each with the same delay every time', async () => {
    const bench = await startSyncing()
    const now = bench.world.clock.now()
    await bench.db.prepare('DELETE FROM tenant').run()
    for (let index = 0; index < 250; index += 1) await connect(bench.db, `tenant-${index}`, now)
    await connect(bench.db, 'stopped', now, 'stopped')
    await connect(bench.db, 'later', now + 1)
    await connect(bench.db, 'held', now)
    await bench.db
      .prepare("UPDATE tenant SET lease_run = 'x', lease_until = ?1 WHERE id = 'held'")
      .bind(now + 60_000)
      .run()
    const batches: number[] = []
    const sent: { tenantId: string; delaySeconds: number; tick: number }[] = []
    const QUEUE = {
      sendBatch: async (messages: { body: { tenantId: string; tick: number }; delaySeconds: number }[]) => {
        batches.push(messages.length)
        sent.push(...messages.map(({ body, delaySeconds }) => ({ ...body, delaySeconds })))
      },
    } as never
    const { schedule } = await import('../../../worker/sync/schedule.ts')
    const env = { ...bench.env, QUEUE, SPREAD_SECONDS: '3000' }
    await schedule({ ...bench.deps, env }, now)
    expect(batches).toEqual([100, 100, 50])
    expect(sent.every(({ tenantId, tick }) => tenantId.startsWith('tenant-') && tick === now)).toBe(true)
    const delays = new Map(sent.map(({ tenantId, delaySeconds }) => [tenantId, delaySeconds]))
    expect(Math.max(...delays.values())).toBeLessThan(3000)
    // Every sixth of the hour gets its share.
    const sixths = Map.groupBy(delays.values(), (delay) => Math.floor(delay / 500))
    expect(sixths.size).toBe(6)
    for (const share of sixths.values()) expect(share.length).toBeGreaterThan(15)
    sent.length = 0
    await schedule({ ...bench.deps, env }, now)
    expect(new Map(sent.map(({ tenantId, delaySeconds }) => [tenantId, delaySeconds]))).toEqual(delays)
  })

  it('sends what was approved and lies unsent', async () => {
    const bench = await startSyncing()
    await bench.db.prepare('UPDATE tenant SET next_due_at = next_due_at + 1').run()
    const mapping = (id: string, leaseUntil: number | null) =>
      bench.db
        .prepare(
          `INSERT INTO mapping (id, tenant_id, connection_id, organisation_id, organisation_name, rule, created_at,
             created_by, approved_at, lease_until) VALUES (?1, ?2, 'none', ?1, 'x', '{}', 0, 'x', 1, ?3)`,
        )
        .bind(id, bench.tenant.id, leaseUntil)
        .run()
    const change = (mappingId: string, state: string) =>
      bench.db
        .prepare(
          `INSERT INTO change (plan_id, id, tenant_id, mapping_id, kind, person_id, display_name, user_principal_name,
             fields, reason, state) VALUES (?1, '1', ?2, ?1, 'create', 'p', 'x', 'x', '[]', 'x', ?3)`,
        )
        .bind(mappingId, bench.tenant.id, state)
        .run()
    await mapping('approved', null)
    await change('approved', 'approved')
    await mapping('half-sent', null)
    await change('half-sent', 'sending')
    await mapping('done', null)
    await change('done', 'done')
    await mapping('at-work', bench.world.clock.now() + 60_000)
    await change('at-work', 'approved')
    await bench.tickNow()
    const pushed = bench.queue.sent.flatMap(({ body }) => (body.kind === 'push' ? [body.mappingId] : []))
    expect(pushed.sort()).toEqual(['approved', 'half-sent'])
  })
})
