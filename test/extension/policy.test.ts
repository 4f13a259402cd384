import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { followPolicy } from '../../extension/keep-server.ts'
import { readPolicy, watchPolicy } from '../../extension/policy.ts'
import schema from '../../extension/public/managed-schema.json' with { type: 'json' }
import { backendAddress, backendConfig } from '../../extension/settings.ts'

const config = {
  product: 'sidelight' as const,
  version: '1',
  tenantId: 't',
  clientId: 'c',
  scope: 'api://c/access',
  authority: 'https://login.microsoftonline.com/t',
  cloud: 'public' as const,
}
const setPolicy = (serverAddress: unknown) => fakeBrowser.storage.managed.set({ serverAddress })
const endSession = vi.fn(async () => {})
/** A server that answers at these origins, and nowhere else. */
function serversAt(...origins: string[]): string[] {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url)
    if (!origins.includes(new URL(url).origin)) throw new TypeError('Failed to fetch')
    return Response.json(config)
  })
  return asked
}

beforeEach(() => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  endSession.mockClear()
})

describe('what an administrator has set', () => {
  it('is an https origin, typed as people type it', async () => {
    await setPolicy(' https://Sidelight.lamplight.example/ ')
    expect(await readPolicy()).toEqual({ state: 'set', origin: 'https://sidelight.lamplight.example' })
  })

  it.each([
    ['http://sidelight.example', /“serverAddress” is http:\/\/sidelight\.example\. .*must begin with https/],
    ['nonsense', /“serverAddress” is nonsense\. This is not a web address/],
    ['', /“serverAddress” is \. The address is missing/],
    [7, /“serverAddress” is 7\. It must be text/],
    [['https://sidelight.example'], /“serverAddress” is \["https:.*It must be text/],
    ['x'.repeat(10_000), /“serverAddress” is x{120}…\./],
  ])('is called by its name and value when it is wrong: %j', async (value, words) => {
    await setPolicy(value)
    expect(await readPolicy()).toEqual({ state: 'wrong', why: expect.stringMatching(words) })
  })

  it('is nothing where there is no policy, and where Firefox refuses to read one', async () => {
    expect(await readPolicy()).toEqual({ state: 'none' })
    vi.spyOn(fakeBrowser.storage.managed, 'get').mockRejectedValueOnce(
      new Error('Managed storage manifest not found'),
    )
    expect(await readPolicy()).toEqual({ state: 'none' })
  })

  it('is heard of while the browser runs', async () => {
    const changed = vi.fn()
    const stop = watchPolicy(changed)
    await setPolicy('https://sidelight.example')
    expect(changed).toHaveBeenCalledTimes(1)
    stop()
    await setPolicy('https://other.example')
    expect(changed).toHaveBeenCalledTimes(1)
  })

  it('has the name that Chrome’s and Edge’s schema declares', () => {
    expect(Object.keys(schema.properties)).toEqual(['serverAddress'])
  })
})

describe('following it', () => {
  it('takes the server into use once it has said who it is, and asks no more after that', async () => {
    const asked = serversAt('https://sidelight.example')
    await setPolicy('https://sidelight.example')
    await followPolicy(endSession)
    expect([await backendAddress.getValue(), await backendConfig.getValue()]).toEqual([
      'https://sidelight.example',
      config,
    ])
    await followPolicy(endSession)
    expect(asked).toEqual(['https://sidelight.example/v1/config'])
    expect(endSession).not.toHaveBeenCalled()
  })

  it('ends the session at a former server', async () => {
    serversAt('https://new.example')
    await backendAddress.setValue('https://old.example')
    await setPolicy('https://new.example')
    await followPolicy(endSession)
    expect(endSession).toHaveBeenCalledTimes(1)
    expect(await backendAddress.getValue()).toBe('https://new.example')
  })

  it('stays with the former server as long as the new one does not answer', async () => {
    serversAt('https://old.example')
    await backendAddress.setValue('https://old.example')
    await setPolicy('https://new.example')
    await expect(followPolicy(endSession)).rejects.toMatchObject({ code: 'extension.away' })
    expect(await backendAddress.getValue()).toBe('https://old.example')
    expect(endSession).not.toHaveBeenCalled()
  })

  it('changes nothing where the policy is wrong or absent', async () => {
    const asked = serversAt()
    await backendAddress.setValue('https://old.example')
    await followPolicy(endSession)
    await setPolicy('http://new.example')
    await followPolicy(endSession)
    expect(asked).toEqual([])
    expect(await backendAddress.getValue()).toBe('https://old.example')
  })
})
