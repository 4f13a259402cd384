import { render } from 'preact'
import type { ContentScriptContext } from 'wxt/utils/content-script-context'
import { createShadowRootUi } from 'wxt/utils/content-script-ui/shadow-root'
import parts from '../ui/parts.css?inline'
import tokens from '../ui/tokens.css?inline'
import card from './card.css?inline'
import { type CardPort, Overlay } from './overlay.tsx'
import { isPageDark, themedStyles, watchPageTheme } from './page-theme.ts'
import type { PageTicket } from './pages.ts'
import { watchTicket } from './watch.ts'

const elementName = 'sidelight-card'

/** Draws the card over this page while it shows a ticket, once, whatever the page does; all of it goes with `ctx`. */
export async function mountCard(
  ctx: ContentScriptContext,
  port: CardPort & { leave(): void },
): Promise<void> {
  // A former version of the extension may have left its own behind.
  for (const old of document.querySelectorAll(elementName)) old.remove()
  const css = [tokens, parts, card].join('\n')
  let ticket: PageTicket | null = null
  const ui = await createShadowRootUi(ctx, {
    name: elementName,
    position: 'inline',
    // Beside the body: pages that exchange their whole body keep the card.
    anchor: 'html',
    css,
    isolateEvents: true,
    onMount: (container) => container,
    onRemove: (container) => container && render(null, container),
  })
  if (ctx.isInvalid) return
  const draw = () => {
    if (ticket && !ui.mounted) ui.mount()
    if (!ticket && ui.mounted) ui.remove()
    if (ticket && ui.mounted) render(<Overlay ticket={ticket} port={port} />, ui.mounted)
  }
  const dress = () => {
    const isDark = isPageDark()
    const style = ui.shadow.querySelector('style')
    if (style) style.textContent = themedStyles(`:host{all:initial !important}${css}`, isDark)
    ui.uiContainer.classList.toggle('is-dark', isDark)
  }
  dress()
  ctx.onInvalidated(watchPageTheme(dress))
  watchTicket(
    ctx,
    (next) => {
      if (ticket && !next) port.leave()
      ticket = next
      draw()
    },
    () => {
      dress()
      if (ui.mounted && !ui.shadowHost.isConnected) document.documentElement.append(ui.shadowHost)
    },
  )
}
