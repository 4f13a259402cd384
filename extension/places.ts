import { browser } from 'wxt/browser'
import { type ConsoleRoute, hashOf } from './console/route.ts'
import type { Route } from './popup/route.ts'
import { popupRoute } from './settings.ts'

/** Ways out of a page of the extension. Opening a tab closes the popup. */
export async function openTab(url: string): Promise<void> {
  await browser.tabs.create({ url })
}

export type SettingsPart = 'server' | 'sign-in' | 'psa' | 'enable' | 'alerts'
export async function openSettings(part?: SettingsPart): Promise<void> {
  await openTab(browser.runtime.getURL(`/options.html${part ? `#${part}` : ''}` as '/options.html'))
}

/** The popup's screen, in a tab of its own. */
async function openPopupAsTab(): Promise<void> {
  await openTab(browser.runtime.getURL('/popup.html'))
}

/** A certain screen of the popup, in a tab of its own. */
export async function openPopupScreen(route: Route): Promise<void> {
  await popupRoute.setValue(route)
  await openPopupAsTab()
}

/** A full page for administrators, in a tab of its own. */
export async function openConsole(route: ConsoleRoute): Promise<void> {
  await openTab(browser.runtime.getURL(`/console.html${hashOf(route)}` as '/console.html'))
}

/** An action in the panel, in a tab of its own; of an action on a tenant the person is the tenant. */
export async function openAction(tenantId: string, personId: string, action: string): Promise<void> {
  const search = new URLSearchParams({ tenantId, personId, action })
  await openTab(browser.runtime.getURL(`/sidepanel.html?${search}` as '/sidepanel.html'))
}
