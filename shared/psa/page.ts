/** The address of a page, parsed by the caller (shared code has no URL type). */
export interface PageUrl {
  host: string
  pathname: string
  search(name: string): string | null
  hash: string
}

/** What a page file may look at of a page: the part of a browser's own elements that reading needs. */
export interface PageElement {
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
  closest(selector: string): PageElement | null
  getAttribute(name: string): string | null
  readonly textContent: string | null
}
export type PageContent = Pick<PageElement, 'querySelector' | 'querySelectorAll'>

/** Whom a ticket's page names as its contact. Anybody may have written it there: a guess, to be confirmed by a person. */
export interface ShownContact {
  name: string
  email: string | null
}

/** Reading pages of a PSA: for the extension alone. Ids are those that the API wants; null = another kind of page. */
export interface PsaPage {
  ticket(url: PageUrl): string | null
  contact?(url: PageUrl): string | null
  organisation?(url: PageUrl): string | null
  /** The contact on a ticket's page, or null where it names none. */
  read?(page: PageContent): ShownContact | null
  /** Where the page keeps buttons that the card must not cover, as CSS selectors; dated in the file. */
  avoid: readonly string[]
}

/** The only mailto inside an element; null = none, or several, of which nothing says who is meant. */
export function onlyMail(within: PageElement): string | null {
  const found = [...within.querySelectorAll('a[href^="mailto:" i]')].map(
    (link) =>
      /^mailto:([^?\s%]+@[^?\s%]+)/i.exec(link.getAttribute('href') ?? '')?.[1]?.toLowerCase() ?? null,
  )
  return new Set(found).size === 1 ? (found[0] ?? null) : null
}
