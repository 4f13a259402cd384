import { beforeEach, describe, expect, it, vi } from 'vitest'
import { runAction } from '../../../worker/act/run.ts'
import { settleStarted } from '../../../worker/act/settle.ts'
import type { Bench } from '../harness.ts'
import { callOf, contoso, host, openDesk, record, request, seen, ticketIds } from './desk.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const ticket = { host, ticketId: String(ticketIds.mara) }
const minute = 60_000

beforeEach(async () => {
  bench = await openDesk()
})

/** Runs until the worker dies: after Microsoft has done its work or (`isDone` false) before it is asked. */
async function interrupt(input: ReturnType<typeof request>, isDone = true): Promise<void> {
  let reached = () => {}
  const reaching = new Promise<void>((resolve) => {
    reached = resolve
  })
  const hang = () => {
    reached()
    return new Promise<Response>(() => {})
  }
  const match = ({ method, url }: { method: string; url: URL }) =>
    url.hostname === 'graph.microsoft.com' && (method === 'PATCH' || method === 'POST')
  bench.world.faults.add(isDone ? { match, after: hang } : { match, respond: hang })
  void runAction(callOf(bench), { ...input, ticket: input.ticket }, { writeMs: 3_600_000, readMs: 1 })
  await reaching
}

describe('an action that was interrupted', () => {
  it('is found at a later tick and closed by what Microsoft shows: done', async () => {
    const input = request('block-sign-in', mara, { ticket })
    await interrupt(input)
    bench.world.clock.advance(11 * minute)
    await bench.tick()
    expect(await record(bench)).toMatchObject([
      { outcome: 'started' },
      { outcome: 'done', ticket_id: ticket.ticketId },
    ])
    expect((await bench.call('persons.get', mara)).person.accountEnabled).toBe(false)
    const again = await bench.call('actions.run', input, 'technician')
    expect(again).toMatchObject({ outcome: 'done', repeated: true, note: 'written' })
  })

  it('is closed as failed when Microsoft shows no change that long afterwards', async () => {
    const input = request('block-sign-in', mara)
    await interrupt(input, false)
    bench.world.clock.advance(11 * minute)
    expect(await settleStarted(callOf(bench))).toBe(1)
    expect(await record(bench)).toMatchObject([{ outcome: 'started' }, { outcome: 'failed' }])
  })

  it('is closed as unknown where reading cannot tell', async () => {
    await interrupt(request('reset-password', mara, { ticket }))
    bench.world.clock.advance(11 * minute)
    await settleStarted(callOf(bench))
    const rows = await record(bench)
    expect(rows).toMatchObject([{ outcome: 'started' }, { outcome: 'unknown', actor_name: 'Tilda Harrow' }])
    expect(rows[1]?.action_id).toBe(rows[0]?.id)
    const [note] =
      bench.world.syncro
        .account()
        .tickets.get(ticketIds.mara)
        ?.comments.filter(({ subject }) => subject.includes('outcome unknown')) ?? []
    expect(note?.body).toContain(rows[0]?.id)
  })

  it('is closed as unknown when Microsoft cannot be asked', async () => {
    await interrupt(request('block-sign-in', mara))
    bench.world.clock.advance(11 * minute)
    bench.world.microsoft.tenant(contoso.id).withdrawConsent('operator')
    vi.spyOn(console, 'error').mockImplementation(() => {})
    await settleStarted(callOf(bench))
    expect(await record(bench)).toMatchObject([{ outcome: 'started' }, { outcome: 'unknown' }])
  })

  it('is left alone while it may still be running, and closed once', async () => {
    await interrupt(request('reset-password', mara))
    bench.world.clock.advance(9 * minute)
    expect(await settleStarted(callOf(bench))).toBe(0)
    bench.world.clock.advance(2 * minute)
    await Promise.all([settleStarted(callOf(bench)), settleStarted(callOf(bench))])
    expect(await settleStarted(callOf(bench))).toBe(0)
    expect((await record(bench)).map(({ outcome }) => outcome)).toEqual(['started', 'unknown'])
  })
})

it('leaves finished actions alone', async () => {
  await bench.call('actions.run', request('revoke-sessions', mara), 'technician')
  bench.world.clock.advance(60 * minute)
  expect(await settleStarted(callOf(bench))).toBe(0)
  expect((await record(bench)).map(({ outcome }) => outcome)).toEqual(['started', 'done'])
})
