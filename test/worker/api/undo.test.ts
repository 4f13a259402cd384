import { describe, expect, it } from 'vitest'
import { contactIds } from '../../world/syncro/seed.ts'
import { addressOf, contoso, idOf, type Mapped, startMapped, startWritten, writes } from '../sync/mapped.ts'

const tove = addressOf(contoso, 'Lindqvale')
const undo = ({ call, mapping }: Mapped, dryRun = false) =>
  call('plans.undo', { mappingId: mapping.id, dryRun })
async function undone(desk: Mapped) {
  const answer = await undo(desk)
  await desk.drain()
  return answer
}
const byName = (entries: { displayName: string; why: string }[]) =>
  Object.fromEntries(entries.map(({ displayName, why }) => [displayName, why]))

describe('undoing the first run', () => {
  it('makes new contacts inactive and lets the linked ones go, as the dry run said', async () => {
    const desk = await startWritten()
    const dry = await undo(desk, true)
    expect(dry).toMatchObject({ undoes: 14 })
    expect((await desk.rows('plan')).results).toHaveLength(1)
    const done = desk.account.log.length
    const answer = await undone(desk)
    expect({ ...answer, planId: dry.planId }).toEqual(dry)
    expect(writes(desk, done)).toHaveLength(11)
    expect(await desk.view()).toMatchObject({ linked: 11, inactive: 11, approved: false, waiting: 0 })
    expect(desk.contacts().filter(({ notes }) => notes?.includes('[Sidelight] Inactive since'))).toHaveLength(
      11,
    )
    expect(byName(dry.remains)['Tove Lindqvale']).toBe('The new contact stays, inactive.')
    expect(byName(dry.remains)['Sela Brightmoor']).toBe('Phone had been blank and stays filled.')
    const { entries } = await desk.history({ kind: 'unlink' })
    expect(entries.map(({ undo: isUndo, state }) => [isUndo, state])).toEqual(Array(3).fill([true, 'done']))
  })

  it('lets the next plan wait, and approving that makes it all as it was', async () => {
    const desk = await startWritten()
    await undone(desk)
    const done = desk.account.log.length
    await desk.syncNow()
    await desk.syncNow()
    expect(writes(desk, done)).toEqual([])
    const plan = await desk.plan()
    expect(plan).toMatchObject({ state: 'waiting', counts: { reactivate: 11, link: 3, create: 0 } })
    await desk.approve()
    await desk.drain()
    expect(await desk.view()).toMatchObject({ linked: 14, inactive: 0, waiting: 0, approved: true })
    expect(desk.contacts()).toHaveLength(16)
    expect(desk.contacts().filter(({ notes }) => notes?.includes('[Sidelight]'))).toEqual([])
  })

  it('puts back what was written over, and the next plan knows what stands there', async () => {
    const desk = await startMapped()
    await desk.settings({ fields: { name: 'always' } })
    await desk.drain()
    await desk.approve()
    await desk.drain()
    const sela = desk.account.contacts.get(contactIds.sela)
    expect(sela?.name).toBe('Sela Brightmoor')
    await undone(desk)
    expect(sela?.name).toBe('Sela Brightmore')
    await desk.syncNow()
    const entry = (await desk.plan()).entries.find(({ displayName }) => displayName === 'Sela Brightmoor')
    expect(entry?.fields).toContainEqual(expect.objectContaining({ field: 'name', old: 'Sela Brightmore' }))
  })

  it('is done once: the second time there is nothing', async () => {
    const desk = await startWritten()
    await undone(desk)
    const done = desk.account.log.length
    expect(await undo(desk)).toEqual({ planId: null, undoes: 0, remains: [] })
    expect(await undo(desk, true)).toEqual({ planId: null, undoes: 0, remains: [] })
    await desk.drain()
    expect(writes(desk, done)).toEqual([])
  })
})

describe('undoing a later run', () => {
  async function startRenamed() {
    const desk = await startWritten()
    desk.directory.updateUser(tove, { displayName: 'Tove Berg', jobTitle: 'Partner' })
    desk.directory.updateUser(addressOf(contoso, 'Marrowby'), { accountEnabled: false })
    await desk.syncNow()
    const [contact] = desk.contactOf('Lindqvale')
    if (!contact) throw new Error('There is no contact.')
    return { ...desk, contact }
  }

  it('puts values back and wakes whom it deactivated, and nothing of the runs before', async () => {
    const desk = await startRenamed()
    expect(await undone(desk)).toMatchObject({ undoes: 2, remains: [] })
    expect(desk.contact).toMatchObject({ name: 'Tove Lindqvale', properties: { title: 'Dentist' } })
    expect(await desk.view()).toMatchObject({ linked: 14, inactive: 0 })
    await desk.syncNow()
    const { state, counts } = await desk.plan()
    expect([state, counts.update, counts.deactivate]).toEqual(['waiting', 1, 1])
    expect(desk.contact.name).toBe('Tove Lindqvale')
  })

  it('keeps what was edited by hand since, and says so', async () => {
    const desk = await startRenamed()
    desk.contact.name = 'Tove (by hand)'
    await undone(desk)
    expect(desk.contact).toMatchObject({ name: 'Tove (by hand)', properties: { title: 'Dentist' } })
    const { entries } = await desk.history({ contactId: String(desk.contact.id), kind: 'update' })
    expect(entries[0]).toMatchObject({ undo: true, problem: 'Name edited by hand and kept.' })
  })

  it('is named in the history with who asked for it', async () => {
    const desk = await startRenamed()
    await undone(desk)
    const { entries } = await desk.history()
    expect(entries.slice(0, 2).map(({ undo: isUndo }) => isUndo)).toEqual([true, true])
    expect(entries[0]?.by).toBe((await desk.history({ kind: 'create' })).entries[0]?.by)
  })
})

describe('an undo', () => {
  it('is refused while something is being sent, and while another one is under way', async () => {
    const desk = await startWritten()
    const busy = async () => {
      const response = await desk.post('plans.undo', { mappingId: desk.mapping.id })
      return [response.status, ((await response.json()) as { error: { code: string } }).error.code]
    }
    const until = desk.world.clock.now() + 60_000
    await desk.db.prepare('UPDATE mapping SET lease_until = ?1').bind(until).run()
    expect(await busy()).toEqual([409, 'mapping.busy'])
    await desk.db.prepare('UPDATE mapping SET lease_until = NULL').run()
    // A run broke off, and nobody knows what became of its request.
    const sending = (state: string) =>
      desk.db
        .prepare('UPDATE change SET state = ?1 WHERE person_id = ?2')
        .bind(state, idOf(contoso, 'Lindqvale'))
        .run()
    await sending('sending')
    expect(await busy()).toEqual([409, 'mapping.busy'])
    expect((await desk.view()).approved).toBe(true)
    await sending('done')
    await undo(desk)
    expect(await busy()).toEqual([409, 'mapping.busy'])
    await desk.drain()
    expect(await desk.view()).toMatchObject({ linked: 11, inactive: 11 })
  })

  it('takes back what was approved and not sent, and that waits', async () => {
    const desk = await startWritten()
    desk.directory.updateUser(tove, { jobTitle: 'Partner' })
    await desk.settings({ approval: 'each' })
    await desk.syncNow()
    await desk.approve()
    await undo(desk)
    await desk.drain()
    expect(desk.contactOf('Lindqvale')).toMatchObject([{ properties: { title: 'Dentist' } }])
    expect(await desk.view()).toMatchObject({ approved: false, inactive: 11 })
    expect((await desk.call('plans.waiting', {})).plans).toHaveLength(1)
  })

  it('is for administrators, and of a mapping that never wrote it is nothing', async () => {
    const desk = await startMapped()
    expect(await undo(desk)).toEqual({ planId: null, undoes: 0, remains: [] })
    expect((await desk.post('plans.undo', { mappingId: desk.mapping.id }, 'technician')).status).toBe(403)
  })
})
