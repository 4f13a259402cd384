import { browser } from 'wxt/browser'
import { defineBackground } from 'wxt/utils/define-background'
import { i18n } from '#i18n'
import { forgetRemovedHosts, registerEnabledHosts } from '../../enable.ts'
import { followPolicy } from '../../keep-server.ts'
import { onMessage, sendMessage } from '../../messages.ts'
import { watchPolicy } from '../../policy.ts'
import { endSession } from '../../session.ts'
import { backendAddress, enabledHosts, storedAccount, storedToken } from '../../settings.ts'
import { answerCard } from './answer-card.ts'
import { confirmGuess as keepGuess } from './confirm.ts'
import { tabsWithCards } from './notes.ts'
import { open } from './open.ts'
import { confirmGuess, forgetTab, leaveRecord, resolveRecord } from './requests.ts'

/** Every listener is set at once: the browser starts this anew for each event and hands it to those it finds. */
export default defineBackground(() => {
  browser.runtime.onInstalled.addListener(() => void registerEnabledHosts({ intoOpenTabs: true }))
  browser.runtime.onStartup.addListener(() => void registerEnabledHosts())
  browser.runtime.onInstalled.addListener(() => void followUnseen())
  browser.runtime.onStartup.addListener(() => void followUnseen())
  watchPolicy(() => void followUnseen())
  browser.permissions.onRemoved.addListener(() => void forgetRemovedHosts())
  browser.tabs.onRemoved.addListener((tabId) => void forgetTab(tabId))

  onMessage('resolveRecord', ({ data, sender }) => resolveRecord(data, sender, answerCard))
  onMessage('confirmGuess', ({ data, sender }) => confirmGuess(data, sender, keepGuess))
  onMessage('leaveRecord', ({ data, sender }) => leaveRecord(data, sender))
  onMessage('open', ({ data, sender }) => open(data, sender))

  backendAddress.watch(tellCards)
  enabledHosts.watch(tellCards)
  storedAccount.watch(tellCards)
  storedToken.watch((now, before) => {
    if (!now !== !before) tellCards()
  })
})

/** Someone signed in or out, or the settings changed: what the cards show may be out of date. */
async function tellCards(): Promise<void> {
  for (const tabId of await tabsWithCards()) {
    // A tab without the card any more does not answer; nobody waits for it.
    sendMessage('askAgain', undefined, tabId).catch(() => {})
  }
}

/** Where the server does not answer, the settings page says so and asks again. */
async function followUnseen(): Promise<void> {
  await followPolicy(() => endSession(i18n.t('policy.moved'))).catch(() => {})
}
