import type { ContentScriptContext } from 'wxt/utils/content-script-context'
import { isCardFrame } from './frames.ts'
import { type PageRecord, recordAt } from './pages.ts'
import { createRate } from './rate.ts'

/** Pages that redraw themselves without end must not make us run without end. */
const pauseMilliseconds = 300
/** How long a page that floods us is left alone at least. */
const restMilliseconds = 3000

/**
 * Says what the page is about: at once, and whenever that changes without a load. `redrawn` runs when the page has
 * rebuilt itself, at most every 300 ms. Both stop with the extension. `psa`: whose pages stand at this host. A page that
 * names more than anybody opens by hand gets nothing until it rests.
 */
export function watchRecord(
  ctx: ContentScriptContext,
  psa: string,
  changed: (record: PageRecord | null) => void,
  redrawn: () => void = () => {},
): void {
  const rate = createRate()
  let named: string | null = null
  let shown: string | null | undefined
  let timer: number | undefined
  const look = () => {
    if (ctx.isInvalid) return
    const found = recordAt(location.href, psa)
    const name = found && `${found.kind} ${found.host}/${found.id}`
    if (name !== named) rate.note(Date.now())
    named = name
    const isFlood = rate.tooMany(Date.now())
    clearTimeout(timer)
    if (isFlood) timer = ctx.setTimeout(look, restMilliseconds)
    const record = found && !isFlood && isCardFrame(window, psa) ? found : null
    const key = record && name
    if (key === shown) return
    shown = key
    changed(record)
  }
  look()
  // WXT tells of a navigation before it has happened, and it may be called off: look at the address afterwards.
  ctx.addEventListener(window, 'wxt:locationchange', () => ctx.setTimeout(look, 0))
  // A page that leaves may come back from the browser's memory as it was.
  ctx.addEventListener(window, 'pagehide', () => {
    shown = null
    changed(null)
  })
  // A frame is shown and hidden by its size alone.
  for (const type of ['popstate', 'hashchange', 'pageshow', 'resize', 'focus'])
    ctx.addEventListener(window, type, look)
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
