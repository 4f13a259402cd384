import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { call } from '../../extension/api.ts'
import { ApiError } from '../../extension/api-error.ts'
import { allowRenewal, sessionState } from '../../extension/session.ts'
import { storedToken } from '../../extension/settings.ts'
import { refusal, serve, signInForTest } from './server.ts'

const me = { id: 'a', name: 'Ruben', role: 'admin' as const, limited: false }

async function failure(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ApiError)) throw new Error(`Expected an ApiError, got ${error}`)
  return error
}

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  allowRenewal(async () => null)
  await signInForTest()
})

describe('call', () => {
  it('posts the input with the token and hands back the parsed answer', async () => {
    const asked = serve({ 'session.get': () => ({ ...me, addedLater: 1 }) as typeof me })
    expect(await call('session.get', {})).toEqual(me)
    expect(asked).toEqual([{ name: 'session.get', input: {}, token: 'Bearer good' }])
  })

  it('says the server’s own words of a refusal, also of a code that is newer than this extension', async () => {
    serve({ 'session.get': () => refusal(409, 'future.code', 'Something new went wrong.', 'Do this.') })
    const error = await failure(call('session.get', {}))
    expect(error).toMatchObject({
      code: 'future.code',
      text: 'Something new went wrong.',
      next: 'Do this.',
      requestId: 'req-1',
    })
  })

  it('tells an away server from one that is no Sidelight server', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    expect((await failure(call('session.get', {}))).isAway).toBe(true)
    serve({ 'session.get': () => new Response('<h1>Hello</h1>') })
    expect((await failure(call('session.get', {}))).code).toBe('extension.notSidelight')
    serve({ 'session.get': () => new Response('Bad gateway', { status: 502 }) })
    expect((await failure(call('session.get', {}))).isAway).toBe(true)
  })

  it('says that the server is older when its answer lacks something', async () => {
    serve({ 'session.get': () => ({ id: 'a' }) as typeof me })
    expect((await failure(call('session.get', {}))).code).toBe('extension.serverOlder')
  })

  it('renews a refused token once and repeats, since nothing had been done', async () => {
    allowRenewal(async ({ force }) => (force ? 'fresh' : null))
    const asked = serve({
      'session.get': (_, times) =>
        times === 1 ? refusal(401, 'auth.expired', 'Your sign-in has ended.') : me,
    })
    expect(await call('session.get', {})).toEqual(me)
    expect(asked.map(({ token }) => token)).toEqual(['Bearer good', 'Bearer fresh'])
  })

  it('ends the session in words when a refused token cannot be renewed', async () => {
    const asked = serve({ 'session.get': () => refusal(401, 'auth.expired', 'Your sign-in has ended.') })
    expect((await failure(call('session.get', {}))).isSignedOut).toBe(true)
    expect(asked).toHaveLength(1)
    expect(await sessionState()).toMatchObject({ state: 'signedOut', why: expect.stringContaining('sign') })
  })

  it('sends nothing without a token', async () => {
    const asked = serve({})
    await storedToken.removeValue()
    expect((await failure(call('session.get', {}))).isSignedOut).toBe(true)
    expect(asked).toEqual([])
  })

  it('never repeats an action whose answer was lost', async () => {
    const attempts = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')))
    vi.stubGlobal('fetch', attempts)
    const id = '11111111-1111-4111-8111-111111111111'
    const seen = { displayName: 'Mara', userPrincipalName: 'mara@contoso.example' }
    await failure(
      call('actions.run', { key: id, action: 'block-sign-in', tenantId: id, personId: id, values: {}, seen }),
    )
    expect(attempts).toHaveBeenCalledTimes(1)
  })
})
