import { browser } from 'wxt/browser'
import { psaOfHost } from '#shared/psa/index.ts'
import { enabledHosts, hostPsas } from './settings.ts'

/** The built content script (entrypoints/psa.content), registered for exactly the hosts a person enabled. */
const scriptFile = 'content-scripts/psa.js'
const pattern = (host: string) => `https://${host}/*`
const scriptId = (host: string) => `psa-${host}`

/**
 * Asks for exactly this host's pages, then puts the card there, in open tabs as well. `psa` is whose pages they
 * are.
 * Call it first thing in a click handler: the prompt needs the click. False = the person said no.
 */
export async function enableHost(host: string, psa: string): Promise<boolean> {
  const granted = await browser.permissions.request({ origins: [pattern(host)] })
  if (!granted) return false
  // Before the script runs: it asks whose pages it is in.
  await hostPsas.setValue({ ...(await hostPsas.getValue()), [host]: psa })
  await register(host)
  // Said only now: whoever sees that it is enabled may close the page at once.
  const hosts = await enabledHosts.getValue()
  if (!hosts.includes(host)) await enabledHosts.setValue([...hosts, host])
  await injectIntoOpenTabs(host)
  return true
}

/** Takes the card and the permission away again; open tabs lose it with their next load. */
export async function withdrawHost(host: string): Promise<void> {
  await forget([host])
  // A policy of the company may hold the permission; the card is gone all the same.
  await browser.permissions.remove({ origins: [pattern(host)] }).catch(() => false)
}

/**
 * For onInstalled and onStartup: an update of the extension clears registrations, and leaves dead cards in open tabs
 * (`intoOpenTabs` puts living ones in their place).
 */
export async function registerEnabledHosts({ intoOpenTabs = false } = {}): Promise<void> {
  await nameFormerHosts()
  for (const host of await enabledHosts.getValue()) {
    if (await browser.permissions.contains({ origins: [pattern(host)] })) {
      await register(host)
      if (intoOpenTabs) await injectIntoOpenTabs(host)
    } else await forget([host])
  }
}

/**
 * For permissions.onRemoved: what was withdrawn in the browser's own pages is withdrawn here. Asked of each host, because
 * a permission for more than one may go, in Firefox's add-on page for example, while that for this one stays.
 */
export async function forgetRemovedHosts(): Promise<void> {
  const hosts = await enabledHosts.getValue()
  const held = await Promise.all(
    hosts.map((host) => browser.permissions.contains({ origins: [pattern(host)] })),
  )
  await forget(hosts.filter((_, index) => !held[index]))
}

/** Whether a message may come from there: the page's host is one a person enabled. */
export async function isEnabledHost(host: string): Promise<boolean> {
  return (await enabledHosts.getValue()).includes(host)
}

/** Former versions knew the PSA by the host's name alone, and did not keep it. */
async function nameFormerHosts(): Promise<void> {
  const known = await hostPsas.getValue()
  const found = (await enabledHosts.getValue()).flatMap((host) => {
    const psa = known[host] ? null : psaOfHost(host)?.psa.id
    return psa ? [[host, psa]] : []
  })
  if (found.length > 0) await hostPsas.setValue({ ...known, ...Object.fromEntries(found) })
}

async function register(host: string): Promise<void> {
  const script = {
    id: scriptId(host),
    js: [scriptFile],
    matches: [pattern(host)],
    runAt: 'document_idle' as const,
    // Some PSAs show their tickets in a frame of their own pages; the script stays quiet in all others.
    allFrames: true,
    persistAcrossSessions: true,
  }
  const known = await browser.scripting.getRegisteredContentScripts({ ids: [script.id] })
  if (known.length > 0) await browser.scripting.updateContentScripts([script])
  else await browser.scripting.registerContentScripts([script])
}

async function forget(hosts: readonly string[]): Promise<void> {
  const ids = hosts.map(scriptId)
  const known = (await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id)
  const registered = ids.filter((id) => known.includes(id))
  if (registered.length > 0) await browser.scripting.unregisterContentScripts({ ids: registered })
  const left = (await enabledHosts.getValue()).filter((host) => !hosts.includes(host))
  await enabledHosts.setValue(left)
  const psas = Object.entries(await hostPsas.getValue()).filter(([host]) => !hosts.includes(host))
  await hostPsas.setValue(Object.fromEntries(psas))
}

async function injectIntoOpenTabs(host: string): Promise<void> {
  const tabs = await browser.tabs.query({ url: pattern(host) })
  const targets = tabs.flatMap(({ id }) => (id === undefined ? [] : [id]))
  // A tab that is just closing or shows an error page refuses; the others still get the card.
  await Promise.allSettled(
    targets.map((tabId) =>
      browser.scripting.executeScript({ target: { tabId, allFrames: true }, files: [scriptFile as never] }),
    ),
  )
}
