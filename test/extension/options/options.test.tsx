import { act } from 'preact/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { Options } from '../../../extension/options/options.tsx'
import { backendAddress, backendConfig } from '../../../extension/settings.ts'
import { draw } from '../screen.tsx'
import { serve, signInForTest } from '../server.ts'
import { connectionWith } from './connection-with.ts'

vi.mock('../../../extension/msal.ts', () => ({
  openMsal: async () => ({ signIn: async () => null, renew: async () => null, signOut: async () => {} }),
}))

const config = {
  product: 'sidelight' as const,
  version: '1',
  tenantId: 't',
  clientId: 'c',
  scope: 'api://c/access',
  authority: 'https://login.microsoftonline.com/t',
  cloud: 'public' as const,
}
let isAway = false
const setPolicy = (serverAddress: unknown) => fakeBrowser.storage.managed.set({ serverAddress })
const hasField = (host: HTMLElement) => host.querySelector('fluent-text-input') !== null

beforeEach(() => {
  fakeBrowser.reset()
  isAway = false
  vi.stubGlobal('fetch', async () => {
    if (isAway) throw new TypeError('Failed to fetch')
    return Response.json(config)
  })
  Object.assign(fakeBrowser, {
    identity: { getRedirectURL: () => 'https://x.chromiumapp.org/', launchWebAuthFlow: vi.fn() },
  })
})

describe('the first run', () => {
  it('has three steps: the server, the sign-in, the pages', async () => {
    const drawn = await draw(<Options />)
    await drawn.says('Three steps')
    const numbers = [...drawn.host.querySelectorAll('.step-number')].map((number) => number.textContent)
    expect(numbers.filter((number) => /\d/.test(number ?? ''))).toEqual(['1', '2', '3'])
    await drawn.says('After the server is set.')
    await drawn.says('After you have signed in.')
  })

  it('begins with the second one where the company has set the server', async () => {
    await setPolicy('https://sidelight.lamplight.example')
    const drawn = await draw(<Options />)
    await drawn.says('Sign in with Microsoft')
    await drawn.says('https://sidelight.lamplight.example')
    await drawn.says('Only an administrator can change it.')
    expect(hasField(drawn.host)).toBe(false)
    expect(drawn.button('Change the server')).toBeUndefined()
    expect(drawn.host.querySelector('#server [aria-label="Done:"], #server [title="Done:"]')).not.toBeNull()
  })

  it('says what is wrong with a policy, and lets a person go on by hand', async () => {
    await setPolicy('http://sidelight.lamplight.example')
    const drawn = await draw(<Options />)
    await drawn.says('A policy of your company cannot be used.')
    await drawn.says(
      '“serverAddress” is http://sidelight.lamplight.example. The address must begin with https://',
    )
    expect(hasField(drawn.host)).toBe(true)
  })

  it('tries a set server again that did not answer, and stays with the former one until then', async () => {
    isAway = true
    await backendAddress.setValue('https://old.example')
    await backendConfig.setValue(config)
    await setPolicy('https://new.example')
    const drawn = await draw(<Options />)
    await drawn.says('Until then Sidelight goes on with https://old.example.')
    expect(await backendAddress.getValue()).toBe('https://old.example')
    isAway = false
    await drawn.press('Try again')
    await vi.waitFor(async () => expect(await backendAddress.getValue()).toBe('https://new.example'))
    await drawn.says('Only an administrator can change it.')
    expect(drawn.text()).not.toContain('Until then')
  })

  it('follows a policy that comes while the page is open', async () => {
    const drawn = await draw(<Options />)
    await drawn.says('Check and save')
    await act(() => setPolicy('https://sidelight.lamplight.example'))
    await drawn.says('Only an administrator can change it.')
    await drawn.says('Sign in with Microsoft')
  })

  it('says who connects the ticket system, where none is connected', async () => {
    await signInForTest()
    serve({
      'psas.list': () => ({ connections: [connectionWith({ disconnected: true })] }),
      'alerts.webhook': () => ({ webhook: null }),
    })
    const drawn = await draw(<Options />)
    await drawn.says('After you have connected a ticket system, above.')
  })
})
