import { onlyMail, type PageUrl, type PsaPage } from '../page.ts'
import { accountOf } from './hosts.ts'

const idBelow = (folder: string, { host, pathname }: PageUrl) =>
  accountOf(host) && (pathname.match(RegExp(`^/${folder}/([1-9]\\d{0,17})/?$`))?.[1] ?? null)

/**
 * https://<account>.syncromsp.com/tickets/<internal id>, /contacts/<id>, /customers/<id>, and the same at
 * <account>.shield.syncromsp.com. The number in the heading (#4182) is another one.
 */
const page: PsaPage = {
  ticket: (url) => idBelow('tickets', url),
  contact: (url) => idBelow('contacts', url),
  organisation: (url) => idBelow('customers', url),
  /**
   * Widget “Customer Info”, row “Assigned Contact”, as a userscript (2.8.2) reads it, seen 2026. The widget’s first mailto
   * may be the organisation’s, so an address counts only inside that row.
   */
  read(page) {
    for (const label of page.querySelectorAll('.widget th')) {
      const title = label.closest('.widget')?.querySelector('.widget-header h3')?.textContent?.trim()
      if (title !== 'Customer Info' || label.textContent?.trim() !== 'Assigned Contact') continue
      const cell = label.closest('tr')?.querySelector('td')
      const whole = cell?.querySelector('[data-original-title]')?.getAttribute('data-original-title')
      const name = (whole || cell?.querySelector('a[href*="/contacts/"]')?.textContent)?.trim()
      return cell && name ? { name, email: onlyMail(cell) } : null
    }
    return null
  },
  // Named by two userscripts for the ticket page (2.8.2 and 1.6.0), seen 2026.
  avoid: ['.title-btns', '.btn-bar'],
}
export default page
