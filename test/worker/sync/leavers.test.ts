import { describe, expect, it } from 'vitest'
import { addressOf, contoso, entryOf, idOf, startWritten, writes } from './mapped.ts'

const tove = addressOf(contoso, 'Lindqvale')
const days = 24 * 3_600_000

async function start() {
  const desk = await startWritten()
  const [contact] = desk.contactOf('Lindqvale')
  if (!contact) throw new Error('There is no contact.')
  return {
    ...desk,
    contact,
    done: desk.account.log.length,
    /** An hour's tick, some time later. */
    async later(ms: number) {
      desk.world.clock.advance(ms)
      await desk.tick()
      await desk.drain()
    },
  }
}

describe('a person who is deleted', () => {
  it('leaves an inactive contact, and is linked to it again when restored', async () => {
    const desk = await start()
    desk.directory.softDelete(tove)
    await desk.syncNow()
    expect(desk.contact.notes).toContain('Deleted in Entra')
    expect(await desk.view()).toMatchObject({ linked: 14, inactive: 1 })
    expect(writes(desk, desk.done)).toHaveLength(1)
    desk.directory.restore(idOf(contoso, 'Lindqvale'))
    await desk.syncNow()
    expect(desk.contact.notes ?? '').not.toContain('[Sidelight]')
    expect(await desk.view()).toMatchObject({ linked: 14, inactive: 0 })
    expect(desk.contactOf('Lindqvale')).toHaveLength(1)
    const { entries } = await desk.history({ contactId: String(desk.contact.id) })
    expect(entries.map(({ kind }) => kind)).toEqual(['reactivate', 'deactivate', 'create'])
  })

  it('is written once, however often the hour comes, also when they are gone for good', async () => {
    const desk = await start()
    desk.directory.softDelete(tove)
    await desk.syncNow()
    await desk.later(31 * days)
    await desk.later(8 * days)
    expect(writes(desk, desk.done)).toHaveLength(1)
    expect(await desk.view()).toMatchObject({ linked: 14, inactive: 1, problem: null })
    expect(desk.contacts()).toHaveLength(16)
  })

  it('is named by the contact when they went for good before the hour saw them go', async () => {
    const desk = await start()
    desk.directory.softDelete(tove)
    desk.directory.hardDelete(idOf(contoso, 'Lindqvale'))
    await desk.syncNow()
    expect(entryOf(await desk.plan(), 'Lindqvale')).toMatchObject({
      kind: 'deactivate',
      displayName: 'Tove Lindqvale',
      userPrincipalName: tove,
      state: 'done',
    })
  })
})

describe('what people do to contacts by hand', () => {
  it('is found within the week: one that was deleted is asked about and never made anew', async () => {
    const desk = await start()
    desk.account.contacts.delete(desk.contact.id)
    await desk.later(3_600_000)
    expect((await desk.call('reviews.list', {})).total).toBe(0)
    await desk.later(8 * days)
    expect((await desk.call('reviews.list', {})).reviews).toMatchObject([{ displayName: 'Tove Lindqvale' }])
    expect(writes(desk, desk.done)).toEqual([])
  })

  it('is found within the week: one that was edited is kept, and the value that was ours alone is written', async () => {
    const desk = await start()
    desk.contact.name = 'Tove (by hand)'
    await desk.later(8 * days)
    expect(writes(desk, desk.done)).toEqual([])
    desk.directory.updateUser(tove, { displayName: 'Tove Berg', jobTitle: 'Partner' })
    await desk.syncNow()
    expect(desk.contact).toMatchObject({ name: 'Tove (by hand)', properties: { title: 'Partner' } })
  })

  it('is found within the week: one that was moved to another organisation is asked about', async () => {
    const desk = await start()
    desk.contact.customerId = 102
    await desk.later(8 * days)
    expect((await desk.call('reviews.list', {})).reviews).toMatchObject([{ displayName: 'Tove Lindqvale' }])
    expect(writes(desk, desk.done)).toEqual([])
  })

  it('is found at once by whoever asks for the plan anew', async () => {
    const desk = await start()
    desk.account.contacts.delete(desk.contact.id)
    expect((await desk.plan(true)).counts).toMatchObject({ review: 1, create: 0 })
  })

  it('is kept when they make one inactive, and when they make active one that was ours to deactivate', async () => {
    const desk = await start()
    desk.contact.notes = '[Sidelight] Inactive since 2026-11-01: by hand'
    await desk.later(8 * days)
    expect(writes(desk, desk.done)).toEqual([])
    const { persons } = await desk.call('plans.untouched', { mappingId: desk.mapping.id })
    expect(persons.find(({ displayName }) => displayName === 'Tove Lindqvale')?.reason).toBe(
      'Made inactive by hand in the ticket system, and kept so.',
    )
    desk.contact.notes = null
    desk.directory.updateUser(tove, { accountEnabled: false })
    await desk.plan(true)
    await desk.syncNow()
    desk.contact.notes = null
    const done = desk.account.log.length
    await desk.later(8 * days)
    expect(writes(desk, done)).toEqual([])
  })
})

describe('unmapping and disconnecting', () => {
  it('deactivate nobody when the tenant is disconnected', async () => {
    const desk = await start()
    const contacts = structuredClone(desk.contacts())
    await desk.call('tenants.disconnect', { tenantId: contoso.id })
    desk.directory.updateUser(tove, { accountEnabled: false })
    await desk.later(3_600_000)
    await desk.later(8 * days)
    expect(writes(desk, desk.done)).toEqual([])
    expect(desk.contacts()).toEqual(contacts)
  })

  it('deactivate nobody when the ticket system is disconnected', async () => {
    const desk = await start()
    const { remains } = await desk.call('psas.disconnect', { connectionId: desk.connection.id })
    expect(remains.join(' ')).toContain('14 contacts')
    desk.directory.updateUser(tove, { accountEnabled: false })
    await desk.syncNow()
    await desk.later(8 * days)
    expect(writes(desk, desk.done)).toEqual([])
  })

  it('deactivate nobody when the mapping is removed, and say how many stay', async () => {
    const desk = await start()
    const contacts = structuredClone(desk.contacts())
    expect(await desk.call('mappings.remove', { mappingId: desk.mapping.id, keepContacts: true })).toEqual({
      kept: 14,
    })
    desk.directory.updateUser(tove, { accountEnabled: false })
    await desk.syncNow()
    await desk.later(8 * days)
    expect(writes(desk, desk.done)).toEqual([])
    expect(desk.contacts()).toEqual(contacts)
  })
})
