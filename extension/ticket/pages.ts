import type { PageContent, PageUrl, PsaPage, ShownContact } from '#shared/psa/page.ts'
import { type RecordRef, recordKinds } from './record.ts'

/** Every PSA's reading of its pages. */
const pages: Record<string, PsaPage> = import.meta.glob<PsaPage>('../../shared/psa/*/page.ts', {
  eager: true,
  import: 'default',
})

/** A record as its page's address names it. */
export interface PageRecord extends RecordRef {
  host: string
  /** What the card must not cover, as CSS selectors. */
  avoid: readonly string[]
  /** Whom the page shows as a ticket's contact; no more than a guess. */
  read(page: PageContent): ShownContact | null
}

/**
 * What the page at an address is about, or null: a list, another page. `psa` is whose pages stand at that host, by its
 * id; null = nobody's.
 */
export function recordAt(address: string, psa: string | null): PageRecord | null {
  const url = pageUrl(address)
  const page = pages[`../../shared/psa/${psa}/page.ts`]
  if (!url || !page) return null
  for (const kind of recordKinds) {
    const id = page[kind]?.(url)
    if (id) {
      const read = (content: PageContent) => (kind === 'ticket' && page.read?.(content)) || null
      return { host: url.host, kind, id, avoid: page.avoid, read }
    }
  }
  return null
}

/** The ticket that an address shows, or null: a list, another page. */
export function ticketAt(address: string, psa: string | null): { host: string; ticketId: string } | null {
  const record = recordAt(address, psa)
  return record?.kind === 'ticket' ? { host: record.host, ticketId: record.id } : null
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
