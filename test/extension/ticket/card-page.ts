import { ContentScriptContext } from 'wxt/utils/content-script-context'
import type { CardAnswer } from '../../../extension/ticket/answer.ts'
import { mountCard } from '../../../extension/ticket/mount.tsx'
import type { RecordRef } from '../../../extension/ticket/record.ts'
import type { ShownContact } from '../../../shared/psa/page.ts'

type Answer = (
  record: RecordRef,
  shown: ShownContact | null,
) => CardAnswer | null | Promise<CardAnswer | null>
let contexts: ContentScriptContext[] = []

/** Starts the card in the present page, as the browser would. */
export function startCard(psa: string, answer: Answer, confirm: () => CardAnswer | null = () => null) {
  const asked: string[] = []
  const shown: (ShownContact | null)[] = []
  const done: string[] = []
  const again = new Set<() => void>()
  const ctx = new ContentScriptContext('psa')
  contexts.push(ctx)
  const port: Parameters<typeof mountCard>[1] = {
    async ask(record, contact) {
      asked.push(record.kind === 'ticket' ? record.id : `${record.kind} ${record.id}`)
      shown.push(contact)
      return answer(record, contact)
    },
    async confirm(record) {
      done.push(`confirm ${record.id}`)
      return confirm()
    },
    leave: (record) => void done.push(`leave ${record.id}`),
    open: ({ to, record, action }) => void done.push([to, record.id, action].filter(Boolean).join(' ')),
    onAskAgain(ask) {
      again.add(ask)
      return () => again.delete(ask)
    },
    isFolded: async () => false,
    rememberFold: (isFolded) => void done.push(isFolded ? 'folded' : 'opened'),
  }
  mountCard(ctx, port, psa)
  return { ctx, asked, shown, done, again }
}

/** Opens a page of the PSA by its file's text and starts the card there. */
export function openPage(
  psa: string,
  address: string,
  page: string,
  answer: Answer,
  confirm?: () => CardAnswer | null,
) {
  setAddress(address)
  document.body.innerHTML = /<body[^>]*>([\s\S]*)<\/body>/.exec(page)?.[1] ?? ''
  return startCard(psa, answer, confirm)
}

export function setAddress(address: string): void {
  const { happyDOM } = window as unknown as { happyDOM: { setURL(url: string): void } }
  happyDOM.setURL(address)
}

export function closeCards(): void {
  for (const ctx of contexts) ctx.notifyInvalidated()
  contexts = []
}

export const cards = () => document.querySelectorAll('sidelight-card')
export const inside = () => cards()[0]?.shadowRoot ?? null
export const text = () => inside()?.querySelector('.place')?.textContent ?? ''
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
/** Longer than the pause between two looks at a page that redraws itself. */
export async function settle(): Promise<void> {
  await pause(400)
  await drawn()
}
/** After what is under way has been drawn, however busy the machine: effects run after frames, and set off others. */
export async function drawn(): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    await pause(1)
  }
}

export function buttonOf(words: string): HTMLButtonElement {
  const buttons = [...(inside()?.querySelectorAll('button') ?? [])]
  const button = buttons.find(
    ({ textContent, title }) => (textContent || title).includes(words) || title === words,
  )
  if (!button) throw new Error(`There is no button “${words}” on: ${text()}`)
  return button
}

/** As a person clicks: the browser vouches for it. */
export function press(words: string): void {
  const click = new MouseEvent('click', { bubbles: true, composed: true })
  Object.defineProperty(click, 'isTrusted', { value: true })
  buttonOf(words).dispatchEvent(click)
}
