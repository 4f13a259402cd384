import { type Browser, browser } from 'wxt/browser'
import type { AccountProblem, AccountState } from './ticket/account.ts'

/** A person as the card draws them: no token, and nothing of Graph beyond this, ever reaches a foreign page. */
export interface PersonCard {
  name: string
  /** "Practice manager · Contoso Dental" */
  about: string
  account: AccountState
  problem: AccountProblem | null
  /** By name, best known first. */
  licences: string[]
  /** choice: chosen for this ticket · link: the contact is linked to this person · email: their address was found */
  by: 'choice' | 'link' | 'email'
  /** ISO 8601 */
  asOf: string
  /** The actions that the card offers; `off` says why one cannot be used. */
  actions: { id: string; off: string | null }[]
}

/** What is known about the ticket's person, or why nothing is, in words. */
export type CardAnswer =
  | { state: 'person'; person: PersonCard }
  | { state: 'nobody'; title: string; text: string; contact: string | null }
  | { state: 'notSetUp' | 'signedOut' | 'away' | 'refused'; text: string; next: string | null }

/**
 * Everything that crosses between card, background and pages. A content script says which ticket is open and
 * what was pressed; it is never handed a token. The background takes the host from the sender, not from the message.
 */
interface Protocol {
  /** Card → background: this ticket is open; what is known about its person? null = not enabled on this host. */
  resolveTicket(data: { ticketId: string }): CardAnswer | null
  /** Card → background: the page shows no ticket any more. */
  leaveTicket(data: undefined): void
  /** Card → background, inside a click: open the side panel on this ticket, and on an action of it. */
  openPanel(data: { ticketId: string; action: string | null }): void
  /** Card → background: open settings. */
  openSettings(data: undefined): void
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
