import { describe, expect, it } from 'vitest'
import removeMethod from '../../../shared/actions/remove-mfa-method.ts'
import reset from '../../../shared/actions/reset-mfa.ts'
import pass from '../../../shared/actions/temporary-access-pass.ts'
import { AppError } from '../../../shared/errors.ts'
import { type Expected, mara, play, scriptedGraph } from './scripted-graph.ts'

const auth = `/users/${mara.id}/authentication`
const list: Expected['request'] = ['GET', `${auth}/methods`]
const end: Expected['request'] = ['POST', `/users/${mara.id}/revokeSignInSessions`]
const remove = (path: string): Expected['request'] => ['DELETE', `${auth}/${path}`]
const method = (kind: string, id: string, more = {}) => ({
  '@odata.type': `#microsoft.graph.${kind}AuthenticationMethod`,
  id,
  ...more,
})
const password = method('password', '28c10230-6103-485e-b985-444c60001490')
const lost = new AppError('graph.unknownOutcome')
const kept = new AppError('mfa.kept')
const guest = { ...mara, userPrincipalName: 'otto_brandis.example#EXT#@contoso.onmicrosoft.com' }

describe('temporary-access-pass', () => {
  const create = (lifetimeInMinutes: number, isUsableOnce: boolean): Expected['request'] => [
    'POST',
    `${auth}/temporaryAccessPassMethods`,
    { lifetimeInMinutes, isUsableOnce },
  ]

  it('is created with its lifetime and handed over once', async () => {
    const answer = { temporaryAccessPass: 'Zt7-pass', isUsable: true }
    const result = await play(pass, [{ request: create(480, false), answer }], {
      values: { lifetime: '480', once: false },
    })
    expect(result).toEqual({ secret: { label: 'Temporary Access Pass', value: 'Zt7-pass' } })
  })

  it('says when the policy does not let it be used', async () => {
    const answer = {
      temporaryAccessPass: 'Zt7-pass',
      isUsable: false,
      methodUsabilityReason: 'DisabledByPolicy',
    }
    const result = await play(pass, [{ request: create(60, true), answer }])
    expect(result?.steps).toMatchObject([{ state: 'done' }, { state: 'failed', text: /policy/ }])
    expect(result?.secret?.value).toBe('Zt7-pass')
  })

  it.each([['graph.denied'], ['tap.policy']] as const)('passes on the refusal %s', async (code) => {
    const run = play(pass, [{ request: create(60, true), answer: new AppError(code) }])
    await expect(run).rejects.toMatchObject({ code })
  })

  it('claims nothing when the answer holds no pass', async () => {
    const run = play(pass, [{ request: create(60, true), answer: { id: 'x' } }])
    await expect(run).rejects.toMatchObject({ code: 'graph.malformed' })
  })

  it('is not for guests', () => {
    expect(pass.applies(guest)).toMatch(/guest/)
    expect(pass.applies({ ...mara, onPremisesSyncEnabled: true })).toBe(true)
  })
})

describe('remove-mfa-method', () => {
  const phone = { id: 'phone/3179e48a-750b-4051-897c-87b9720928f7', name: 'Mobile phone' }
  const path = 'phoneMethods/3179e48a-750b-4051-897c-87b9720928f7'

  it('removes the one that was picked, by the address of its kind', async () => {
    await play(removeMethod, [{ request: remove(path) }], { values: { method: phone } })
  })

  it('writes an id of any kind so that it stays one segment', async () => {
    const value = { id: 'fido2/../../../groups/x?y#z', name: 'Key' }
    const request = remove('fido2Methods/..%2F..%2F..%2Fgroups%2Fx%3Fy%23z')
    await play(removeMethod, [{ request }], { values: { method: value } })
  })

  it.each(['password/28c10230', 'hardwareOath/1', 'constructor/1', 'phone/', 'phone', ''])(
    'sends nothing for %j',
    async (id) => {
      const run = play(removeMethod, [], { values: { method: { id, name: 'x' } } })
      await expect(run).rejects.toMatchObject({ code: 'action.values' })
    },
  )

  it('takes a method that is gone already for removed', async () => {
    const script = [{ request: remove(path), answer: new AppError('graph.notFound') }]
    await play(removeMethod, script, { values: { method: phone } })
  })

  it.each([kept, new AppError('graph.denied')])('passes on the refusal $code', async (answer) => {
    const run = play(removeMethod, [{ request: remove(path), answer }], { values: { method: phone } })
    await expect(run).rejects.toBe(answer)
  })

  it('finds out after a lost answer', async () => {
    const after = (value: unknown[]) => [
      { request: remove(path), answer: lost },
      { request: list, answer: { value } },
    ]
    await play(removeMethod, after([password]), { values: { method: phone } })
    const still = method('phone', '3179e48a-750b-4051-897c-87b9720928f7')
    const run = play(removeMethod, after([password, still]), { values: { method: phone } })
    await expect(run).rejects.toMatchObject({ code: 'graph.unknownOutcome' })
  })
})

describe('reset-mfa', () => {
  const mobile = method('phone', 'p1', { phoneType: 'mobile' })
  const app = method('microsoftAuthenticator', 'a1', { displayName: 'Mara’s phone' })
  const methods = { value: [password, mobile, app] }

  it('removes everything but the password, then ends the sessions', async () => {
    const result = await play(reset, [
      { request: list, answer: methods },
      { request: remove('phoneMethods/p1') },
      { request: remove('microsoftAuthenticatorMethods/a1') },
      { request: end },
    ])
    expect(result?.steps?.map(({ title, state }) => [title, state])).toEqual([
      ['Remove Mobile phone', 'done'],
      ['Remove Microsoft Authenticator “Mara’s phone”', 'done'],
      ['End all sessions', 'done'],
    ])
  })

  it('tries what was kept once more, though nothing went meanwhile', async () => {
    const result = await play(
      reset,
      [
        { request: list, answer: { value: [mobile] } },
        { request: remove('phoneMethods/p1'), answer: kept },
        { request: remove('phoneMethods/p1') },
      ],
      { values: { revoke: false } },
    )
    expect(result?.steps).toMatchObject([{ state: 'done' }])
  })

  it('tries what was kept once more when the others are gone', async () => {
    const result = await play(
      reset,
      [
        { request: list, answer: methods },
        { request: remove('phoneMethods/p1'), answer: kept },
        { request: remove('microsoftAuthenticatorMethods/a1') },
        { request: remove('phoneMethods/p1') },
      ],
      { values: { revoke: false } },
    )
    expect(result?.steps?.map(({ state }) => state)).toEqual(['done', 'done'])
  })

  it('reports each method that stays, and why, and goes on with the others', async () => {
    const unknown = method('voiceprint', 'v1')
    const result = await play(
      reset,
      [
        { request: list, answer: { value: [unknown, mobile, app] } },
        { request: remove('phoneMethods/p1'), answer: kept },
        { request: remove('microsoftAuthenticatorMethods/a1'), answer: lost },
        { request: remove('phoneMethods/p1'), answer: kept },
      ],
      { values: { revoke: false } },
    )
    expect(result?.steps).toMatchObject([
      { state: 'skipped', text: /admin centre/ },
      { state: 'failed', text: /default/ },
      { state: 'unknown' },
    ])
  })

  it('says that there was nothing to remove', async () => {
    const script = [{ request: list, answer: { value: [password] } }]
    const result = await play(reset, script, { values: { revoke: false } })
    expect(result?.steps).toMatchObject([{ state: 'skipped' }])
  })

  it('removes nothing when the methods cannot be read', async () => {
    const script = [{ request: list, answer: new AppError('graph.denied') }]
    await expect(play(reset, script)).rejects.toMatchObject({ code: 'graph.denied' })
  })

  it.each([
    [[password], true],
    [[password, method('hardwareOath', 'h1')], true],
    [[password, mobile], false],
  ])('reads later whether it was done (%#)', async (value, isDone) => {
    const { graph } = scriptedGraph([{ request: list, answer: { value } }])
    expect(await reset.verify?.({ graph, person: mara })).toBe(isDone)
  })
})
