import { browser } from 'wxt/browser'
import { defineContentScript } from 'wxt/utils/define-content-script'
import { onMessage, sendMessage } from '../../messages.ts'
import { psaAt } from '../../ticket/host-psa.ts'
import { mountCard } from '../../ticket/mount.tsx'

/** Registered at run time, for the hosts a person enabled (enable.ts); styles travel inside the script. */
export default defineContentScript({
  registration: 'runtime',
  cssInjectionMode: 'manual',
  runAt: 'document_idle',
  async main(ctx) {
    const psa = await psaAt(location.host)
    // Without a PSA there is nothing to do here; another script that was put in meanwhile draws the card.
    if (psa === null || ctx.isInvalid) return
    const again = new Set<() => void>()
    const askAll = () => {
      for (const ask of again) ask()
    }
    ctx.onInvalidated(onMessage('askAgain', askAll))
    // After an update of the extension this script is cut off: asking whether it is removes the card.
    const failed = () => {
      if (ctx.isInvalid) ctx.abort()
    }
    const port: Parameters<typeof mountCard>[1] = {
      ask: (record, shown) => sendMessage('resolveRecord', { record, shown }),
      confirm: (record) => sendMessage('confirmGuess', { record }),
      leave: (record) => void sendMessage('leaveRecord', { record }).catch(failed),
      open: (wish) => void sendMessage('open', wish).catch(failed),
      onAskAgain(ask) {
        again.add(ask)
        return () => again.delete(ask)
      },
      isFolded: async () => (await browser.storage.local.get('cardIsFolded')).cardIsFolded === true,
      rememberFold: (isFolded) => void browser.storage.local.set({ cardIsFolded: isFolded }),
    }
    mountCard(ctx, port, psa)
  },
})
