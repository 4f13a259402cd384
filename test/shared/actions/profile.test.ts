import { describe, expect, it } from 'vitest'
import phones from '../../../shared/actions/edit-phones.ts'
import profile from '../../../shared/actions/edit-profile.ts'
import removeManager from '../../../shared/actions/remove-manager.ts'
import setManager from '../../../shared/actions/set-manager.ts'
import { AppError } from '../../../shared/errors.ts'
import { initialValues } from '../../../shared/field.ts'
import { type Expected, mara, play, scriptedGraph } from './scripted-graph.ts'

const user = `/users/${mara.id}`
const dentist = { ...mara, jobTitle: 'Dentist', department: 'Dentistry', businessPhone: '+1 555 0100 150' }
const synced = { ...mara, onPremisesSyncEnabled: true }
const patch = (body: object): Expected['request'] => ['PATCH', user, body]
const lost = new AppError('graph.unknownOutcome')
const untouched = initialValues(profile.fields)

describe('edit-profile', () => {
  it('sends what was changed and nothing else; what was emptied is cleared', async () => {
    const values = { jobTitle: 'Lead dentist', department: '', city: '', officeLocation: null }
    const script = [{ request: patch({ jobTitle: 'Lead dentist', department: null }) }]
    await play(profile, script, { person: dentist, values })
  })

  it('says what it changes, old names untouched', () => {
    const values = { ...untouched, jobTitle: 'Lead dentist', department: '' }
    expect(profile.confirm(dentist, values)).toBe(
      'Change the profile of Mara Ellingsworth: job title to “Lead dentist”, department cleared?',
    )
    expect(profile.audit(dentist, values)).toContain('job title to “Lead dentist”, department cleared')
  })

  it('does nothing at all where nothing is changed, and keeps a name', () => {
    expect(profile.check?.(dentist, untouched)).toMatch(/at least one/)
    expect(profile.check?.(dentist, { ...untouched, jobTitle: 'Dentist' })).toMatch(/at least one/)
    expect(profile.check?.(dentist, { ...untouched, displayName: '' })).toMatch(/cannot be empty/)
    expect(profile.check?.(dentist, { ...untouched, jobTitle: 'Nurse' })).toBe(true)
  })

  it.each([
    [{ jobTitle: 'Nurse', department: null }, true],
    [{ jobTitle: 'Nurse', department: 'Dentistry' }, false],
    [7, false],
  ])('after a lost answer reads %j', async (answer, isDone) => {
    const script = [
      { request: patch({ jobTitle: 'Nurse', department: null }), answer: lost },
      { request: ['GET', `${user}?$select=jobTitle,department`] as Expected['request'], answer },
    ]
    const run = play(profile, script, { person: dentist, values: { jobTitle: 'Nurse', department: '' } })
    if (isDone) await run
    else await expect(run).rejects.toMatchObject({ code: 'graph.unknownOutcome' })
  })

  it.each(['graph.denied', 'graph.invalid'] as const)('passes on %s', async (code) => {
    const script = [{ request: patch({ jobTitle: 'Nurse' }), answer: new AppError(code) }]
    const run = play(profile, script, { person: dentist, values: { jobTitle: 'Nurse' } })
    await expect(run).rejects.toMatchObject({ code })
  })

  it('is not for accounts of on-premises Active Directory', () => {
    expect(profile.applies(synced)).toMatch(/on-premises/)
    expect(phones.applies(synced)).toMatch(/on-premises/)
    expect(setManager.applies(synced)).toMatch(/on-premises/)
    expect(removeManager.applies(synced)).toMatch(/on-premises/)
  })
})

describe('edit-phones', () => {
  it('sends a business phone as a list of one, and an emptied one as an empty list', async () => {
    const one = [{ request: patch({ businessPhones: ['+1 555 0100 999'] }) }]
    await play(phones, one, { person: dentist, values: { businessPhone: '+1 555 0100 999' } })
    const none = [{ request: patch({ businessPhones: [], mobilePhone: '+1 555 0100 1' } as object) }]
    const values = { businessPhone: '', mobilePhone: '+1 555 0100 1' }
    await play(phones, none, { person: dentist, values })
  })

  it.each(['graph.denied', 'graph.invalid'] as const)('passes on %s', async (code) => {
    const script = [{ request: patch({ mobilePhone: '1' }), answer: new AppError(code) }]
    await expect(play(phones, script, { values: { mobilePhone: '1' } })).rejects.toMatchObject({ code })
  })

  it('protects holders of privileged roles, whose phones Microsoft protects too', () => {
    expect(phones.protectsPrivileged).toBe(true)
  })
})

const wim = { id: 'd0010000-0000-4000-8000-000000000003', name: 'Wim Castelaar' }
const look: Expected['request'] = ['GET', `${user}/manager?$select=id`]
const none = new AppError('graph.notFound')

describe('set-manager', () => {
  const put: Expected['request'] = [
    'PUT',
    `${user}/manager/$ref`,
    { '@odata.id': `https://graph.microsoft.com/v1.0/users/${wim.id}` },
  ]

  it('sets by reference', async () => {
    await play(setManager, [{ request: put }], { values: { manager: wim } })
  })

  it.each([
    [{ id: wim.id.toUpperCase() }, true],
    [{ id: mara.id }, false],
    [none, false],
  ])('after a lost answer reads %#', async (answer, isDone) => {
    const script = [
      { request: put, answer: lost },
      { request: look, answer },
    ]
    const run = play(setManager, script, { values: { manager: wim } })
    if (isDone) await run
    else await expect(run).rejects.toMatchObject({ code: 'graph.unknownOutcome' })
  })

  it.each(['graph.denied', 'graph.notFound'] as const)('passes on %s', async (code) => {
    const script = [{ request: put, answer: new AppError(code) }]
    await expect(play(setManager, script, { values: { manager: wim } })).rejects.toMatchObject({ code })
  })
})

describe('remove-manager', () => {
  const request: Expected['request'] = ['DELETE', `${user}/manager/$ref`]

  it('removes the reference, never the manager', async () => {
    await play(removeManager, [{ request }])
  })

  it.each([none, lost])('is as good when there is none ($code)', async (answer) => {
    await play(removeManager, [
      { request, answer },
      { request: look, answer: none },
    ])
  })

  it('stays unknown when there is still one', async () => {
    const script = [
      { request, answer: lost },
      { request: look, answer: { id: wim.id } },
    ]
    await expect(play(removeManager, script)).rejects.toBe(lost)
  })

  it('passes on that access is refused', async () => {
    const run = play(removeManager, [{ request, answer: new AppError('graph.denied') }])
    await expect(run).rejects.toMatchObject({ code: 'graph.denied' })
  })

  it('reads later whether it was done', async () => {
    const { graph } = scriptedGraph([{ request: look, answer: none }])
    expect(await removeManager.verify?.({ graph, person: mara })).toBe(true)
  })
})
