import { render } from 'preact'
import type { ContentScriptContext } from 'wxt/utils/content-script-context'
import parts from '../ui/parts.css?inline'
import card from './card.css?inline'
import { type CardPort, Overlay } from './overlay.tsx'
import { isPageDark, themedStyles, watchPageTheme } from './page-theme.ts'
import type { PageTicket } from './pages.ts'
import tokens from './tokens.css?inline'
import { watchTicket } from './watch.ts'

const elementName = 'sidelight-card'
/** Nothing of the page's styles comes in. */
const reset = ':host { all: initial !important }'

/** Draws the card over this page while it shows a ticket of `psa`, once, whatever the page does; all of it goes with `ctx`. */
export function mountCard(ctx: ContentScriptContext, port: CardPort & { leave(): void }, psa: string): void {
  // A former version of the extension may have left its own behind.
  for (const old of document.querySelectorAll(elementName)) old.remove()
  const { host, container, dress } = createHost([reset, tokens, parts, card].join('\n'))
  let ticket: PageTicket | null = null
  const draw = () => {
    if (ticket && !host.isConnected) {
      dress()
      // Beside the body: pages that exchange their whole body keep the card.
      document.documentElement.append(host)
    }
    if (!ticket) host.remove()
    render(ticket && <Overlay ticket={ticket} port={port} />, container)
  }
  const show = (next: PageTicket | null) => {
    if (ticket && !next) port.leave()
    ticket = next
    draw()
  }
  ctx.onInvalidated(() => {
    ticket = null
    draw()
  })
  ctx.onInvalidated(watchPageTheme(dress))
  watchTicket(ctx, psa, show, () => {
    if (!ticket) return
    dress()
    if (!host.isConnected) draw()
  })
}

/**
 * An open shadow root of our own rather than WXT's: that one brings what only its other uses need, a fifth of the
 * script. Keys pressed inside do not reach the page's shortcuts.
 */
function createHost(styles: string) {
  const host = document.createElement(elementName)
  const shadow = host.attachShadow({ mode: 'open' })
  const style = document.createElement('style')
  const container = document.createElement('div')
  shadow.append(style, container)
  for (const type of ['keydown', 'keyup', 'keypress']) {
    shadow.addEventListener(type, (event) => event.stopPropagation())
  }
  const dress = () => {
    const isDark = isPageDark()
    const themed = themedStyles(styles, isDark)
    if (style.textContent !== themed) style.textContent = themed
    container.classList.toggle('is-dark', isDark)
  }
  return { host, container, dress }
}
