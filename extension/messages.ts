import { defineExtensionMessaging } from '@webext-core/messaging'
import type { TicketAnswer } from '#shared/contract.ts'

/** What the card draws: an answer about the ticket, or why there is none, in words. */
export type CardAnswer =
  | { state: 'answer'; answer: TicketAnswer }
  | { state: 'notSetUp' | 'signedOut' | 'away' | 'refused'; text: string; next: string | null }

/**
 * Everything that crosses between card, background and pages. A content script says which ticket is open and
 * what was pressed; it is never handed a token. The background takes the host from the sender, not from the message.
 */
interface Protocol {
  /** Card → background: what is known about this ticket's person. */
  resolveTicket(data: { ticketId: string; fresh: boolean }): CardAnswer
  /** Card → background, inside a click: open the side panel on this ticket. */
  openPanel(data: { ticketId: string }): void
  /** Card → background: open settings (not set up, signed out). */
  openSettings(data: undefined): void
}

export const { sendMessage, onMessage } = defineExtensionMessaging<Protocol>({ logger: undefined })
