import { type Browser, browser } from 'wxt/browser'
import { isEnabledHost } from '../../enable.ts'
import type { CardAnswer } from '../../messages.ts'
import { openTicketOf } from '../../open-ticket.ts'

type Sender = Browser.runtime.MessageSender
interface CardPage {
  tabId: number
  host: string
}

/** What a card asks. The host is the sender's; the page's own words are not taken for it. */
export async function resolveTicket(
  { ticketId }: { ticketId: string },
  sender: Sender,
  answer: (host: string, ticketId: string) => Promise<CardAnswer>,
): Promise<CardAnswer | null> {
  const page = await enabledPage(sender)
  if (!page || !isTicketId(ticketId)) return null
  await keepTicket(page, ticketId, null)
  return answer(page.host, ticketId)
}

export async function leaveTicket(sender: Sender): Promise<void> {
  const page = cardPage(sender)
  if (page) await openTicketOf(page.tabId).removeValue()
}

/** Opens at once: waiting for anything first would lose the click. An empty panel is nobody's secret. */
export async function openPanel(
  { ticketId, action }: { ticketId: string; action: string | null },
  sender: Sender,
): Promise<void> {
  if (!cardPage(sender) || !sender.tab) return
  const opening = browser.sidePanel
    ? browser.sidePanel.open({ windowId: sender.tab.windowId })
    : openAsTab(sender, ticketId, action)
  const page = await enabledPage(sender)
  if (page && isTicketId(ticketId)) await keepTicket(page, ticketId, isActionId(action) ? action : null)
  await opening
}

export async function openSettings(sender: Sender): Promise<void> {
  if (cardPage(sender)) await browser.runtime.openOptionsPage()
}

/** Where the browser has no side panel that a page's click may open. */
async function openAsTab(sender: Sender, ticketId: string, action: string | null): Promise<void> {
  const page = await enabledPage(sender)
  if (!page || !isTicketId(ticketId)) return
  const address = new URL(browser.runtime.getURL('/sidepanel.html'))
  address.search = new URLSearchParams({
    host: page.host,
    ticketId,
    ...(isActionId(action) ? { action } : {}),
  }).toString()
  await browser.tabs.create({ url: address.href, index: (sender.tab?.index ?? 0) + 1 })
}

/** An action that waits to be opened outlives the card asking once more. */
async function keepTicket({ tabId, host }: CardPage, ticketId: string, action: string | null): Promise<void> {
  const item = openTicketOf(tabId)
  const known = await item.getValue()
  const isSame = known?.host === host && known.ticketId === ticketId
  const errand = isSame ? (known.errand ?? null) : null
  await item.setValue({ host, ticketId, action: action ?? (isSame ? known.action : null), errand })
}

/** The page that a message of our own content script comes from, or null: another sender, another kind of page. */
function cardPage(sender: Sender): CardPage | null {
  const url = sender.url ? URL.parse(sender.url) : null
  if (sender.id !== browser.runtime.id || sender.tab?.id === undefined) return null
  return url?.protocol === 'https:' ? { tabId: sender.tab.id, host: url.host } : null
}

async function enabledPage(sender: Sender): Promise<CardPage | null> {
  const page = cardPage(sender)
  return page && (await isEnabledHost(page.host)) ? page : null
}

const isTicketId = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w-]{1,64}$/.test(value)
const isActionId = (value: unknown): value is string =>
  typeof value === 'string' && /^[a-z-]{1,64}$/.test(value)
