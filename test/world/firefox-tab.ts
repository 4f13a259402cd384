import { setTimeout as pause } from 'node:timers/promises'
import type { Bidi } from './bidi.ts'

const patienceMilliseconds = 30_000

/** In the page: the first shown element of that selector and name, through open shadow roots. */
const find = `(selector, name) => {
  const said = (one) => (one.getAttribute('aria-label') ?? one.innerText ?? '').trim()
  const within = (root) => {
    for (const one of root.querySelectorAll('*')) {
      if (one.matches(selector) && (name === null || said(one) === name) && one.getClientRects().length > 0) return one
      const found = one.shadowRoot && within(one.shadowRoot)
      if (found) return found
    }
    return null
  }
  return within(document)
}`
/** In the page: all its text, that of open shadow roots too. */
const text = `() => {
  const within = (root) =>
    [...root.querySelectorAll('*')].filter((one) => one.shadowRoot).map(({ shadowRoot }) =>
      [...shadowRoot.children].map((child) => child.innerText ?? '').join(' ') + ' ' + within(shadowRoot)).join(' ')
  return ((document.body?.innerText ?? '') + ' ' + within(document)).replace(/\\s+/g, ' ')
}`

/** One tab or window, used as a person uses it: what is pressed is pressed with a pointer. */
export function tabOf({ send }: Bidi, context: string) {
  async function call(functionDeclaration: string, values: (string | null)[] = []) {
    const { result } = await send('script.callFunction', {
      functionDeclaration,
      arguments: values.map((value) => (value === null ? { type: 'null' } : { type: 'string', value })),
      target: { context },
      awaitPromise: true,
    })
    return (result ?? {}) as { value?: unknown; sharedId?: string }
  }
  async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
    const end = Date.now() + patienceMilliseconds
    for (;;) {
      // A page that is just being left answers with an error.
      const found = await look().catch(() => null)
      if (found) return found
      if (Date.now() > end) throw new Error(`${what} never came. The page says: ${(await call(text)).value}`)
      await pause(100)
    }
  }
  const element = (selector: string, name: string | null) =>
    until(`${selector} ${name ?? ''}`, async () => (await call(find, [selector, name])).sharedId)

  return {
    context,
    until,
    text: async () => String((await call(text)).value),
    says: (words: string) => until(words, async () => String((await call(text)).value).includes(words)),
    /** A function's text; what it answers must be JSON as text, a number or a truth value. */
    run: async (code: string) => (await call(code)).value,
    async press(selector: string, name: string | null = null): Promise<void> {
      const sharedId = await element(selector, name)
      const origin = { type: 'element', element: { sharedId } }
      const actions = [
        { type: 'pointerMove', x: 0, y: 0, origin },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]
      await send('script.callFunction', {
        functionDeclaration: '(one) => one.scrollIntoView({ block: "center" })',
        arguments: [{ sharedId }],
        target: { context },
        awaitPromise: false,
      })
      await send('input.performActions', { context, actions: [{ type: 'pointer', id: 'pointer', actions }] })
    },
    async type(words: string): Promise<void> {
      const actions = [...words].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ])
      await send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions }] })
    },
    /** Pages of an extension do not say when they are loaded. */
    goTo: async (url: string) =>
      void (await send('browsingContext.navigate', { context, url, wait: 'none' })),
    close: async () => void (await send('browsingContext.close', { context })),
  }
}
export type FirefoxTab = ReturnType<typeof tabOf>
