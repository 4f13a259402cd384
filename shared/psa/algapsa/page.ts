import type { PsaPage } from '../page.ts'

/** https://<host>/msp/tickets/<uuid>, for technicians; end users are at /client-portal. The host may be anybody's. */
const page: PsaPage = {
  ticket: ({ pathname }) =>
    pathname.match(/^\/msp\/tickets\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/?$/i)?.[1]?.toLowerCase() ??
    null,
  // The openers of client and contact, seen in its source in August 2026.
  avoid: ['#ticket-details-open-client', '#ticket-details-open-contact'],
}
export default page
