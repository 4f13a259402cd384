import type { PsaPage } from '../page.ts'

/**
 * https://<host>/tickets?id=<id> and https://<host>/ticket?id=<id>, further parameters in any order. Without an id it is
 * a list; the portal of end users lies below /portal. The host may be anybody's.
 */
const page: PsaPage = {
  ticket({ pathname, search }) {
    const id = search('id') ?? ''
    return /^\/tickets?\/?$/.test(pathname) && /^[1-9]\d{0,14}$/.test(id) ? id : null
  },
  // The share button of the ticket view, named by several extensions, seen 2026.
  avoid: ['i.fa.fa-share-alt'],
}
export default page
