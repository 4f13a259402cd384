import { onlyMail, type PageElement, type PageUrl, type PsaPage } from '../page.ts'
import { accountOf } from './hosts.ts'

const idBelow = (folder: string, { host, pathname }: PageUrl) =>
  accountOf(host) && (pathname.match(RegExp(`^/${folder}/([1-9]\\d{0,17})/?$`))?.[1] ?? null)

const textOf = (element: PageElement | null | undefined) => element?.textContent?.trim() ?? ''
const isEmail = (row: PageElement) => textOf(row.querySelector('th')) === 'Email'

/** The cell may be cut short; the whole name is in an attribute then. */
function nameIn(row: PageElement | undefined): string {
  const link = row?.querySelector('td a[href*="/contacts/"]')
  const whole = row?.querySelector('td [data-original-title]')?.getAttribute('data-original-title')
  return whole?.trim() || textOf(link)
}

/**
 * https://<account>.syncromsp.com/tickets/<internal id>, /contacts/<id>, /customers/<id>, and the same at
 * <account>.shield.syncromsp.com. The number in the heading (#4182) is another one.
 */
const page: PsaPage = {
  ticket: (url) => idBelow('tickets', url),
  contact: (url) => idBelow('contacts', url),
  organisation: (url) => idBelow('customers', url),
  /**
   * Widget “Customer Info”, row “Assigned Contact”, as a userscript (2.8.2) reads it, seen 2026. The organisation's
   * address stands above that row with the same label, so one counts only in it or below it.
   */
  read(page) {
    for (const widget of page.querySelectorAll('.widget')) {
      if (textOf(widget.querySelector('.widget-header h3')) !== 'Customer Info') continue
      const rows = [...widget.querySelectorAll('tr')]
      const at = rows.findIndex((row) => textOf(row.querySelector('th')) === 'Assigned Contact')
      const name = at >= 0 && nameIn(rows[at])
      if (!name) return null
      const row = [rows[at], ...rows.slice(at + 1).filter(isEmail)].find((row) => row && onlyMail(row))
      return { name, email: row ? onlyMail(row) : null }
    }
    return null
  },
  // Named by two userscripts for the ticket page (2.8.2 and 1.6.0), seen 2026.
  avoid: ['.title-btns', '.btn-bar'],
}
export default page
