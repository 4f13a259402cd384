import type { PageUrl, PsaPage } from '#shared/psa/page.ts'

/** Every PSA's reading of its pages. */
const pages = Object.values(
  import.meta.glob<PsaPage>('../../shared/psa/*/page.ts', { eager: true, import: 'default' }),
)

/** A ticket as its page's address names it. */
export interface PageTicket {
  host: string
  ticketId: string
  /** What the card must not cover, as CSS selectors. */
  avoid: readonly string[]
}

/** The ticket that an address shows, or null: a list, another page, not a PSA. */
export function ticketAt(address: string): PageTicket | null {
  const url = pageUrl(address)
  if (!url) return null
  for (const page of pages) {
    const ticketId = page.ticket(url)
    if (ticketId) return { host: url.host, ticketId, avoid: page.avoid }
  }
  return null
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
