import { type Browser, browser } from 'wxt/browser'
import type { ShownContact } from '#shared/psa/page.ts'
import type { CardAnswer, Way } from './ticket/answer.ts'
import type { RecordRef } from './ticket/record.ts'

export interface Wish {
  to: Exclude<Way, 'confirm' | 'again'>
  record: RecordRef
  /** An action of the person, for the panel to open. */
  action: string | null
}

/**
 * Everything that crosses between card, background and pages. A content script says which page is open and
 * what was pressed; it is never handed a token. The background takes the host from the sender, not from the message.
 */
interface Protocol {
  /**
   * Card → background: this page is open; what is known? `shown` is whom the page names, a guess at most.
   * null = not enabled on this host.
   */
  resolveRecord(data: { record: RecordRef; shown: ShownContact | null }): CardAnswer | null
  /** Card → background: the technician says that the guess for this ticket is right. */
  confirmGuess(data: { record: RecordRef }): CardAnswer | null
  /** Card → background: the page shows this no more. */
  leaveRecord(data: { record: RecordRef }): void
  /** Card → background, inside a click: open the panel, or another page of the extension. */
  open(data: Wish): void
  /** Background or panel → card: what it shows may be out of date (signed in, person changed). */
  askAgain(data: undefined): void
}

type Name = keyof Protocol
type Data<N extends Name> = Parameters<Protocol[N]>[0]
type Answer<N extends Name> = ReturnType<Protocol[N]>
type Sender = Browser.runtime.MessageSender

interface Message {
  name: string
  data: unknown
}

/** To the background and the extension's pages, or to the card of a tab. Rejects when nobody answers. */
export async function sendMessage<N extends Name>(
  name: N,
  data: Data<N>,
  tabId?: number,
): Promise<Answer<N>> {
  const message: Message = { name, data }
  const reply: unknown = await (tabId === undefined
    ? browser.runtime.sendMessage(message)
    : browser.tabs.sendMessage(tabId, message))
  if (!isObject(reply) || !('answer' in reply)) throw new Error(`Nobody has answered ${name}.`)
  return reply.answer as Answer<N>
}

/** Answers one kind of message, whoever sent it: `sender` says who that is. Returns how to stop. */
export function onMessage<N extends Name>(
  name: N,
  handle: (message: { data: Data<N>; sender: Sender }) => Answer<N> | Promise<Answer<N>>,
): () => void {
  const listener = (message: unknown, sender: Sender, reply: (value: object) => void) => {
    if (!isObject(message) || message.name !== name) return undefined
    // Null stands for what JSON cannot say; a failure says nothing of its cause to a foreign page.
    Promise.resolve(message.data as Data<N>)
      .then((data) => handle({ data, sender }))
      .then(
        (answer) => reply({ answer: answer ?? null }),
        () => reply({}),
      )
    // Keeps the channel open until then.
    return true as const
  }
  browser.runtime.onMessage.addListener(listener)
  return () => browser.runtime.onMessage.removeListener(listener)
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
