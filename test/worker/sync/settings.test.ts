import { describe, expect, it } from 'vitest'
import { addressOf, contoso, entryOf, startMapped, startWritten, writes } from './mapped.ts'
import { startSplit } from './split.ts'

const tove = addressOf(contoso, 'Lindqvale')

describe('a mapping that is paused', () => {
  it('sends nothing of what was approved, and goes on with it when it is on again', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.settings({ sync: 'paused' })
    await desk.drain()
    expect(writes(desk)).toEqual([])
    expect(await desk.view()).toMatchObject({ sync: 'paused', approved: true, waiting: 14, linked: 0 })
    await desk.settings({ sync: 'on' })
    await desk.drain()
    expect(await desk.view()).toMatchObject({ sync: 'on', approved: true, waiting: 0, linked: 14 })
  })

  it('plans nothing and deactivates nobody; the leavers follow when it is on again', async () => {
    const desk = await startWritten()
    const done = desk.account.log.length
    const changes = (await desk.rows('change')).results
    await desk.settings({ sync: 'paused' })
    desk.directory.updateUser(tove, { accountEnabled: false })
    await desk.syncNow()
    await desk.plan(true)
    desk.world.clock.advance(8 * 24 * 3_600_000)
    await desk.tick()
    await desk.drain()
    expect(writes(desk, done)).toEqual([])
    expect((await desk.rows('change')).results).toEqual(changes)
    await desk.settings({ sync: 'on' })
    await desk.drain()
    expect(await desk.view()).toMatchObject({ linked: 14, inactive: 1 })
    expect(writes(desk, done)).toHaveLength(1)
  })

  it('ends a run that is sending: what is left waits', async () => {
    const desk = await startMapped()
    await desk.approve()
    desk.world.faults.add({
      match: ({ method, url }) => method === 'POST' && url.pathname.endsWith('/contacts'),
      after: async (response) => {
        await desk.settings({ sync: 'paused' })
        return response
      },
    })
    await desk.drain()
    // As many as were on their way at once.
    expect(writes(desk).filter(({ method }) => method === 'POST').length).toBeLessThanOrEqual(4)
    await desk.settings({ sync: 'on' })
    await desk.drain()
    expect(desk.contactOf('Lindqvale')).toHaveLength(1)
    expect(await desk.view()).toMatchObject({ waiting: 0, linked: 14 })
    expect(desk.contacts()).toHaveLength(16)
  })
})

describe('a mapping that is off', () => {
  it('keeps its links and contacts, and its first plan waits again when it is on', async () => {
    const desk = await startWritten()
    const done = desk.account.log.length
    await desk.settings({ sync: 'off' })
    desk.directory.updateUser(tove, { accountEnabled: false })
    await desk.syncNow()
    expect(await desk.view()).toMatchObject({ sync: 'off', approved: false, linked: 14, inactive: 0 })
    await desk.settings({ sync: 'on' })
    await desk.drain()
    const plan = await desk.plan()
    expect(plan).toMatchObject({ state: 'waiting', waitsFor: 'first' })
    expect(plan.entries.map(({ kind, displayName }) => [kind, displayName])).toEqual([
      ['deactivate', 'Tove Lindqvale'],
    ])
    expect(writes(desk, done)).toEqual([])
    await desk.approve()
    await desk.drain()
    expect(await desk.view()).toMatchObject({ approved: true, inactive: 1 })
  })

  it('withdraws what was approved and not sent', async () => {
    const desk = await startMapped()
    await desk.approve()
    await desk.settings({ sync: 'off' })
    await desk.drain()
    expect(writes(desk)).toEqual([])
    expect(await desk.view()).toMatchObject({ waiting: 0, linked: 0 })
    const { entries } = await desk.history({ state: 'skipped' })
    expect(new Set(entries.map(({ problem }) => problem))).toEqual(
      new Set(['The settings were changed before this was sent.']),
    )
    expect(entries).toHaveLength(14)
  })
})

describe('a mapping whose plans each wait', () => {
  it('writes nothing before somebody has approved, time after time', async () => {
    const desk = await startWritten()
    await desk.settings({ approval: 'each' })
    expect((await desk.view()).approved).toBe(true)
    for (const jobTitle of ['Head dentist', 'Partner']) {
      const done = desk.account.log.length
      desk.directory.updateUser(tove, { jobTitle })
      await desk.syncNow()
      expect(await desk.plan()).toMatchObject({ state: 'waiting', waitsFor: 'each' })
      expect(writes(desk, done)).toEqual([])
      expect(await desk.approve()).toEqual({ approved: 1 })
      await desk.drain()
      expect(desk.contactOf('Lindqvale')).toMatchObject([{ properties: { title: jobTitle } }])
    }
  })

  it('is what auto is again, as soon as it is set so', async () => {
    const desk = await startWritten()
    await desk.settings({ approval: 'each' })
    desk.directory.updateUser(tove, { jobTitle: 'Partner' })
    await desk.syncNow()
    await desk.settings({ approval: 'auto' })
    await desk.drain()
    expect(desk.contactOf('Lindqvale')).toMatchObject([{ properties: { title: 'Partner' } }])
  })
})

describe('who is left out', () => {
  it('changes with its switches, and the change shows its plan before anything is written', async () => {
    const desk = await startWritten({ enabled: 'all' })
    const done = desk.account.log.length
    const names = async () =>
      (await desk.plan()).entries.map(({ kind, displayName }) => `${kind} ${displayName}`)
    expect((await names()).filter((name) => /Room|svc/.test(name))).toEqual([])
    await desk.settings({ leaveOut: { namePatterns: ['tove.*'], roomMailboxes: false } })
    await desk.drain()
    const plan = await desk.plan()
    expect(plan).toMatchObject({ state: 'waiting', waitsFor: 'first' })
    expect((await names()).toSorted()).toEqual([
      'create X-ray Room',
      'create svc-scan',
      'deactivate Tove Lindqvale',
    ])
    expect(entryOf(plan, 'Lindqvale').reason).toContain('is like a service account (tove.*)')
    expect(writes(desk, done)).toEqual([])
    await desk.approve()
    await desk.drain()
    expect(await desk.view()).toMatchObject({ inactive: 1, approved: true })
  })

  it('touches the organisations after this one, too; another choice of fields does not', async () => {
    const desk = await startSplit()
    await desk.settings({ fields: { phone: 'always' } })
    expect(await desk.approvals()).toEqual([false, true])
    await desk.settings({ leaveOut: { namePatterns: ['tove.*'] } })
    expect(await desk.approvals()).toEqual([false, false])
  })

  it('does not ask again for what is as it was', async () => {
    const desk = await startWritten()
    const { leaveOut, fields } = await desk.view()
    const { namePatterns, ...switches } = leaveOut ?? {}
    await desk.settings({ leaveOut: { namePatterns, ...switches }, fields, breakerShare: 30 })
    expect(await desk.view()).toMatchObject({ approved: true, breakerShare: 30 })
  })
})
