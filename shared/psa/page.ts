/** The address of a page, parsed by the caller (shared code has no URL type). */
export interface PageUrl {
  host: string
  pathname: string
  search(name: string): string | null
  hash: string
}

/** Reading a ticket page: for the extension alone. */
export interface PsaPage {
  /** The internal ticket id that the API wants, or null when this page is not a ticket. */
  ticket(url: PageUrl): string | null
  /** Where the page keeps buttons that the card must not cover, as CSS selectors; dated in the file. */
  avoid: readonly string[]
}
