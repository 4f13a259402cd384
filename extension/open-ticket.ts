import { storage } from '@wxt-dev/storage'

/** The ticket that a tab shows, as its content script said; kept in memory beyond the background's short life. */
export interface OpenTicket {
  host: string
  ticketId: string
  /** An action pressed on the card, for the panel to open; taken away once it is open. */
  action: string | null
  /** choose: the card asked for somebody else; the panel opens the search. Taken away like the action. */
  errand: 'choose' | null
}

export function openTicketOf(tabId: number) {
  return storage.defineItem<OpenTicket | null>(`session:ticket-${tabId}`, { fallback: null })
}

/** The tabs of which a ticket is known. */
export async function tabsWithTickets(): Promise<number[]> {
  const kept = await storage.snapshot('session')
  return Object.keys(kept).flatMap((key) => {
    const tabId = Number(/^ticket-(\d+)$/.exec(key)?.[1] ?? Number.NaN)
    return Number.isNaN(tabId) ? [] : [tabId]
  })
}
