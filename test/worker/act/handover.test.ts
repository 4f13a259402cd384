import { beforeEach, describe, expect, it, vi } from 'vitest'
import { purgeHandovers } from '../../../worker/store/handovers.ts'
import type { Bench } from '../harness.ts'
import { callOf, contoso, dump, host, openDesk, record, request, seen, ticketIds } from './desk.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const ticket = { host, ticketId: String(ticketIds.mara) }
const hour = 3_600_000

beforeEach(async () => {
  bench = await openDesk()
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

/** A password that was left behind a link, and what Microsoft was sent. */
async function leave(hours = 24) {
  let password = ''
  bench.world.faults.add({
    match: ({ method }) => method === 'PATCH',
    async respond(request) {
      const body = (await request.json()) as { passwordProfile: { password: string } }
      password = body.passwordProfile.password
      return new Response(null, { status: 204 })
    },
  })
  const input = request('reset-password', mara, { ticket, handover: { hours } })
  const answer = await bench.call('actions.run', input, 'technician')
  const path = new URL(answer.handover?.url ?? '').pathname
  return { input, answer, password, path }
}
const ask = async (path: string, method = 'GET') => {
  const response = await bench.request(path, { method })
  return { response, status: response.status, text: await response.text() }
}

describe('a one-time link', () => {
  it('takes the place of the secret in the answer, and opens it once', async () => {
    const { answer, password, path } = await leave()
    expect(answer.secret).toBeNull()
    expect(JSON.stringify(answer)).not.toContain(password)
    expect(answer.handover?.url).toMatch(/^https:\/\/[^/]+\/handover\/[\w-]{43}$/)
    const opened = await ask(path, 'POST')
    expect(opened.status).toBe(200)
    expect(opened.text).toContain(password)
    const again = await ask(path, 'POST')
    expect(again.status).toBe(410)
    expect(again.text).not.toContain(password)
    expect(again.text).toMatch(/opened already/)
    expect(again.text).toMatch(/2026-\d\d-\d\d \d\d:\d\d UTC/)
  })

  it('is not burnt by robots that look at links: GET and HEAD, however often', async () => {
    const { password, path } = await leave()
    for (const method of ['GET', 'HEAD', 'GET', 'OPTIONS', 'HEAD']) {
      const looked = await ask(path, method)
      expect(looked.text).not.toContain(password)
    }
    const looked = await ask(path)
    expect(looked.text).toContain('<form method="post">')
    expect((await ask(path, 'POST')).text).toContain(password)
  })

  it('is one of many at the same moment', async () => {
    const { password, path } = await leave()
    const all = await Promise.all(Array.from({ length: 5 }, () => ask(path, 'POST')))
    expect(all.filter(({ text }) => text.includes(password))).toHaveLength(1)
  })

  it('has a page without script, in no frame, index, cache or referrer', async () => {
    const { path } = await leave()
    for (const { response, text } of [await ask(path), await ask(path, 'POST'), await ask(path)]) {
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/script-src|unsafe|https?:/)
      expect(response.headers.get('referrer-policy')).toBe('no-referrer')
      expect(response.headers.get('x-robots-tag')).toContain('noindex')
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('x-frame-options')).toBe('DENY')
      expect(text).not.toMatch(/<script|javascript:|onclick|src=/i)
      expect(text).toContain('<meta name="robots" content="noindex, nofollow">')
    }
  })

  it('ends when its time is over, and says so', async () => {
    const { password, path } = await leave(2)
    bench.world.clock.advance(2 * hour)
    for (const method of ['GET', 'POST']) {
      const late = await ask(path, method)
      expect(late).toMatchObject({ status: 410, text: expect.stringMatching(/too old/) })
      expect(late.text).not.toContain(password)
    }
    await purgeHandovers(callOf(bench))
    expect((await bench.db.prepare('SELECT * FROM handover_secret').all()).results).toEqual([])
    bench.world.clock.advance(31 * 24 * hour)
    await purgeHandovers(callOf(bench))
    expect(await ask(path, 'POST')).toMatchObject({ status: 404 })
  })

  it.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}%2e`, '../consent'])(
    'says no more of a token that is none: %j',
    async (token) => {
      await leave()
      for (const method of ['GET', 'POST']) {
        const answer = await ask(`/handover/${token}`, method)
        expect(answer.status).toBe(404)
      }
    },
  )

  it('is kept sealed: neither secret nor token stands in the database, notes, log or queue', async () => {
    const log: unknown[] = []
    for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const)
      vi.spyOn(console, name).mockImplementation((...words) => void log.push(words))
    const { password, path } = await leave()
    const before = await dump(bench)
    await ask(path, 'POST')
    const notes = bench.world.syncro.account().tickets.get(ticketIds.mara)?.comments ?? []
    const everywhere = JSON.stringify([before, await dump(bench), notes, log, bench.queue.sent])
    for (const secret of [password, path.split('/')[2] ?? '']) expect(everywhere).not.toContain(secret)
  })

  it('is on record: who made it, and when it was opened; and the panel sees it', async () => {
    const { answer, path } = await leave()
    const state = () => bench.call('actions.get', { actionId: answer.auditId }, 'technician')
    expect((await state()).handover).toMatchObject({ viewedAt: null })
    bench.world.clock.advance(hour)
    await ask(path, 'POST')
    const viewedAt = Date.parse((await state()).handover?.viewedAt ?? '')
    expect(Math.abs(viewedAt - bench.world.clock.now())).toBeLessThan(10_000)
    expect((await record(bench)).slice(2)).toMatchObject([
      { action: 'one-time-link', actor_name: 'Tilda Harrow', action_id: answer.auditId },
      { action: 'one-time-link', actor_name: 'Whoever has the link', action_id: answer.auditId },
    ])
  })

  it('is told once: the same key answers without it', async () => {
    const { input } = await leave()
    const again = await bench.call('actions.run', input, 'technician')
    expect(again).toMatchObject({ repeated: true, handover: null, secret: null })
  })

  it('is the secret itself where the link cannot be made', async () => {
    const batch = bench.env.DB.batch.bind(bench.env.DB)
    let batches = 0
    // The intent, the outcome, the link.
    vi.spyOn(bench.env.DB, 'batch').mockImplementation((statements) => {
      batches += 1
      return batches === 3 ? Promise.reject(new Error('D1 is away')) : batch(statements)
    })
    const input = request('reset-password', mara, { handover: { hours: 1 } })
    const answer = await bench.call('actions.run', input, 'technician')
    expect(answer).toMatchObject({ handover: null, secret: { value: expect.any(String) } })
  })

  it('is not made where there is nothing to hand over', async () => {
    const input = request('revoke-sessions', mara, { handover: { hours: 1 } })
    expect(await bench.call('actions.run', input, 'technician')).toMatchObject({
      handover: null,
      secret: null,
    })
  })

  it('goes with the tenant that is forgotten', async () => {
    const { path } = await leave()
    await bench.call('tenants.disconnect', { tenantId: contoso.id, removeData: true })
    await bench.drain()
    expect((await ask(path, 'POST')).status).toBe(404)
  })
})
