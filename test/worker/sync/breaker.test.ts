import { describe, expect, it } from 'vitest'
import {
  addCrew,
  contoso,
  crewMail,
  crewRule,
  type Mapped,
  startMapped,
  startWritten,
  writes,
} from './mapped.ts'

async function startCrew(count: number) {
  const desk = await startWritten(crewRule, (world) => addCrew(world, count))
  expect((await desk.view()).linked).toBe(count)
  return desk
}
function leave({ directory }: Mapped, count: number, from = 0) {
  for (let nth = from; nth < from + count; nth += 1)
    directory.updateUser(crewMail(nth), { accountEnabled: false })
}
const stoppedAlerts = async (desk: Mapped) =>
  (await desk.call('alerts.list', {})).alerts.filter(
    ({ kind, endedAt }) => kind === 'stopped' && endedAt === null,
  )

describe('a run that would deactivate a quarter of forty', () => {
  it('is stopped as a whole, says so, and waits', async () => {
    const desk = await startCrew(40)
    const done = desk.account.log.length
    leave(desk, 10)
    desk.directory.updateUser(crewMail(20), { displayName: 'Renamed' })
    await desk.syncNow()
    await desk.syncNow()
    expect(writes(desk, done)).toEqual([])
    const plan = await desk.plan()
    expect(plan).toMatchObject({
      state: 'waiting',
      waitsFor: 'stopped',
      counts: { deactivate: 10, update: 1 },
    })
    expect((await desk.view()).problem).toMatchObject({ code: 'plan.stopped' })
    expect(await stoppedAlerts(desk)).toHaveLength(1)
  })

  it('does exactly that once it is approved, and stops again for the next', async () => {
    const desk = await startCrew(40)
    leave(desk, 10)
    await desk.syncNow()
    expect(await desk.approve()).toEqual({ approved: 10 })
    await desk.drain()
    expect(await desk.view()).toMatchObject({ inactive: 10, waiting: 0, problem: null })
    expect(await stoppedAlerts(desk)).toEqual([])
    leave(desk, 8, 10)
    await desk.syncNow()
    expect(await desk.view()).toMatchObject({ inactive: 10, waiting: 8, problem: { code: 'plan.stopped' } })
  })

  it('goes on by itself when those who had gone are back', async () => {
    const desk = await startCrew(40)
    leave(desk, 10)
    desk.directory.updateUser(crewMail(20), { displayName: 'Renamed' })
    await desk.syncNow()
    for (let nth = 1; nth < 10; nth += 1) desk.directory.updateUser(crewMail(nth), { accountEnabled: true })
    await desk.syncNow()
    expect(await desk.view()).toMatchObject({ inactive: 1, waiting: 0, problem: null })
  })

  it('is let through where the share is set higher', async () => {
    const desk = await startCrew(40)
    await desk.settings({ breakerShare: 25 })
    leave(desk, 10)
    await desk.syncNow()
    expect(await desk.view()).toMatchObject({ inactive: 10, waiting: 0, problem: null })
  })
})

describe('a small organisation', () => {
  it('may lose four of ten', async () => {
    const desk = await startCrew(10)
    leave(desk, 4)
    await desk.syncNow()
    expect(await desk.view()).toMatchObject({ inactive: 4, waiting: 0, problem: null })
  })
})

describe('a group that is emptied by mistake', () => {
  it('deactivates nobody before a person has looked, and nothing is left of it when it is full again', async () => {
    const desk = await startMapped({ department: { include: ['Nowhere'] } }, (world) => addCrew(world, 8))
    const group = desk.directory.groups.add({ displayName: 'Crew' })
    for (let nth = 0; nth < 8; nth += 1)
      desk.directory.groups.addMember('Crew', desk.directory.find(crewMail(nth))?.id ?? '')
    await desk.map({ rule: { group: { include: [group.id] } } })
    await desk.drain()
    await desk.approve()
    await desk.drain()
    expect((await desk.view()).linked).toBe(8)
    const done = desk.account.log.length
    const members = Array.from({ length: 8 }, (_, nth) => desk.directory.find(crewMail(nth))?.id ?? '')
    for (const id of members) desk.directory.groups.removeMember('Crew', id)
    await desk.syncNow()
    expect(writes(desk, done)).toEqual([])
    expect((await desk.view()).problem).toMatchObject({ code: 'plan.stopped' })
    for (const id of members) desk.directory.groups.addMember('Crew', id)
    await desk.syncNow()
    expect(writes(desk, done)).toEqual([])
    expect(await desk.view()).toMatchObject({ inactive: 0, waiting: 0, problem: null })
    expect((await desk.call('tenants.get', { tenantId: contoso.id })).mappings).toHaveLength(1)
  })
})
