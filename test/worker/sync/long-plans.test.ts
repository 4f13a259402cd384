import { describe, expect, it } from 'vitest'
import type { Message } from '../../../worker/sync/message.ts'
import { addCrew, contoso, crewMail, crewRule, type Mapped, startMapped } from './mapped.ts'
import { consumerOf, slowDeps } from './slow.ts'

const count = 2_500
/** A page of 500 persons; a message has four minutes. */
const pageSeconds = 100

/** The crew is in the mirror, the rule that takes them is saved, and their plan is not begun. */
async function startLong() {
  const desk = await startMapped({ department: { include: ['Nowhere'] } }, (world) => addCrew(world, count))
  await desk.map({ rule: crewRule })
  const consumer = consumerOf(slowDeps(desk, pageSeconds))
  return {
    ...desk,
    deliverSlowly: () => desk.queue.deliver(consumer),
    drainSlowly: () => desk.queue.drain(consumer),
    persons: async () =>
      await desk.db
        .prepare(
          `SELECT COUNT(*) AS n, COUNT(DISTINCT person_id) AS persons FROM change JOIN plan ON plan.id = plan_id
             WHERE plan.state <> 'replaced'`,
        )
        .first<{ n: number; persons: number }>(),
  }
}
const handedOn = ({ queue }: Mapped) =>
  queue.sent.filter(({ body }) => body.kind === 'reconcile' && body.lease !== undefined)
const leaseless = ({ mapping }: Mapped): Message => ({
  v: 1,
  kind: 'reconcile',
  tenantId: contoso.id,
  mappingId: mapping.id,
  attempt: 1,
})

describe('a plan of 2,500 persons', () => {
  it('is made over several messages, each person once, and is not shown before it is whole', async () => {
    const desk = await startLong()
    await desk.deliverSlowly()
    expect(handedOn(desk)).toHaveLength(1)
    expect((await desk.plan()).state).toBe('building')
    expect((await desk.call('plans.waiting', {})).plans).toEqual([])
    await desk.drainSlowly()
    expect(handedOn(desk).length).toBeGreaterThan(1)
    expect(await desk.persons()).toEqual({ n: count, persons: count })
    expect(await desk.plan()).toMatchObject({ state: 'waiting', counts: { create: count } })
  }, 60_000)

  it('is the same when each message is delivered twice', async () => {
    const desk = await startLong()
    for (let twice = 0; (await desk.deliverSlowly()) > 0; ) {
      const sent = handedOn(desk)
      expect(sent.length).toBeLessThan(6)
      for (const { body } of sent.slice(twice)) desk.queue.put(body)
      twice = sent.length
    }
    await desk.drain()
    expect(await desk.persons()).toEqual({ n: count, persons: count })
    expect((await desk.plan()).state).toBe('waiting')
  }, 60_000)

  it('goes on when the queue is late, although the lease has run out', async () => {
    const desk = await startLong()
    for (let round = 0; round < 6 && desk.queue.waiting() > 0; round += 1) {
      await desk.deliverSlowly()
      desk.world.clock.advance(10 * 60_000)
    }
    expect(desk.queue.waiting()).toBe(0)
    expect(await desk.persons()).toEqual({ n: count, persons: count })
    expect((await desk.plan()).state).toBe('waiting')
  }, 60_000)

  it('is whole within the next hour when a message of it is lost', async () => {
    const desk = await startLong()
    await desk.deliverSlowly()
    await desk.queue.deliver(async (batch) => batch.ackAll())
    expect([desk.queue.waiting(), (await desk.plan()).state]).toEqual([0, 'building'])
    desk.world.clock.advance(3_600_000)
    await desk.tick()
    await desk.drain()
    expect(await desk.persons()).toEqual({ n: count, persons: count })
    expect((await desk.plan()).state).toBe('waiting')
  }, 60_000)

  it('ends when the rule changes in the middle, and the new rule’s plan stands', async () => {
    const desk = await startLong()
    await desk.deliverSlowly()
    expect(handedOn(desk)).toHaveLength(1)
    await desk.map({ rule: { department: { include: ['Finance'] } } })
    await desk.drainSlowly()
    const plan = await desk.plan()
    expect(plan.state).toBe('waiting')
    expect(plan.entries.map(({ displayName }) => displayName).toSorted()).toEqual([
      "Conor O'Dell",
      'Rosalind Vane',
    ])
    expect(await desk.persons()).toEqual({ n: 2, persons: 2 })
  }, 60_000)

  it('is not approved while it is being made anew', async () => {
    const desk = await startLong()
    await desk.drain()
    const { id: planId } = await desk.plan()
    desk.directory.updateUser(crewMail(count - 1), { displayName: 'Renamed' })
    desk.queue.put(leaseless(desk))
    await desk.deliverSlowly()
    const response = await desk.post('plans.approve', { planId })
    expect(response.status).toBe(409)
    await desk.drainSlowly()
    expect((await desk.plan()).state).toBe('waiting')
  }, 60_000)
})
