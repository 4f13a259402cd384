import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sendDueNotes } from '../../../worker/act/outbox.ts'
import { apis } from '../../../worker/psa/apis.ts'
import { syncroAccount } from '../../world/people.ts'
import type { Bench } from '../harness.ts'
import { callOf, contoso, host, openDesk, refusalOf, request, seen, ticketIds } from './desk.ts'

let bench: Bench
const mara = seen(contoso, 'Ellingsworth')
const ticket = { host, ticketId: String(ticketIds.mara) }
const hour = 3_600_000

beforeEach(async () => {
  bench = await openDesk()
  vi.spyOn(console, 'error').mockImplementation(() => {})
})

const run = (more = {}) =>
  bench.call('actions.run', request('revoke-sessions', mara, { ticket, ...more }), 'technician')
const account = () => bench.world.syncro.account()
const notes = () =>
  account()
    .tickets.get(ticketIds.mara)
    ?.comments.filter(({ subject }) => subject.startsWith('Microsoft 365')) ?? []
const stateOf = async (actionId: string) => (await bench.call('actions.get', { actionId }, 'technician')).note
const isComment = ({ method, url }: { method: string; url: URL }) =>
  method === 'POST' &&
  url.hostname === `${syncroAccount.subdomain}.syncromsp.com` &&
  url.pathname.endsWith('/comment')
const lose = () => {
  throw new Error('connection reset')
}

describe('a ticket system that is down', () => {
  it('does not refuse an action on a ticket that was read before, and gets its note later', async () => {
    await bench.call('tickets.resolve', ticket, 'technician')
    account().down = true
    const answer = await run()
    expect(answer).toMatchObject({
      outcome: 'done',
      note: 'waiting',
      noteText: expect.stringMatching(/answer/),
    })
    const waiting = await stateOf(answer.auditId)
    expect(waiting).toMatchObject({ state: 'waiting', nextTryAt: expect.any(String) })
    bench.world.clock.advance(61_000)
    await bench.deliver()
    expect((await stateOf(answer.auditId)).state).toBe('waiting')
    account().down = false
    await bench.drain()
    expect(await stateOf(answer.auditId)).toEqual({ state: 'written', text: null, nextTryAt: null })
    expect(notes()).toHaveLength(1)
    expect(notes()[0]?.body).not.toContain('twice')
  })

  it('refuses one that was never read, or belonged to another customer when it was', async () => {
    const other = { host, ticketId: String(ticketIds.osric) }
    await bench.call('tickets.resolve', other, 'technician')
    account().down = true
    for (const [named, code] of [
      [ticket, 'psa.unavailable'],
      [other, 'action.otherTicket'],
    ] as const) {
      const input = request('revoke-sessions', mara, { ticket: named })
      expect((await refusalOf(await bench.post('actions.run', input, 'technician'))).code).toBe(code)
    }
  })

  it('is tried again by the tick where the queue has lost the message', async () => {
    await bench.call('tickets.resolve', ticket, 'technician')
    account().down = true
    const { auditId } = await run()
    vi.spyOn(bench.env.QUEUE, 'send').mockResolvedValueOnce(undefined as never)
    bench.world.clock.advance(61_000)
    await bench.deliver()
    account().down = false
    bench.world.clock.advance(hour)
    await sendDueNotes(callOf(bench))
    await bench.deliver()
    expect((await stateOf(auditId)).state).toBe('written')
  })

  it('is waited for 30 days and no longer', async () => {
    await bench.call('tickets.resolve', ticket, 'technician')
    account().down = true
    const { auditId } = await run()
    let tries = 0
    for (let day = 0; day < 31; day += 1) {
      bench.world.clock.advance(24 * hour)
      await sendDueNotes(callOf(bench))
      tries += await bench.deliver()
    }
    expect(await stateOf(auditId)).toMatchObject({ state: 'failed', text: expect.stringMatching(/answer/) })
    expect(tries).toBeGreaterThan(20)
    expect((await bench.db.prepare('SELECT * FROM action_note').all()).results).toEqual([])
  })
})

describe('a lost answer to a note', () => {
  it('does not write it twice where the ticket system can be read', async () => {
    bench.world.faults.add({ match: isComment, after: lose })
    const answer = await run()
    expect(answer.note).toBe('waiting')
    expect(notes()).toHaveLength(1)
    await bench.drain()
    expect((await stateOf(answer.auditId)).state).toBe('written')
    expect(notes()).toHaveLength(1)
  })

  it('writes it where it had not arrived', async () => {
    bench.world.faults.add({ match: isComment, respond: lose })
    await run()
    expect(notes()).toHaveLength(0)
    await bench.drain()
    expect(notes()).toHaveLength(1)
  })

  it('says in the note that it may stand there twice where nothing can be read', async () => {
    const definition = apis.syncro
    if (!definition) throw new Error('There is Syncro.')
    const api = definition.api
    vi.spyOn(definition, 'api').mockImplementation((http, name) => {
      const { hasNote: _hasNote, ...rest } = api(http, name)
      return rest
    })
    bench.world.faults.add({ match: isComment, after: lose })
    const { auditId } = await run()
    await bench.drain()
    expect((await stateOf(auditId)).state).toBe('written')
    expect(notes().map(({ body }) => body.includes('may stand here twice'))).toEqual([false, true])
    for (const { body } of notes()) expect(body).toContain(`Record: ${auditId}`)
  })

  it('is looked after as well when the worker dies before it knows', async () => {
    bench.world.faults.add({ match: isComment, after: () => new Promise(() => {}) })
    const answer = await run()
    expect(answer.note).toBe('waiting')
    bench.world.clock.advance(hour)
    await bench.tick()
    await bench.deliver()
    expect((await stateOf(answer.auditId)).state).toBe('written')
    expect(notes()).toHaveLength(1)
  }, 40_000)
})

describe('a note that waits', () => {
  it('is not written on a ticket that is another customer’s by then', async () => {
    await bench.call('tickets.resolve', ticket, 'technician')
    account().down = true
    const { auditId } = await run()
    account().down = false
    const moved = account().tickets.get(ticketIds.mara)
    const elsewhere = account().tickets.get(ticketIds.osric)
    if (!moved || !elsewhere) throw new Error('The world has both tickets.')
    moved.customerId = elsewhere.customerId
    moved.contactId = null
    await bench.drain()
    expect((await stateOf(auditId)).state).toBe('failed')
    expect(notes()).toEqual([])
  })

  it('is given up when the ticket is gone', async () => {
    await bench.call('tickets.resolve', ticket, 'technician')
    account().down = true
    const { auditId } = await run()
    account().down = false
    account().tickets.delete(ticketIds.mara)
    await bench.drain()
    expect((await stateOf(auditId)).state).toBe('failed')
  })

  it('is written once by two who try at the same moment', async () => {
    await bench.call('tickets.resolve', ticket, 'technician')
    account().down = true
    const { auditId } = await run()
    account().down = false
    bench.world.clock.advance(hour)
    const call = callOf(bench)
    await Promise.all([sendDueNotes(call), sendDueNotes(call)])
    await Promise.all([bench.deliver(), bench.deliver()])
    await bench.drain()
    expect((await stateOf(auditId)).state).toBe('written')
    expect(notes()).toHaveLength(1)
  })
})
