import { describe, expect, it } from 'vitest'
import block from '../../../shared/actions/block-sign-in.ts'
import type { ActionDefinition } from '../../../shared/actions/define.ts'
import revoke from '../../../shared/actions/revoke-sessions.ts'
import unblock from '../../../shared/actions/unblock-sign-in.ts'
import { AppError } from '../../../shared/errors.ts'
import { mara, play, scriptedGraph } from './scripted-graph.ts'

const user = `/users/${mara.id}`
const patch = (accountEnabled: boolean) =>
  ['PATCH', user, { accountEnabled }] as ['PATCH', string, { accountEnabled: boolean }]
const read = ['GET', `${user}?$select=id,accountEnabled`] as ['GET', string]
const end = ['POST', `${user}/revokeSignInSessions`] as ['POST', string]
const lost = new AppError('graph.unknownOutcome')
const blocked = { ...mara, accountEnabled: false }

describe('block-sign-in', () => {
  it('blocks, then ends the sessions', async () => {
    const result = await play(block, [{ request: patch(false) }, { request: end }])
    expect(result?.steps?.map(({ title, state }) => [title, state])).toEqual([
      ['Block sign-in', 'done'],
      ['End all sessions', 'done'],
    ])
  })

  it('leaves the sessions alone when told so', async () => {
    await play(block, [{ request: patch(false) }], { values: { revoke: false } })
  })

  it('goes on after a lost answer when reading shows the block', async () => {
    const script = [
      { request: patch(false), answer: lost },
      { request: read, answer: { id: mara.id, accountEnabled: false } },
      { request: end },
    ]
    const result = await play(block, script)
    expect(result?.steps?.map(({ state }) => state)).toEqual(['done', 'done'])
  })

  it.each([
    ['reads as not done yet', { id: mara.id, accountEnabled: true }],
    ['cannot be read', new AppError('graph.unavailable')],
    ['reads as nonsense', { id: mara.id }],
    ['reads as somebody else', { id: 'other', accountEnabled: false }],
  ])('stays unknown after a lost answer that %s', async (_, answer) => {
    const script = [
      { request: patch(false), answer: lost },
      { request: read, answer },
    ]
    await expect(play(block, script)).rejects.toMatchObject({ code: 'graph.unknownOutcome' })
  })

  it('does not read after a plain refusal', async () => {
    const script = [{ request: patch(false), answer: new AppError('graph.denied') }]
    await expect(play(block, script)).rejects.toMatchObject({ code: 'graph.denied' })
  })

  it('is for enabled accounts that are mastered here', () => {
    expect(block.applies(mara)).toBe(true)
    expect(block.applies(blocked)).toMatch(/already/)
    expect(block.applies({ ...mara, onPremisesSyncEnabled: true })).toMatch(/on-premises/)
    expect(block.applies({ ...blocked, deletedAt: '2026-11-01T00:00:00Z' })).toMatch(/deleted/)
  })
})

describe('unblock-sign-in', () => {
  it('lets the account sign in again', async () => {
    expect(await play(unblock, [{ request: patch(true) }], { person: blocked })).toBeUndefined()
  })

  it('finds out after a lost answer', async () => {
    const script = [
      { request: patch(true), answer: lost },
      { request: read, answer: { id: mara.id, accountEnabled: true } },
    ]
    await play(unblock, script, { person: blocked })
  })

  it('is for blocked accounts that are mastered here', () => {
    expect(unblock.applies(blocked)).toBe(true)
    expect(unblock.applies(mara)).toMatch(/not blocked/)
    expect(unblock.applies({ ...blocked, onPremisesSyncEnabled: true })).toMatch(/on-premises/)
  })
})

describe('what reading tells later', () => {
  it.each([
    [block, false, true],
    [block, true, false],
    [unblock, true, true],
    [unblock, false, false],
  ] as [ActionDefinition, boolean, boolean][])(
    '$0.id with accountEnabled %s: %s',
    async (action, accountEnabled, done) => {
      const { graph } = scriptedGraph([{ request: read, answer: { id: mara.id, accountEnabled } }])
      expect(await action.verify?.({ graph, person: mara })).toBe(done)
    },
  )
})

describe('revoke-sessions', () => {
  it('sends one request without a body', async () => {
    expect(await play(revoke, [{ request: end, answer: { value: true } }])).toBeUndefined()
  })

  it('works for accounts of on-premises Active Directory too', () => {
    expect(revoke.applies({ ...mara, onPremisesSyncEnabled: true })).toBe(true)
    expect(revoke.applies({ ...mara, deletedAt: '2026-11-01T00:00:00Z' })).toMatch(/deleted/)
  })
})
