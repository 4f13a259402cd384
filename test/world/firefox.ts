import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findBrowser } from '../../scripts/chromium.mjs'
import { type Bidi, connectBidi } from './bidi.ts'
import { hosts } from './browser.ts'
import { tabOf } from './firefox-tab.ts'
import { openProxy, type StageProxy } from './proxy.ts'

const extensionFolder = fileURLToPath(new URL('../../dist/extension/firefox-mv3', import.meta.url))
const extensionId = 'sidelight@sidelight.example'
/** Firefox gives every installation an origin of its own; told beforehand, the test knows its pages. */
const origin = '0f9c7a1e-6d5b-4a3c-9e2f-1b0a9c8d7e6f'

/** In Firefox's own window: the errors of scripts of the extension, a line each. */
const readConsole = `() => Services.console.getMessageArray()
  .filter((one) => one instanceof Ci.nsIScriptError && !(one.flags & Ci.nsIScriptError.warningFlag))
  .filter(({ sourceName }) => sourceName.startsWith('moz-extension://${origin}'))
  .map(({ errorMessage }) => errorMessage.replaceAll('\\n', ' ')).join('\\n')`
/**
 * What is no failure: Firefox judges the pattern of Fluent's text input before FAST has filled its template, and it
 * complains of each message that en.yml lacks on purpose, because shared/ says it in English (ui/said.ts).
 */
const expected = /<input pattern=.fast-|^Unknown localization message (field|error|action|psa)_/

/** The path of a Firefox, or null: `FIREFOX` first, then PATH. */
export const findFirefox = () => findBrowser(process.env.FIREFOX, ['firefox', 'firefox-esr'])

interface FirefoxOptions {
  /** The stage's https port. */
  port: number
  /** What an administrator has set for the extension; null = nothing. */
  policy: Record<string, unknown> | null
}

/** Headless Firefox with the shipped extension as a temporary one; the real host names lead to the stage. */
export async function openFirefox({ port, policy }: FirefoxOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'sidelight-firefox-'))
  const proxy = await openProxy(isOfStage, port)
  await writeFile(join(folder, 'user.js'), preferences(proxy))
  if (policy) await setPolicy(folder, policy)
  const { bidi, quit } = await start(folder)
  await bidi.send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } })
  await bidi.send('webExtension.install', { extensionData: { type: 'path', path: extensionFolder } })

  async function contexts(scope?: 'chrome'): Promise<{ context: string; url: string }[]> {
    const { contexts: found } = await bidi.send(
      'browsingContext.getTree',
      scope ? { 'moz:scope': scope } : {},
    )
    return found as { context: string; url: string }[]
  }
  const chrome = tabOf(bidi, (await contexts('chrome'))[0]?.context ?? '')
  return {
    /** Firefox's own window, where its prompts stand. */
    chrome,
    async newTab(url: string) {
      const { context } = await bidi.send('browsingContext.create', { type: 'tab' })
      const tab = tabOf(bidi, String(context))
      await tab.goTo(url)
      return tab
    },
    page: (path: string) => `moz-extension://${origin}/${path}`,
    /** The tab or window that was opened at such an address. */
    opened: (part: string) =>
      chrome.until(`a page at ${part}`, async () => {
        const found = (await contexts()).find(({ url }) => url.includes(part))
        return found && tabOf(bidi, found.context)
      }),
    /** By Firefox's own menu: a page's click cannot. */
    showSidebar: () =>
      chrome.run(
        `async () => { await SidebarController.show('sidelight_sidelight_example-sidebar-action') }`,
      ),
    /** The background goes to sleep, as it does when it has had nothing to do for a while. Answers its state. */
    suspendBackground: () =>
      chrome.run(`async () => {
        const { extension } = WebExtensionPolicy.getByID('${extensionId}')
        await extension.terminateBackground()
        return extension.backgroundState
      }`),
    /** What Firefox's console holds against the extension, its background and its script in pages included. */
    errors: async () =>
      String(await chrome.run(readConsole))
        .split('\n')
        .filter((line) => line && !expected.test(line)),
    async close() {
      await quit()
      proxy.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
export type Firefox = Awaited<ReturnType<typeof openFirefox>>

function isOfStage(host: string): boolean {
  return hosts.some((known) => (known.startsWith('*') ? host.endsWith(known.slice(1)) : host === known))
}

function preferences({ port }: StageProxy): string {
  const values = {
    'extensions.webextensions.uuids': JSON.stringify({ [extensionId]: origin }),
    // A prompt takes a press at once, not only after half a second.
    'security.notification_enable_delay': 0,
    'network.proxy.type': 1,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': port,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': port,
  }
  return Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('')
}

/** https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Native_manifests#managed_storage_manifests */
async function setPolicy(home: string, data: Record<string, unknown>): Promise<void> {
  const folder = join(home, '.mozilla/managed-storage')
  await mkdir(folder, { recursive: true })
  const manifest = { name: extensionId, description: 'of the test', type: 'storage', data }
  await writeFile(join(folder, `${extensionId}.json`), JSON.stringify(manifest))
}

async function start(folder: string): Promise<{ bidi: Bidi; quit: () => Promise<void> }> {
  const path = findFirefox()
  if (!path) throw new Error('There is no Firefox. Install it or set FIREFOX to the path of one.')
  const args = ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port=0']
  // Without it Firefox keeps its drivers out of the pages of extensions.
  const firefox = spawn(path, [...args, '--remote-allow-system-access', 'about:blank'], {
    env: { ...process.env, HOME: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => firefox.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    firefox.stderr.on('data', (part) => {
      said += part
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
    gone.then(() => reject(new Error(`Firefox did not start: ${said}`)))
  })
  const bidi = await connectBidi(url)
  return {
    bidi,
    async quit() {
      bidi.close()
      firefox.kill()
      await gone
    },
  }
}
