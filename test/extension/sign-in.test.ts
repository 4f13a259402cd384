import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { accessToken, sessionState } from '../../extension/session.ts'
import {
  backendAddress,
  backendConfig,
  popupRoute,
  readings,
  storedAccount,
  storedToken,
} from '../../extension/settings.ts'
import { signIn, signOut, startSession } from '../../extension/sign-in.ts'
import { refusal, serve } from './server.ts'

const hour = 3_600_000
/** Stands for Microsoft's side of MSAL, without its cache and windows. */
const microsoft = { signIn: vi.fn(), renew: vi.fn(), signOut: vi.fn() }
vi.mock('../../extension/msal.ts', () => ({ openMsal: async () => microsoft }))

const granted = (token: string) => ({
  token,
  expiresAt: Date.now() + hour,
  username: 'ruben@lamplight.example',
})

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  vi.resetAllMocks()
  Object.assign(fakeBrowser, {
    identity: { getRedirectURL: () => 'https://x.chromiumapp.org/', launchWebAuthFlow: vi.fn() },
  })
  vi.stubGlobal('navigator', {
    ...navigator,
    onLine: true,
    locks: { request: (_: string, work: () => unknown) => work() },
  })
  await backendAddress.setValue('https://sidelight.example')
  await backendConfig.setValue({
    product: 'sidelight',
    version: '1',
    tenantId: 't',
    clientId: 'c',
    scope: 'api://c/access',
    authority: 'https://login.microsoftonline.com/t',
    cloud: 'public',
  })
  startSession()
})

describe('signing in', () => {
  it('keeps the token in memory alone and asks the server who this is', async () => {
    microsoft.signIn.mockResolvedValue(granted('one'))
    const asked = serve({ 'session.get': () => ({ id: 'a', name: 'Ruben', role: 'admin', limited: false }) })
    expect(await signIn()).toMatchObject({
      name: 'Ruben',
      role: 'admin',
      username: 'ruben@lamplight.example',
    })
    expect(asked[0]?.token).toBe('Bearer one')
    expect(await sessionState()).toMatchObject({ state: 'signedIn' })
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toContain('one')
  })

  it('takes a closed window for a decision', async () => {
    microsoft.signIn.mockRejectedValue(new Error('The user did not approve access.'))
    expect(await signIn()).toBeNull()
    expect(await sessionState()).toEqual({ state: 'signedOut', why: null })
  })

  it('leaves nobody signed in when the server refuses the account', async () => {
    microsoft.signIn.mockResolvedValue(granted('norole'))
    serve({ 'session.get': () => refusal(403, 'access.role', 'Your role does not allow this.') })
    await expect(signIn()).rejects.toMatchObject({ code: 'access.role' })
    expect(await storedToken.getValue()).toBeNull()
    expect(await sessionState()).toMatchObject({ state: 'signedOut' })
  })

  it('renews an ended token without a window, and keeps the new one', async () => {
    await storedToken.setValue({ token: 'old', expiresAt: Date.now() + 1000 })
    microsoft.renew.mockResolvedValue(granted('new'))
    expect(await accessToken()).toBe('new')
    expect(await accessToken()).toBe('new')
    expect(microsoft.renew).toHaveBeenCalledTimes(1)
  })

  it('forgets everything about a person who signs out', async () => {
    microsoft.signIn.mockResolvedValue(granted('one'))
    serve({ 'session.get': () => ({ id: 'a', name: 'Ruben', role: 'admin', limited: false }) })
    await signIn()
    await readings.setValue({ accountId: 'a', state: { tenants: ['Contoso'] } })
    await popupRoute.setValue({ screen: 'tenants' })
    await signOut()
    expect(microsoft.signOut).toHaveBeenCalledTimes(1)
    expect(await storedAccount.getValue()).toBeNull()
    expect(await fakeBrowser.storage.session.get()).toEqual({})
  })

  it('says that somebody is signed out only when nothing is left of them, also where Microsoft’s side fails', async () => {
    microsoft.signIn.mockResolvedValue(granted('first'))
    serve({ 'session.get': () => ({ id: 'a', name: 'Ruben', role: 'admin', limited: false }) })
    await signIn()
    let then: unknown = 'not asked'
    microsoft.signOut.mockImplementation(async () => {
      then = await storedAccount.getValue()
      throw new Error('The cache is locked.')
    })
    await expect(signOut()).rejects.toThrow('locked')
    expect(then).not.toBeNull()
    expect(await storedAccount.getValue()).toBeNull()
    expect(await fakeBrowser.storage.session.get()).toEqual({})
  })
})
