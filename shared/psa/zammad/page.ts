import type { PsaPage } from '../page.ts'

/**
 * https://<host>/#ticket/zoom/<id>, at any host; an article of the ticket may follow. In the new views
 * /desktop/tickets/<id> and /mobile/tickets/<id>. The number that people see is another one.
 */
const page: PsaPage = {
  ticket: ({ pathname, hash }) =>
    (pathname + hash).match(
      /^\/(?:#ticket\/zoom|(?:desktop|mobile)\/tickets)\/([1-9]\d{0,14})(?:[/#]|$)/,
    )?.[1] ?? null,
  avoid: [],
}
export default page
