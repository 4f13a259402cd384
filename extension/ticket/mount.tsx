import { render } from 'preact'
import type { ContentScriptContext } from 'wxt/utils/content-script-context'
import type { ShownContact } from '#shared/psa/page.ts'
import parts from '../ui/parts.css?inline'
import card from './card.css?inline'
import { type CardPort, Overlay } from './overlay.tsx'
import { isPageDark, themedStyles, watchPageTheme } from './page-theme.ts'
import type { PageRecord } from './pages.ts'
import { type RecordRef, refOf } from './record.ts'
import tokens from './tokens.css?inline'
import { watchRecord } from './watch.ts'

const elementName = 'sidelight-card'
/** Nothing of the page's styles comes in. */
const reset = ':host { all: initial !important }'

/** Draws the card over this page while it shows a record of `psa`, once, whatever the page does; all of it goes with `ctx`. */
export function mountCard(
  ctx: ContentScriptContext,
  port: CardPort & { leave(record: RecordRef): void },
  psa: string,
): void {
  // A former version of the extension may have left its own behind.
  for (const old of document.querySelectorAll(elementName)) old.remove()
  const { host, container, dress } = createHost([reset, tokens, parts, card].join('\n'))
  let record: PageRecord | null = null
  let shown: ShownContact | null = null
  const draw = () => {
    if (record && !host.isConnected) {
      dress()
      // Beside the body: pages that exchange their whole body keep the card.
      document.documentElement.append(host)
    }
    if (!record) host.remove()
    render(record && <Overlay record={record} shown={shown} port={port} />, container)
  }
  const show = (next: PageRecord | null) => {
    if (record && !next) port.leave(refOf(record))
    record = next
    shown = next?.read(document) ?? null
    draw()
  }
  ctx.onInvalidated(() => {
    record = null
    draw()
  })
  ctx.onInvalidated(watchPageTheme(dress))
  watchRecord(ctx, psa, show, () => {
    if (!record) return
    dress()
    const now = record.read(document)
    const isNew = now?.name !== shown?.name || now?.email !== shown?.email
    shown = now
    if (isNew || !host.isConnected) draw()
  })
}

/**
 * An open shadow root of our own rather than WXT's: that one brings what only its other uses need, a fifth of the
 * script. Keys pressed inside do not reach the page's shortcuts; clicks that no person made do not reach the card.
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
  const onlyPeople = (event: Event) => {
    if (!event.isTrusted) event.stopImmediatePropagation()
  }
  shadow.addEventListener('click', onlyPeople, { capture: true })
  const dress = () => {
    const isDark = isPageDark()
    const themed = themedStyles(styles, isDark)
    if (style.textContent !== themed) style.textContent = themed
    container.classList.toggle('is-dark', isDark)
  }
  return { host, container, dress }
}
