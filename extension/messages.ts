import { defineExtensionMessaging } from '@webext-core/messaging'
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
  /** link: the contact is linked to this person · email: their address was found in the tenant */
  by: 'link' | 'email'
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

export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>({ logger: undefined })
