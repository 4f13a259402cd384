import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fakeBrowser } from 'wxt/testing/fake-browser'
import {
  enableHost,
  forgetRemovedHosts,
  isEnabledHost,
  registerEnabledHosts,
  withdrawHost,
} from '../../extension/enable.ts'
import { enabledHosts, hostPsas } from '../../extension/settings.ts'
import { psaAt } from '../../extension/ticket/host-psa.ts'
import { ticketAt } from '../../extension/ticket/pages.ts'

interface Script {
  id: string
  matches: string[]
}
const host = 'lamplight.syncromsp.com'
/** The browser's permissions and registrations, as far as enabling touches them. */
function fakeScripting({ grants }: { grants: boolean }) {
  const calls: string[] = []
  let scripts: Script[] = []
  let origins: string[] = []
  Object.assign(fakeBrowser, {
    permissions: {
      request: async ({ origins: wanted }: { origins: string[] }) => {
        calls.push('request')
        if (grants) origins.push(...wanted)
        return grants
      },
      contains: async ({ origins: wanted }: { origins: string[] }) =>
        wanted.every((origin) => origins.includes(origin)),
      remove: async ({ origins: gone }: { origins: string[] }) => {
        origins = origins.filter((origin) => !gone.includes(origin))
        return true
      },
    },
    scripting: {
      getRegisteredContentScripts: async (filter?: { ids: string[] }) =>
        scripts.filter(({ id }) => filter?.ids.includes(id) ?? true),
      registerContentScripts: async (added: Script[]) => {
        calls.push('register')
        scripts.push(...added)
      },
      updateContentScripts: async () => calls.push('update'),
      unregisterContentScripts: async ({ ids }: { ids: string[] }) => {
        scripts = scripts.filter(({ id }) => !ids.includes(id))
      },
      executeScript: vi.fn(async () => []),
    },
    tabs: { query: async () => [{ id: 7 }] },
  })
  return {
    calls,
    scripts: () => scripts,
    origins: () => origins,
    clearScripts: () => (scripts = []),
    grant: (granted: string) => origins.push(`https://${granted}/*`),
  }
}

beforeEach(() => fakeBrowser.reset())

describe('enabling on a PSA', () => {
  it('asks for exactly this host before anything else, then registers and fills open tabs', async () => {
    const browser = fakeScripting({ grants: true })
    expect(await enableHost(host, 'syncro')).toBe(true)
    expect(browser.calls).toEqual(['request', 'register'])
    expect(browser.origins()).toEqual([`https://${host}/*`])
    expect(browser.scripts().map(({ matches }) => matches)).toEqual([[`https://${host}/*`]])
    // Some PSAs show their tickets in a frame.
    expect(browser.scripts()).toMatchObject([{ allFrames: true }])
    expect(fakeBrowser.scripting.executeScript).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ target: expect.objectContaining({ allFrames: true }) }),
    )
    expect(await enabledHosts.getValue()).toEqual([host])
  })

  it('says that it is enabled only once it is registered: whoever sees it may close the page', async () => {
    const browser = fakeScripting({ grants: true })
    const seen: number[] = []
    enabledHosts.watch(() => seen.push(browser.scripts().length))
    await enableHost(host, 'syncro')
    expect(seen).toEqual([1])
  })

  it('registers nothing when the person says no', async () => {
    const browser = fakeScripting({ grants: false })
    expect(await enableHost(host, 'syncro')).toBe(false)
    expect(browser.scripts()).toEqual([])
    expect(await enabledHosts.getValue()).toEqual([])
  })

  it('registers again after an update has cleared the registrations', async () => {
    const browser = fakeScripting({ grants: true })
    await enableHost(host, 'syncro')
    browser.clearScripts()
    await registerEnabledHosts()
    expect(browser.scripts()).toHaveLength(1)
  })

  it('gives the permission back on withdrawing, and follows a withdrawal made in the browser', async () => {
    const browser = fakeScripting({ grants: true })
    await enableHost(host, 'syncro')
    await withdrawHost(host)
    expect([browser.scripts(), browser.origins(), await enabledHosts.getValue()]).toEqual([[], [], []])
    await enableHost(host, 'syncro')
    await fakeBrowser.permissions.remove({ origins: [`https://${host}/*`] })
    await forgetRemovedHosts()
    expect([browser.scripts(), await enabledHosts.getValue()]).toEqual([[], []])
  })

  it('stays on a host when a permission for more goes and the one for this host remains', async () => {
    const browser = fakeScripting({ grants: true })
    await enableHost(host, 'syncro')
    browser.grant('*')
    await fakeBrowser.permissions.remove({ origins: ['https://*/*'] })
    await forgetRemovedHosts()
    expect(browser.scripts()).toHaveLength(1)
    expect(await enabledHosts.getValue()).toEqual([host])
  })

  it('remembers whose pages stand at a host, where the script there finds it, until the host is withdrawn', async () => {
    fakeScripting({ grants: true })
    await enableHost('help.lamplight.example', 'itflow')
    await enableHost(host, 'syncro')
    expect(await psaAt('help.lamplight.example')).toBe('itflow')
    await withdrawHost('help.lamplight.example')
    expect(await psaAt('help.lamplight.example')).toBeNull()
    expect(await hostPsas.getValue()).toEqual({ [host]: 'syncro' })
  })

  it('knows it before the script runs in tabs that are open', async () => {
    fakeScripting({ grants: true })
    let known: string | null = null
    vi.mocked(fakeBrowser.scripting.executeScript).mockImplementation(async () => {
      known = await psaAt(host)
      return []
    })
    await enableHost(host, 'syncro')
    expect(known).toBe('syncro')
  })

  it('keeps hosts working that a former version enabled without saying whose they are', async () => {
    const browser = fakeScripting({ grants: true })
    browser.grant(host)
    await enabledHosts.setValue([host])
    await registerEnabledHosts()
    expect(browser.scripts()).toHaveLength(1)
    expect(await isEnabledHost(host)).toBe(true)
    expect(ticketAt(`https://${host}/tickets/7`, await psaAt(host))).toMatchObject({ ticketId: '7' })
  })

  it.each([['a word'], [null], [{ [host]: 7 }], [[]]])(
    'takes no PSA from damaged storage: %j',
    async (kept) => {
      await fakeBrowser.storage.local.set({ hostPsas: kept })
      for (const name of [host, 'constructor', '__proto__']) expect(await psaAt(name)).toBeNull()
    },
  )
})
