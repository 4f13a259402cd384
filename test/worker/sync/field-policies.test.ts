import { describe, expect, it } from 'vitest'
import { contactIds } from '../../world/syncro/seed.ts'
import { addressOf, contoso, entryOf, startMapped, startWritten, writes } from './mapped.ts'

const tove = addressOf(contoso, 'Lindqvale')
const byHand = '555 0199 (ask for Tove)'

async function startEdited() {
  const desk = await startWritten()
  const [contact] = desk.contactOf('Lindqvale')
  if (!contact) throw new Error('There is no contact.')
  contact.phone = byHand
  return { desk, contact }
}

describe('a field that is always Entra’s', () => {
  it('is written over once the plan that shows it is approved, and the history holds what stood there', async () => {
    const { desk, contact } = await startEdited()
    await desk.settings({ fields: { phone: 'always' } })
    await desk.plan(true)
    await desk.drain()
    expect(contact.phone).toBe(byHand)
    const change = { field: 'phone', label: 'Phone', old: byHand, new: '+1 555 0100 150' }
    expect(entryOf(await desk.plan(), 'Lindqvale')).toMatchObject({ kind: 'update', fields: [change] })
    await desk.approve()
    await desk.drain()
    expect(contact.phone).toBe('+1 555 0100 150')
    const { entries } = await desk.history({ contactId: String(contact.id), kind: 'update' })
    expect(entries).toMatchObject([{ state: 'done', fields: [change] }])
  })

  it('is written over by itself from then on, and each time the history holds what stood there', async () => {
    const { desk, contact } = await startEdited()
    await desk.settings({ fields: { phone: 'always' } })
    await desk.plan(true)
    await desk.approve()
    await desk.drain()
    contact.phone = '555 0200'
    await desk.plan(true)
    await desk.drain()
    expect(contact.phone).toBe('+1 555 0100 150')
    const { entries } = await desk.history({ contactId: String(contact.id), kind: 'update' })
    expect(entries.map(({ fields }) => fields[0]?.old)).toEqual(['555 0200', byHand])
  })

  it('wins at the first linking, too, over a value that was edited since the plan', async () => {
    const desk = await startMapped()
    await desk.settings({ fields: { name: 'always' } })
    await desk.drain()
    const sela = desk.account.contacts.get(contactIds.sela)
    if (!sela) throw new Error('There is no contact.')
    sela.name = 'Sela (reception)'
    await desk.approve()
    await desk.drain()
    expect(sela.name).toBe('Sela Brightmoor')
    const { entries } = await desk.history({ contactId: String(sela.id) })
    expect(entries[0]?.fields).toContainEqual(
      expect.objectContaining({ field: 'name', old: 'Sela (reception)', new: 'Sela Brightmoor' }),
    )
  })
})

describe('a field that is never written', () => {
  it('stays blank in a new contact, and as it is in every other', async () => {
    const desk = await startMapped()
    await desk.settings({ fields: { title: 'never' } })
    await desk.drain()
    await desk.approve()
    await desk.drain()
    const [contact] = desk.contactOf('Lindqvale')
    expect(contact).toMatchObject({ phone: '+1 555 0100 150', properties: {} })
    desk.directory.updateUser(tove, { jobTitle: 'Partner', displayName: 'Tove Berg' })
    await desk.syncNow()
    expect(contact).toMatchObject({ name: 'Tove Berg', properties: {} })
  })
})

describe('a field as it is by default', () => {
  it('keeps what was edited by hand, whatever becomes of it in Entra', async () => {
    const { desk, contact } = await startEdited()
    const done = desk.account.log.length
    desk.directory.updateUser(tove, { businessPhones: ['+1 555 0100 999'] })
    await desk.plan(true)
    await desk.syncNow()
    expect(contact.phone).toBe(byHand)
    expect(writes(desk, done)).toEqual([])
    const { persons } = await desk.call('plans.untouched', { mappingId: desk.mapping.id })
    const line = persons.find(({ displayName }) => displayName === 'Tove Lindqvale')
    expect(line?.reason).toContain('Phone edited by hand and kept.')
  })

  it('is never erased by a blank in Entra', async () => {
    const desk = await startWritten()
    const done = desk.account.log.length
    desk.directory.updateUser(tove, { businessPhones: [], jobTitle: null })
    await desk.syncNow()
    expect(writes(desk, done)).toEqual([])
    expect(desk.contactOf('Lindqvale')).toMatchObject([
      { phone: '+1 555 0100 150', properties: { title: 'Dentist' } },
    ])
  })
})
