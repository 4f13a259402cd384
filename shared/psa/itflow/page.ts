import { onlyMail, type PageUrl, type PsaPage } from '../page.ts'

const idAt = (paths: RegExp, name: string, { pathname, search }: PageUrl) =>
  paths.test(pathname) ? (search(name)?.match(/^[1-9]\d{0,14}$/)?.[0] ?? null) : null

/**
 * /agent/ticket.php?ticket_id=…, /agent/contact.php?contact_id=… (contact_details.php in versions before August 2026) and
 * /agent/client_overview.php?client_id=…, parameters in any order. The lists, the customers' portal
 * (/client/ticket.php?id=…) and the guest page (/guest/…) are other pages. https://github.com/itflow-org/itflow/tree/master/agent
 */
const page: PsaPage = {
  ticket: (url) => idAt(/^\/agent\/ticket\.php$/, 'ticket_id', url),
  contact: (url) => idAt(/^\/agent\/contact(_details)?\.php$/, 'contact_id', url),
  organisation: (url) => idAt(/^\/agent\/client_overview\.php$/, 'client_id', url),
  /**
   * Seen in commit 0262707e (2026-08-10). With `client_id` in the address the page's first mailto is the client's primary
   * contact, in a collapsed header; a vendor has a card like the contact's: icon and title alone tell it.
   */
  read(page) {
    const link = page.querySelector('.ticket-meta a[data-modal-url^="modals/contact/contact.php?id="]')
    const name = link?.textContent?.trim()
    if (!name) return null
    const icons = [...page.querySelectorAll('.card-title .fa-user-check')]
    const card = icons.find((icon) => !icon.closest('.modal'))?.closest('.card')
    return { name, email: card ? onlyMail(card) : null }
  },
  // The line with client, contact and the ticket's buttons, seen in the same commit.
  avoid: ['.ticket-meta'],
}
export default page
