import type { PageUrl, PsaPage } from '#shared/psa/page.ts'

/** Every PSA's reading of its pages. */
const pages: Record<string, PsaPage> = import.meta.glob<PsaPage>('../../shared/psa/*/page.ts', {
  eager: true,
  import: 'default',
})

/** A ticket as its page's address names it. */
export interface PageTicket {
  host: string
  ticketId: string
  /** What the card must not cover, as CSS selectors. */
  avoid: readonly string[]
}

/**
 * The ticket that an address shows, or null: a list, another page. `psa` is whose pages stand at that host, by its id;
 * null = nobody's.
 */
export function ticketAt(address: string, psa: string | null): PageTicket | null {
  const url = pageUrl(address)
  const page = pages[`../../shared/psa/${psa}/page.ts`]
  const ticketId = url && page?.ticket(url)
  return page && ticketId ? { host: url.host, ticketId, avoid: page.avoid } : null
}

function pageUrl(address: string): PageUrl | null {
  const url = URL.parse(address)
  if (url?.protocol !== 'https:') return null
  return {
    host: url.host,
    pathname: url.pathname,
    search: (name) => url.searchParams.get(name),
    hash: url.hash,
  }
}
