import { storage } from '@wxt-dev/storage'

/** The ticket that a tab shows, as its content script said; kept in memory beyond the background's short life. */
export interface OpenTicket {
  host: string
  ticketId: string
  /** An action pressed on the card, for the panel to open; taken away once it is open. */
  action: string | null
  /** What else was pressed there: choose = say whom the ticket is about. Taken away once it is open. */
  errand: 'choose' | null
}

/** The person of a contact's page that a tab shows, or one confirmed where the ticket itself cannot be read. */
export interface OpenPerson {
  tenantId: string
  personId: string
  action: string | null
}

export function openTicketOf(tabId: number) {
  return storage.defineItem<OpenTicket | null>(`session:ticket-${tabId}`, { fallback: null })
}

export function openPersonOf(tabId: number) {
  return storage.defineItem<OpenPerson | null>(`session:person-${tabId}`, { fallback: null })
}
