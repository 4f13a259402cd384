import { describe, expect, it } from 'vitest'
import add from '../../../shared/actions/add-to-group.ts'
import remove from '../../../shared/actions/remove-from-group.ts'
import { AppError } from '../../../shared/errors.ts'
import { type Expected, mara, play } from './scripted-graph.ts'

const groupId = 'e0000000-0000-4000-8000-000000000106'
const values = { group: { id: groupId, name: 'Front office' } }
const look: Expected['request'] = ['GET', `/users/${mara.id}/memberOf/${groupId}`]
const notFound = new AppError('graph.notFound')
const lost = new AppError('graph.unknownOutcome')
const notEditable = new AppError('group.notEditable')
const isMember = { request: look, answer: { id: groupId } }
const isNoMember = { request: look, answer: notFound }

describe('add-to-group', () => {
  const request: Expected['request'] = [
    'POST',
    `/groups/${groupId}/members/$ref`,
    { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${mara.id}` },
  ]

  it('adds by reference', async () => {
    await play(add, [{ request }], { values })
  })

  it.each([lost, notEditable, notFound])('is as good when they are in it already ($code)', async (answer) => {
    await play(add, [{ request, answer }, isMember], { values })
  })

  it.each([lost, notEditable, notFound])('passes on $code when they are not', async (answer) => {
    await expect(play(add, [{ request, answer }, isNoMember], { values })).rejects.toBe(answer)
  })

  it('passes on the first refusal when looking fails as well', async () => {
    const script = [
      { request, answer: notEditable },
      { request: look, answer: new AppError('graph.unavailable') },
    ]
    await expect(play(add, script, { values })).rejects.toBe(notEditable)
  })

  it('does not look after a plain refusal', async () => {
    const script = [{ request, answer: new AppError('graph.denied') }]
    await expect(play(add, script, { values })).rejects.toMatchObject({ code: 'graph.denied' })
  })

  it.each(['../users', `${groupId}/owners`, ''])('sends nothing for the group %j', async (id) => {
    const run = play(add, [], { values: { group: { id, name: 'x' } } })
    await expect(run).rejects.toMatchObject({ code: 'action.values' })
  })
})

describe('remove-from-group', () => {
  const request: Expected['request'] = ['DELETE', `/groups/${groupId}/members/${mara.id}/$ref`]

  it('removes the reference, never the person', async () => {
    await play(remove, [{ request }], { values })
  })

  it.each([lost, notFound])('is as good when they are out of it already ($code)', async (answer) => {
    await play(remove, [{ request, answer }, isNoMember], { values })
  })

  it.each([lost, notEditable])('passes on $code when they are still in it', async (answer) => {
    await expect(play(remove, [{ request, answer }, isMember], { values })).rejects.toBe(answer)
  })

  it.each(['..', 'x', `${groupId}?`])('sends nothing for the group %j', async (id) => {
    const run = play(remove, [], { values: { group: { id, name: 'x' } } })
    await expect(run).rejects.toMatchObject({ code: 'action.values' })
  })
})
