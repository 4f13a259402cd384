import { describe, expect, it } from 'vitest'
import assign from '../../../shared/actions/assign-licence.ts'
import remove from '../../../shared/actions/remove-licence.ts'
import reprocess from '../../../shared/actions/reprocess-licences.ts'
import swap from '../../../shared/actions/swap-licence.ts'
import { AppError } from '../../../shared/errors.ts'
import { type Expected, mara, play } from './scripted-graph.ts'

const user = `/users/${mara.id}`
const premium = { id: 'cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46', name: 'Business Premium' }
const basic = { id: '3b555118-da6a-4418-894f-7df1e2096870', name: 'Business Basic' }
const located = { ...mara, usageLocation: 'US' }
const nowhere = { ...mara, usageLocation: null }
const change = (add: string[], removeLicenses: string[]): Expected['request'] => [
  'POST',
  `${user}/assignLicense`,
  { addLicenses: add.map((skuId) => ({ skuId, disabledPlans: [] })), removeLicenses },
]
const read: Expected['request'] = ['GET', `${user}?$select=usageLocation,licenseAssignmentStates`]
const state = (skuId: string, assignedByGroup: string | null = null) => ({
  ...{ skuId, assignedByGroup, state: 'Active' },
})
const held = (...states: ReturnType<typeof state>[]) => ({
  usageLocation: 'US',
  licenseAssignmentStates: states,
})
const refused = new AppError('licence.refused')
const lost = new AppError('graph.unknownOutcome')

describe('assign-licence', () => {
  const values = { licence: premium }

  it('sends one request with both lists', async () => {
    await play(assign, [{ request: change([premium.id], []) }], { person: located, values })
  })

  it('sets the usage location first where there is none', async () => {
    const script = [
      { request: ['PATCH', user, { usageLocation: 'DE' }] as Expected['request'] },
      { request: change([premium.id], []) },
    ]
    const location = { id: 'DE', name: 'Germany' }
    await play(assign, script, { person: nowhere, values: { ...values, location } })
  })

  it('leaves a usage location alone that is there', async () => {
    const location = { id: 'DE', name: 'Germany' }
    const script = [{ request: change([premium.id], []) }]
    await play(assign, script, { person: located, values: { ...values, location } })
  })

  it('gives no licence when the usage location was refused', async () => {
    const script = [
      {
        request: ['PATCH', user, { usageLocation: 'DE' }] as Expected['request'],
        answer: new AppError('graph.denied'),
      },
    ]
    const run = play(assign, script, {
      person: nowhere,
      values: { ...values, location: { id: 'DE', name: '' } },
    })
    await expect(run).rejects.toMatchObject({ code: 'graph.denied' })
  })

  it('asks for the usage location before anything is sent', () => {
    expect(assign.check?.(nowhere, { licence: premium, location: null })).toMatch(/usage location/)
    expect(assign.check?.(located, { licence: premium, location: null })).toBe(true)
  })

  it('needs the wider permission of those alone who have no usage location', () => {
    expect(assign.requires?.(located)).toEqual(['LicenseAssignment.ReadWrite.All'])
    expect(assign.requires?.(nowhere)).toContain('User.ReadWrite.All')
  })

  it.each([
    ['has the product now', held(state(premium.id)), null],
    ['has it by a group alone', held(state(premium.id, 'g')), 'graph.unknownOutcome'],
    ['does not have it yet', held(), 'graph.unknownOutcome'],
    ['reads as nonsense', { licenseAssignmentStates: 7 }, 'graph.unknownOutcome'],
  ])('after a lost answer, somebody who %s', async (_, answer, code) => {
    const script = [
      { request: change([premium.id], []), answer: lost },
      { request: read, answer },
    ]
    const run = play(assign, script, { person: located, values })
    if (code) await expect(run).rejects.toMatchObject({ code })
    else await run
  })

  it.each([
    ['the usage location has gone', { ...held(), usageLocation: null }, 'licence.usageLocation'],
    ['nothing else is to be seen', held(), 'licence.refused'],
    ['nothing can be read', new AppError('graph.unavailable'), 'licence.refused'],
  ])('explains a refusal by reading: %s', async (_, answer, code) => {
    const script = [
      { request: change([premium.id], []), answer: refused },
      { request: read, answer },
    ]
    await expect(play(assign, script, { person: located, values })).rejects.toMatchObject({ code })
  })

  it('explains no other refusal', async () => {
    const script = [{ request: change([premium.id], []), answer: new AppError('graph.denied') }]
    await expect(play(assign, script, { person: located, values })).rejects.toMatchObject({
      code: 'graph.denied',
    })
  })
})

describe('remove-licence', () => {
  const holder = { ...mara, skuIds: [premium.id] }

  it('sends one request with both lists', async () => {
    await play(remove, [{ request: change([], [premium.id]) }], {
      person: holder,
      values: { licence: premium },
    })
  })

  it('says when a group gives it', async () => {
    const script = [
      { request: change([], [premium.id]), answer: refused },
      { request: read, answer: held(state(premium.id, 'g')) },
    ]
    const run = play(remove, script, { person: holder, values: { licence: premium } })
    await expect(run).rejects.toMatchObject({ code: 'licence.inherited' })
  })

  it('passes on that permission is missing', async () => {
    const script = [{ request: change([], [premium.id]), answer: new AppError('graph.denied') }]
    const run = play(remove, script, { person: holder, values: { licence: premium } })
    await expect(run).rejects.toMatchObject({ code: 'graph.denied' })
  })

  it('is for those who have one', () => {
    expect(remove.applies(holder)).toBe(true)
    expect(remove.applies({ ...mara, skuIds: [], licences: [] })).toMatch(/no licence/)
  })
})

describe('swap-licence', () => {
  it('takes one and gives the other in one request', async () => {
    const script = [{ request: change([premium.id], [basic.id]) }]
    await play(swap, script, { person: located, values: { old: basic, licence: premium } })
  })

  it('is done after a lost answer only when both sides are', async () => {
    const script = (answer: unknown) => [
      { request: change([premium.id], [basic.id]), answer: lost },
      { request: read, answer },
    ]
    const how = { person: located, values: { old: basic, licence: premium } }
    await play(swap, script(held(state(premium.id))), how)
    const half = play(swap, script(held(state(premium.id), state(basic.id))), how)
    await expect(half).rejects.toMatchObject({ code: 'graph.unknownOutcome' })
  })

  it.each(['licence.refused', 'graph.denied'] as const)('passes on %s', async (code) => {
    const script: Expected[] = [{ request: change([premium.id], [basic.id]), answer: new AppError(code) }]
    if (code === 'licence.refused') script.push({ request: read, answer: held(state(basic.id)) })
    const run = play(swap, script, { person: located, values: { old: basic, licence: premium } })
    await expect(run).rejects.toMatchObject({ code })
  })

  it('does not swap a product for itself', () => {
    expect(swap.check?.(located, { old: basic, licence: basic, location: null })).toMatch(/different/)
  })
})

describe('reprocess-licences', () => {
  const request: Expected['request'] = ['POST', `${user}/reprocessLicenseAssignment`]
  const byGroup = { skuId: premium.id, byGroupId: 'g', state: 'Error' as const, error: 'CountViolation' }

  it('sends one request without a body', async () => {
    await play(reprocess, [{ request, answer: { id: mara.id } }])
  })

  it.each(['licence.refused', 'graph.denied'] as const)('passes on %s', async (code) => {
    await expect(play(reprocess, [{ request, answer: new AppError(code) }])).rejects.toMatchObject({ code })
  })

  it('is for those to whom a group gives something', () => {
    expect(reprocess.applies({ ...mara, licences: [byGroup] })).toBe(true)
    expect(reprocess.applies({ ...mara, licences: [{ ...byGroup, byGroupId: null }] })).toMatch(/No group/)
  })
})
