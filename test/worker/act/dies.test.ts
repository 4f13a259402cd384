import { expect, it, vi } from 'vitest'
import { sendDueNotes } from '../../../worker/act/outbox.ts'
import { runAction } from '../../../worker/act/run.ts'
import { settleStarted } from '../../../worker/act/settle.ts'
import { callOf, contoso, doneIn, host, openDesk, record, request, seen, ticketIds } from './desk.ts'
import { live, mortalEnv } from './mortal.ts'

const mara = seen(contoso, 'Ellingsworth')
const ticket = { host, ticketId: String(ticketIds.mara) }
const limits = { writeMs: 3_600_000, readMs: 3_600_000 }

it.each([
  ['before it arrives', false],
  ['after it has arrived', true],
])(
  'a worker that dies at any of its requests, %s, leaves one intent, one outcome and one note, or nothing',
  async (_, lastArrives) => {
    const bench = await openDesk()
    vi.spyOn(console, 'error').mockImplementation(() => {})
    await bench.call('tickets.resolve', ticket, 'technician')
    const { clock } = bench.world
    const call = {
      ...callOf(bench, 'technician', mortalEnv(bench)),
      sleep: async (ms: number) => clock.advance(ms),
    }
    const seenOutcomes = new Set<string>()
    for (let left = 1; ; left += 1) {
      const [rowsBefore, changesBefore] = [(await record(bench)).length, doneIn(bench, contoso.id).length]
      const input = { ...request('reset-password', mara, { ticket }), ticket, values: {} }
      const answer = await live({ left, lastArrives }, () => runAction(call, input, limits))
      clock.advance(3_600_000)
      await settleStarted(call)
      await sendDueNotes(call)
      await bench.deliver()

      const rows = (await record(bench)).slice(rowsBefore)
      const changes = doneIn(bench, contoso.id).length - changesBefore
      const [intent, outcome] = rows
      expect([left, rows.length]).toEqual([left, intent ? 2 : 0])
      if (!intent) expect(changes).toBe(0)
      if (outcome?.outcome === 'done') expect(changes).toBe(1)
      if (outcome) seenOutcomes.add(outcome.outcome)
      const notes = bench.world.syncro.account().tickets.get(ticketIds.mara)?.comments ?? []
      const own = notes.filter(({ body }) => body.includes(`Record: ${intent?.id ?? 'none'}`))
      expect([left, own.length]).toEqual([left, intent ? 1 : 0])
      if (answer) break
    }
    expect(seenOutcomes).toEqual(new Set(['unknown', 'done']))
  },
  120_000,
)
