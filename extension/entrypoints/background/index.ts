import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { forgetRemovedHosts, registerEnabledHosts } from '../../enable.ts'
import { onMessage, sendMessage } from '../../messages.ts'
import { openTicketOf, tabsWithTickets } from '../../open-ticket.ts'
import { backendAddress, enabledHosts, storedAccount, storedToken } from '../../settings.ts'
import { answerCard } from './answer-card.ts'
import { leaveTicket, openPanel, openSettings, resolveTicket } from './requests.ts'

/** Every listener is set at once: the browser starts this anew for each event and hands it to those it finds. */
export default defineBackground(() => {
  browser.runtime.onInstalled.addListener(() => void registerEnabledHosts({ intoOpenTabs: true }))
  browser.runtime.onStartup.addListener(() => void registerEnabledHosts())
  browser.permissions.onRemoved.addListener(({ origins }) => void forgetRemovedHosts(origins))
  browser.tabs.onRemoved.addListener((tabId) => void openTicketOf(tabId).removeValue())

  onMessage('resolveTicket', ({ data, sender }) => resolveTicket(data, sender, answerCard))
  onMessage('leaveTicket', ({ sender }) => leaveTicket(sender))
  onMessage('openPanel', ({ data, sender }) => openPanel(data, sender))
  onMessage('openSettings', ({ sender }) => openSettings(sender))

  backendAddress.watch(tellCards)
  enabledHosts.watch(tellCards)
  storedAccount.watch(tellCards)
  storedToken.watch((now, before) => {
    if (!now !== !before) tellCards()
  })
})

/** Someone signed in or out, or the settings changed: what the cards show may be out of date. */
async function tellCards(): Promise<void> {
  for (const tabId of await tabsWithTickets()) {
    // A tab without the card any more does not answer; nobody waits for it.
    sendMessage('askAgain', undefined, tabId).catch(() => {})
  }
}
