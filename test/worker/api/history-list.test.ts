import { describe, expect, it } from 'vitest'
import type { ClientInput } from '../../../shared/contract.ts'
import { technicianOf } from '../../world/microsoft/technician.ts'
import { addCrew, addressOf, contoso, crewRule, startWritten } from '../sync/mapped.ts'

const tove = addressOf(contoso, 'Lindqvale')

describe('the history of contacts', () => {
  it('says what was done, when, why and who approved it; what went by itself says nobody', async () => {
    const desk = await startWritten()
    desk.world.clock.advance(60_000)
    desk.directory.updateUser(tove, { jobTitle: 'Partner' })
    await desk.syncNow()
    const { entries, next } = await desk.history()
    expect([entries.length, next]).toEqual([15, null])
    const [contact] = desk.contactOf('Lindqvale')
    expect(entries[0]).toMatchObject({
      mappingId: desk.mapping.id,
      tenantId: contoso.id,
      organisationName: 'Contoso Dental',
      kind: 'update',
      state: 'done',
      displayName: 'Tove Lindqvale',
      contactId: String(contact?.id),
      fields: [{ field: 'title', label: 'Job title', old: 'Dentist', new: 'Partner' }],
      reason: 'Changed in Entra: Job title.',
      by: null,
      undo: false,
    })
    const admin = technicianOf('admin').name
    expect(new Set(entries.slice(1).map(({ by }) => by))).toEqual(new Set([admin]))
    const times = entries.map(({ at }) => Date.parse(at))
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  it('is narrowed by tenant, mapping, contact, kind and outcome, each and together', async () => {
    const desk = await startWritten()
    const [contact] = desk.contactOf('Lindqvale')
    const contactId = String(contact?.id)
    const count = async (asked: ClientInput<'history.list'>) => (await desk.history(asked)).entries.length
    expect(await count({ kind: 'create' })).toBe(11)
    expect(await count({ kind: 'link' })).toBe(3)
    expect(await count({ contactId })).toBe(1)
    expect(await count({ contactId, kind: 'link' })).toBe(0)
    const [linked] = (await desk.history({ contactId })).entries
    expect(await count({ tenantId: contoso.id, personId: linked?.personId ?? '' })).toBe(1)
    expect(await count({ tenantId: contoso.id, personId: contoso.id })).toBe(0)
    expect(await count({ state: 'failed' })).toBe(0)
    expect(await count({ mappingId: desk.mapping.id, tenantId: contoso.id, state: 'done' })).toBe(14)
    expect(await count({ mappingId: 'none' })).toBe(0)
  })

  it('holds what was refused and what was withdrawn', async () => {
    const desk = await startWritten()
    desk.world.faults.add({
      match: ({ method, url }) => method === 'PUT' && url.pathname.includes('/contacts/'),
      respond: () => Response.json({ errors: ['Title is too long'] }, { status: 422 }),
    })
    desk.directory.updateUser(tove, { jobTitle: 'Partner' })
    await desk.syncNow()
    const { entries } = await desk.history({ state: 'failed' })
    expect(entries).toMatchObject([{ displayName: 'Tove Lindqvale', kind: 'update' }])
    expect(entries[0]?.problem).toContain('Title is too long')
    await desk.map({ rule: { department: { include: ['Nowhere'] } } })
    expect((await desk.history({ state: 'skipped' })).entries).toMatchObject([
      { displayName: 'Tove Lindqvale', problem: 'A rule was changed before this was sent.' },
    ])
  })

  it('is read in pages, each entry once, also while more is written', async () => {
    const desk = await startWritten(crewRule, (world) => addCrew(world, 230))
    const first = await desk.history()
    desk.directory.updateUser('crew7@contoso.example', { displayName: 'Renamed' })
    await desk.syncNow()
    const pages = [first]
    for (let page = first; page.next !== null; pages.push(page))
      page = await desk.history({ after: page.next })
    expect(pages.map(({ entries }) => entries.length)).toEqual([100, 100, 30])
    const ids = pages.flatMap(({ entries }) => entries.map(({ id }) => id))
    expect(new Set(ids).size).toBe(230)
    expect((await desk.history()).entries[0]).toMatchObject({ kind: 'update', displayName: 'Renamed' })
    expect((await desk.post('history.list', { after: 'nowhere' })).status).toBe(400)
  })

  it('stays when the mapping goes', async () => {
    const desk = await startWritten()
    await desk.call('mappings.remove', { mappingId: desk.mapping.id, keepContacts: true })
    expect((await desk.history({ tenantId: contoso.id, state: 'done' })).entries).toHaveLength(14)
  })
})
