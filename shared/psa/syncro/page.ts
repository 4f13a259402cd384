import type { PsaPage } from '../page.ts'
import { accountOf } from './hosts.ts'

/**
 * https://<account>.syncromsp.com/tickets/<internal id> and the same at <account>.shield.syncromsp.com.
 * The number in the heading (#4182) is another one; who asks is resolved by the worker, never read from the page,
 * whose first mailto may be the organisation's.
 */
const page: PsaPage = {
  ticket({ host, pathname }) {
    if (!accountOf(host)) return null
    return pathname.match(/^\/tickets\/([1-9]\d{0,17})\/?$/)?.[1] ?? null
  },
  // Named by two userscripts for the ticket page (2.8.2 and 1.6.0), seen 2026.
  avoid: ['.title-btns', '.btn-bar'],
}
export default page
