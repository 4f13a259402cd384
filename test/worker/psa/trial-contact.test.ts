import { describe, expect, it } from 'vitest'
import type { PsaApi } from '../../../shared/psa/api.ts'
import type { Contact } from '../../../shared/psa/contact.ts'
import { tryContact } from '../../../worker/psa/trial-contact.ts'

/** A PSA of one contact. */
function scripted(changes: Partial<PsaApi> = {}) {
  let kept: Contact | null = null
  const write = (next: Contact) => {
    kept = next
    return Promise.resolve(next)
  }
  const api: PsaApi = {
    check: async () => ({ connectedAs: 'nobody' }),
    organisations: async () => ({ items: [], next: null }),
    organisation: async (id) => ({ id, name: 'Harbour Legal', email: null, disabled: false }),
    ticket: () => Promise.reject(new Error('No ticket is asked for.')),
    fields: [{ id: 'name' }, { id: 'email' }, { id: 'department' }],
    contact: async () => {
      if (!kept) throw new Error('Nothing was made.')
      return kept
    },
    createContact: (organisationId, values) => write({ id: 'c1', organisationId, active: true, values }),
    updateContact: (contact, values) => write({ ...contact, values: { ...contact.values, ...values } }),
    deactivate: (contact) => write({ ...contact, active: false }),
    reactivate: (contact) => write({ ...contact, active: true }),
    ...changes,
  }
  return { api, kept: () => kept }
}
const run = (api: PsaApi) => tryContact(api, 'o1', '2026-11-23')
const states = ({ steps }: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(steps.map(({ title, state }) => [title, state]))

describe('a trial on one contact', () => {
  it('changes a field that this PSA has, and leaves the contact inactive', async () => {
    const { api, kept } = scripted()
    expect(await run(api)).toMatchObject({ succeeded: true })
    expect(kept()).toMatchObject({ active: false, values: { department: 'Tried by Sidelight' } })
  })

  it('changes the name where there is no other field of words', async () => {
    const { api, kept } = scripted({ fields: [{ id: 'name' }, { id: 'email' }] })
    expect((await run(api)).succeeded).toBe(true)
    expect(kept()?.values.name).toBe('Sidelight trial, changed')
  })

  it('skips what this PSA cannot do, and says nothing about it that was not seen', async () => {
    const { api } = scripted({ reactivate: undefined, updateContact: undefined })
    const trial = await run(api)
    expect(trial.succeeded).toBe(true)
    expect(states(trial)).toMatchObject({
      'Change it': 'skipped',
      'Make it active again': 'skipped',
      'Read it back as active': 'skipped',
      'Read it back as inactive once more': 'done',
    })
  })

  it('is no success where nobody can create contacts', async () => {
    const { api } = scripted({ createContact: undefined })
    expect(await run(api)).toMatchObject({ succeeded: false, left: null })
  })

  it.each<[string, Partial<PsaApi>, string, string]>([
    [
      'a contact that stays active',
      { deactivate: async (contact) => contact },
      'Read it back as inactive',
      'It still reads as active.',
    ],
    [
      'a contact in another organisation',
      { contact: async () => ({ id: 'c1', organisationId: 'o2', active: true, values: {} }) },
      'Read it back',
      'It stands in another organisation.',
    ],
    [
      'a change that wipes what was not sent',
      {
        updateContact: undefined,
        contact: async () => ({ id: 'c1', organisationId: 'o1', active: true, values: {} }),
      },
      'Read it back',
      'Name reads “”, not “Sidelight trial”.',
    ],
  ])('finds %s', async (_what, changes, title, text) => {
    const { steps, succeeded, left } = await run(scripted(changes).api)
    expect(succeeded).toBe(false)
    expect(steps.at(-1)).toEqual({ title, state: 'failed', text })
    expect(left).toContain('id c1) is left in Harbour Legal.')
  })

  it('lets a fault of our own through', async () => {
    const { api } = scripted({ deactivate: () => Promise.reject(new TypeError('ours')) })
    await expect(run(api)).rejects.toThrow('ours')
  })
})
