import * as v from 'valibot'
import { browser } from 'wxt/browser'
import { openPersonOf, openTicketOf } from '../../open-ticket.ts'
import type { Route } from '../../popup/route.ts'
import { popupRoute } from '../../settings.ts'
import { isAbout, notesOf } from './notes.ts'
import { type CardPage, cardPage, enabledPage, type Sender } from './requests.ts'
import { Wished } from './shapes.ts'

type Wish = v.InferOutput<typeof Wished>

/** What was pressed on a card. The panel opens at once: waiting for anything first would lose the click. */
export async function open(data: unknown, sender: Sender): Promise<void> {
  const wish = v.safeParse(Wished, data)
  if (!wish.success || !cardPage(sender) || !sender.tab) return
  const { to } = wish.output
  if (to === 'settings') return browser.runtime.openOptionsPage()
  if (to === 'map' || to === 'tenant') return openPopup(wish.output, sender)
  // An empty panel is nobody's secret.
  const opening = browser.sidePanel?.open({ windowId: sender.tab.windowId })
  const page = await enabledPage(sender)
  if (page) {
    await keepWish(page, wish.output)
    if (!opening) await openAsTab(page, wish.output, sender.tab.index)
  }
  await opening
}

async function keepWish({ tabId, host }: CardPage, { to, record, action }: Wish): Promise<void> {
  const ticketId = record.id
  const errand = to === 'choose' ? to : null
  if (record.kind === 'ticket' && !(await isPersonAlone(tabId)))
    return openTicketOf(tabId).setValue({ host, ticketId, action, errand })
  const person = openPersonOf(tabId)
  const known = await person.getValue()
  if (known) await person.setValue({ ...known, action })
}

/** A ticket that cannot be read, and somebody confirmed for it. */
async function isPersonAlone(tabId: number): Promise<boolean> {
  return (await openTicketOf(tabId).getValue()) === null && (await openPersonOf(tabId).getValue()) !== null
}

/** Where the browser has no side panel that a page's click may open. */
async function openAsTab(page: CardPage, wish: Wish, index: number): Promise<void> {
  const address = new URL(browser.runtime.getURL('/sidepanel.html'))
  for (const [name, value] of Object.entries(await targetOf(page, wish)))
    if (value) address.searchParams.set(name, value)
  await browser.tabs.create({ url: address.href, index: index + 1 })
}

async function targetOf(
  { tabId, host }: CardPage,
  { to, record, action }: Wish,
): Promise<Record<string, string | null>> {
  if (record.kind === 'ticket' && !(await isPersonAlone(tabId)))
    return { host, ticketId: record.id, action, errand: to === 'choose' ? to : null }
  const { tenantId = null, personId = null } = (await openPersonOf(tabId).getValue()) ?? {}
  return { tenantId, personId, action }
}

/** In a tab: a page's click cannot open the popup in every browser. */
async function openPopup({ to, record }: Wish, sender: Sender): Promise<void> {
  const page = await enabledPage(sender)
  if (!page) return
  const notes = await notesOf(page.tabId).getValue()
  const tenantId = isAbout(notes, page.host, record) ? notes.tenantId : null
  const route: Route = to === 'tenant' && tenantId ? { screen: 'tenant', tenantId } : { screen: 'suggest' }
  await popupRoute.setValue(route)
  await browser.tabs.create({ url: browser.runtime.getURL('/popup.html') })
}
