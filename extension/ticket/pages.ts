import type { PageUrl, PsaPage } from '#shared/psa/page.ts'

type ByPath<T> = Record<string, T>
/** Every PSA's reading of its pages, and of its host names where those say whose they are. */
const pages: ByPath<PsaPage> = import.meta.glob<PsaPage>('../../shared/psa/*/page.ts', {
  eager: true,
  import: 'default',
})
const hosts: ByPath<{ accountOf?(host: string): string | null }> = import.meta.glob(
  '../../shared/psa/*/hosts.ts',
  { eager: true },
)
const pagePath = (psa: string) => `../../shared/psa/${psa}/page.ts`

/** A ticket as its page's address names it. */
export interface PageTicket {
  host: string
  ticketId: string
  /** What the card must not cover, as CSS selectors. */
  avoid: readonly string[]
}

/**
 * The ticket that an address shows, or null: a list, another page, not a PSA. `psa` is whose pages stand at that host,
 * by its id; null = to be known by the host's name.
 */
export function ticketAt(address: string, psa: string | null): PageTicket | null {
  const url = pageUrl(address)
  if (!url) return null
  const page = psa === null ? pageByName(url.host) : pages[pagePath(psa)]
  const ticketId = page?.ticket(url)
  return page && ticketId ? { host: url.host, ticketId, avoid: page.avoid } : null
}

function pageByName(host: string): PsaPage | undefined {
  const found = Object.keys(hosts).find((path) => hosts[path]?.accountOf?.(host))
  return found === undefined ? undefined : pages[found.replace(/hosts\.ts$/, 'page.ts')]
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
