import { describe, expect, it } from 'vitest'
import { checkPassword } from '../../../shared/actions/passphrase.ts'
import action from '../../../shared/actions/reset-password.ts'
import { AppError } from '../../../shared/errors.ts'
import { parseFields } from '../../../shared/field.ts'
import { mara, play, scriptedGraph } from './scripted-graph.ts'

const own = { mode: 'own', password: 'Sunny-Day-7' }
const patch = (password: unknown, forceChangePasswordNextSignIn = true) =>
  ['PATCH', `/users/${mara.id}`, { passwordProfile: { password, forceChangePasswordNextSignIn } }] as [
    'PATCH',
    string,
    unknown,
  ]
const revoke = ['POST', `/users/${mara.id}/revokeSignInSessions`] as ['POST', string]

describe('reset-password', () => {
  it('sends one generated passphrase and hands the same one back to be shown once', async () => {
    const seen: unknown[] = []
    const result = await action.run({
      person: mara,
      values: { mode: 'passphrase', password: '', mustChange: true, revoke: false },
      random: (below) => below - 1,
      graph: {
        ...scriptedGraph([]).graph,
        async patch(path, body) {
          seen.push(path, body)
        },
      },
    })
    const shown = result?.secret?.value ?? ''
    expect(checkPassword(shown, mara.userPrincipalName)).toBe(true)
    expect(seen).toEqual([`/users/${mara.id}`, patch(shown)[2]])
  })

  it('sets a typed password exactly as typed and does not hand it back', async () => {
    const result = await play(action, [{ request: patch('Sunny-Day-7') }], { values: own })
    expect(result?.secret).toBeUndefined()
    const parsed = parseFields(action.fields, { mode: 'own', password: ' Blank at-1 ' })
    expect(parsed.output).toMatchObject({ password: ' Blank at-1 ', mustChange: true, revoke: false })
  })

  it('leaves the choice about the next sign-in to the technician', async () => {
    await play(action, [{ request: patch('Sunny-Day-7', false) }], { values: { ...own, mustChange: false } })
  })

  it('ends the sessions in a request of its own', async () => {
    const script = [{ request: patch('Sunny-Day-7') }, { request: revoke, answer: { value: true } }]
    const result = await play(action, script, { values: { ...own, revoke: true } })
    expect(result?.steps?.map(({ state }) => state)).toEqual(['done', 'done'])
  })

  it('reports sessions that could not be ended beside the password that was set', async () => {
    const script = [
      { request: patch('Sunny-Day-7') },
      { request: revoke, answer: new AppError('graph.throttled') },
    ]
    const result = await play(action, script, { values: { ...own, revoke: true } })
    expect(result?.steps).toMatchObject([{ state: 'done' }, { state: 'failed', text: /wait/ }])
  })

  it('sends nothing more when the password was refused', async () => {
    const script = [{ request: patch('Sunny-Day-7'), answer: new AppError('graph.denied') }]
    const run = play(action, script, { values: { ...own, revoke: true } })
    await expect(run).rejects.toMatchObject({ code: 'graph.denied' })
  })

  it('checks a typed password before anything is sent, and does not ask for one that is generated', () => {
    const values = { mode: 'own' as const, password: 'weak', mustChange: true, revoke: false }
    expect(action.check?.(mara, values)).toMatch(/too short/)
    expect(action.check?.(mara, { ...values, mode: 'passphrase' })).toBe(true)
  })

  it('is not for accounts of on-premises Active Directory, guests of elsewhere, or deleted ones', () => {
    expect(action.applies(mara)).toBe(true)
    expect(action.applies({ ...mara, onPremisesSyncEnabled: true })).toMatch(/on-premises/)
    expect(action.applies({ ...mara, deletedAt: '2026-11-01T00:00:00Z' })).toMatch(/deleted/)
    const guest = 'otto_brandis.example#EXT#@contoso.onmicrosoft.com'
    expect(action.applies({ ...mara, userType: 'Guest', userPrincipalName: guest })).toMatch(/guest/)
  })

  it('needs the password permission, which User.ReadWrite.All does not include', () => {
    expect(action.permissions).toEqual(['User-PasswordProfile.ReadWrite.All', 'User.RevokeSessions.All'])
  })

  it('never puts the password into words', () => {
    const values = { mode: 'own' as const, password: 'Sunny-Day-7', mustChange: true, revoke: true }
    expect(action.audit(mara, values) + action.confirm(mara, values)).not.toContain('Sunny-Day-7')
  })
})
