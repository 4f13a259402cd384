import type { ContentScriptContext } from 'wxt/utils/content-script-context'
import { type PageTicket, ticketAt } from './pages.ts'

/** Pages that redraw themselves without end must not make us run without end. */
const pauseMilliseconds = 300

/**
 * Says which ticket the page shows: at once, and whenever that changes without a load. `redrawn` runs when the
 * page has rebuilt itself, at most every 300 ms. Both stop with the extension. `psa`: whose pages stand at this host.
 */
export function watchTicket(
  ctx: ContentScriptContext,
  psa: string,
  changed: (ticket: PageTicket | null) => void,
  redrawn: () => void = () => {},
): void {
  let shown: string | null | undefined
  const look = () => {
    if (ctx.isInvalid) return
    const ticket = ticketAt(location.href, psa)
    const key = ticket && `${ticket.host}/${ticket.ticketId}`
    if (key === shown) return
    shown = key
    changed(ticket)
  }
  look()
  // WXT tells of a navigation before it has happened, and it may be called off: look at the address afterwards.
  ctx.addEventListener(window, 'wxt:locationchange', () => ctx.setTimeout(look, 0))
  // A page that leaves may come back from the browser's memory as it was.
  ctx.addEventListener(window, 'pagehide', () => {
    shown = null
    changed(null)
  })
  for (const type of ['popstate', 'hashchange', 'pageshow']) ctx.addEventListener(window, type, look)
  watchRedraws(ctx, () => {
    look()
    redrawn()
  })
}

function watchRedraws(ctx: ContentScriptContext, after: () => void): void {
  let isWaiting = false
  const observer = new MutationObserver(() => {
    if (isWaiting) return
    isWaiting = true
    ctx.setTimeout(() => {
      isWaiting = false
      after()
    }, pauseMilliseconds)
  })
  observer.observe(document, { childList: true, subtree: true })
  ctx.onInvalidated(() => observer.disconnect())
}
