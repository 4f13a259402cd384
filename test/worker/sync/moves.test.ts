import { describe, expect, it } from 'vitest'
import { addCrew, addressOf, contoso, crewMail, entryOf, type Mapped, writes } from './mapped.ts'
import { addressesIn, startSplit, west } from './split.ts'

const tove = addressOf(contoso, 'Lindqvale')
const go = ({ directory }: Mapped, officeLocation: string) => directory.updateUser(tove, { officeLocation })
const standsIn = ({ account }: Mapped) => {
  const found = [...account.contacts.values()].filter(({ email }) => email?.toLowerCase() === tove)
  return found.map(({ id, customerId }) => ({ id, customerId }))
}
async function untouched(desk: Mapped, mappingId: string) {
  const { persons } = await desk.call('plans.untouched', { mappingId })
  return persons.find(({ displayName }) => displayName === 'Tove Lindqvale')?.reason
}

describe('a person who moves between two organisations of a tenant', () => {
  it('keeps their contact, which goes along, in one write', async () => {
    const desk = await startSplit()
    const [before] = standsIn(desk)
    const done = desk.account.log.length
    go(desk, 'Harbour clinic')
    await desk.syncNow()
    expect(standsIn(desk)).toEqual([{ id: before?.id, customerId: Number(west) }])
    expect(writes(desk, done)).toHaveLength(1)
    expect(entryOf(await desk.planOf(desk.other.id), 'Lindqvale')).toMatchObject({
      kind: 'move',
      state: 'done',
    })
    await desk.syncNow()
    expect(writes(desk, done)).toHaveLength(1)
    const { entries } = await desk.history({ kind: 'move' })
    expect(entries.map(({ mappingId, displayName }) => [mappingId, displayName])).toEqual([
      [desk.other.id, 'Tove Lindqvale'],
    ])
  })

  it('moves back the same way, and still follows Entra', async () => {
    const desk = await startSplit()
    const [before] = standsIn(desk)
    go(desk, 'Harbour clinic')
    await desk.syncNow()
    go(desk, 'Eastside clinic')
    await desk.syncNow()
    expect(standsIn(desk)).toEqual([before])
    desk.directory.updateUser(tove, { jobTitle: 'Partner' })
    await desk.syncNow()
    expect(desk.contactOf('Lindqvale')).toMatchObject([{ properties: { title: 'Partner' } }])
  })

  it('waits while the organisation that takes them is not approved', async () => {
    const desk = await startSplit()
    const before = standsIn(desk)
    await desk.call('mappings.settings', { mappingId: desk.other.id, fields: { phone: 'never' } })
    go(desk, 'Harbour clinic')
    await desk.syncNow()
    expect(standsIn(desk)).toEqual(before)
    expect(await untouched(desk, desk.mapping.id)).toBe('Moves to Fabrikam Freight.')
    const plan = await desk.planOf(desk.other.id)
    expect([plan.state, entryOf(plan, 'Lindqvale').kind]).toEqual(['waiting', 'move'])
    await desk.call('plans.approve', { planId: plan.id })
    await desk.drain()
    expect(standsIn(desk)).toEqual([{ id: before[0]?.id, customerId: Number(west) }])
  })

  it('stays where the sync is paused, and follows within the hour when it is on again', async () => {
    const desk = await startSplit()
    const before = standsIn(desk)
    await desk.settings({ sync: 'paused' })
    go(desk, 'Harbour clinic')
    await desk.syncNow()
    expect(standsIn(desk)).toEqual(before)
    expect(await untouched(desk, desk.other.id)).toBe(
      'Belongs to Contoso Dental until its sync, which is paused, is on again.',
    )
    await desk.settings({ sync: 'on' })
    desk.world.clock.advance(3_600_000)
    await desk.tick()
    await desk.drain()
    expect(standsIn(desk)).toEqual([{ id: before[0]?.id, customerId: Number(west) }])
  })

  it('asks a person when the organisation has two contacts with their address already', async () => {
    const desk = await startSplit()
    const done = desk.account.log.length
    for (const name of ['Tove', 'T. Lindqvale'])
      desk.account.addContact({ customerId: Number(west), name, email: tove })
    await desk.call('plans.get', { mappingId: desk.other.id, refresh: true })
    go(desk, 'Harbour clinic')
    await desk.syncNow()
    expect(writes(desk, done)).toEqual([])
    expect((await desk.call('reviews.list', { mappingId: desk.other.id })).reviews).toMatchObject([
      { displayName: 'Tove Lindqvale', candidates: [{ name: 'Tove' }, { name: 'T. Lindqvale' }] },
    ])
  })

  it('gets the contact that stands there already, and the old one becomes inactive', async () => {
    const desk = await startSplit()
    const [before] = standsIn(desk)
    const there = desk.account.addContact({ customerId: Number(west), name: 'Tove', email: tove })
    await desk.call('plans.get', { mappingId: desk.other.id, refresh: true })
    go(desk, 'Harbour clinic')
    await desk.syncNow()
    expect(desk.account.contacts.get(before?.id ?? 0)?.notes).toContain('[Sidelight] Inactive since')
    expect(
      (await desk.links()).results.filter(({ contact_id }) => contact_id === String(there.id)),
    ).toHaveLength(1)
    expect(addressesIn(desk, Number(west)).filter((address) => address === tove)).toHaveLength(1)
  })
})

describe('half an organisation that moves', () => {
  it('is no case for the breaker', async () => {
    const desk = await startSplit({ office: { include: ['Dock'] } }, { office: { include: ['Quay'] } })
    addCrew(desk, 12)
    for (let nth = 0; nth < 12; nth += 1) desk.directory.updateUser(crewMail(nth), { officeLocation: 'Dock' })
    await desk.syncNow()
    expect((await desk.view()).linked).toBe(12)
    for (let nth = 0; nth < 12; nth += 1) desk.directory.updateUser(crewMail(nth), { officeLocation: 'Quay' })
    await desk.syncNow()
    expect(addressesIn(desk, Number(west)).filter((address) => address.startsWith('crew'))).toHaveLength(12)
    expect(await desk.view()).toMatchObject({ linked: 0, problem: null })
  })
})
