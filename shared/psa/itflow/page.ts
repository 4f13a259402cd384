import type { PsaPage } from '../page.ts'

/**
 * /agent/ticket.php with the internal id in `ticket_id`, wherever in the query. The list (/agent/tickets.php), the
 * customers' portal (/client/ticket.php?id=…) and the guest page (/guest/…) are other pages. Who asks is resolved by the
 * worker: with `client_id` in the address the page's first mailto is the client's primary contact, in a collapsed header.
 */
const page: PsaPage = {
  ticket({ pathname, search }) {
    if (pathname !== '/agent/ticket.php') return null
    return search('ticket_id')?.match(/^[1-9]\d{0,14}$/)?.[0] ?? null
  },
  // The line with client, contact and the ticket's buttons, seen in commit 0262707e (2026-08-10).
  avoid: ['.ticket-meta'],
}
export default page
