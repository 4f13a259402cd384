import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import { EnableHosts } from '../../../extension/options/enable-hosts.tsx'
import { enabledHosts } from '../../../extension/settings.ts'
import { psaAt } from '../../../extension/ticket/host-psa.ts'
import { draw } from '../screen.tsx'
import { serve, signInForTest } from '../server.ts'
import { connectionWith } from './connection-with.ts'

const host = 'lamplight.syncromsp.com'
const screen = () => <EnableHosts number={4} isReady />

beforeEach(async () => {
  fakeBrowser.reset()
  vi.unstubAllGlobals()
  Object.assign(fakeBrowser, {
    permissions: { request: async () => true },
    scripting: { getRegisteredContentScripts: async () => [], registerContentScripts: async () => {} },
    tabs: { query: async () => [] },
  })
  await signInForTest()
})

describe('enabling hosts', () => {
  it('remembers whose pages stand there', async () => {
    serve({ 'psas.list': () => ({ connections: [connectionWith()] }) })
    const drawn = await draw(screen())
    await drawn.says('Enable on Syncro')
    await drawn.press(`Enable on Syncro, ${host}`)
    await drawn.says('The card shows on tickets here.')
    expect([await enabledHosts.getValue(), await psaAt(host)]).toEqual([[host], 'syncro'])
  })

  it('offers no host of a disconnected account, and lets an enabled one be withdrawn', async () => {
    serve({ 'psas.list': () => ({ connections: [connectionWith({ disconnected: true })] }) })
    await enabledHosts.setValue(['old.syncromsp.com'])
    const drawn = await draw(screen())
    await drawn.says('old.syncromsp.com')
    expect(drawn.button('Withdraw from old.syncromsp.com')).toBeDefined()
    expect(drawn.text()).not.toContain(host)
  })
})
