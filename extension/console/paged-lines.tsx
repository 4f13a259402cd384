import type { ComponentChildren } from 'preact'
import { MoreButton } from './more-button.tsx'

interface PagedLinesProps {
  label: string
  shown: number
  /** Of `usePages`. */
  pages: {
    isPlaceholderData: boolean
    hasNextPage: boolean
    isFetchingNextPage: boolean
    fetchNextPage: () => unknown
  }
  /** Each a list item. */
  children: ComponentChildren
}
/** A list that is read page by page, and its end. */
export function PagedLines({ label, shown, pages, children }: PagedLinesProps) {
  return (
    <div class="surface" aria-busy={pages.isPlaceholderData ? 'true' : undefined}>
      <ul class="lines" aria-label={label}>
        {children}
      </ul>
      <MoreButton
        shown={shown}
        more={pages.hasNextPage ? pages.fetchNextPage : null}
        busy={pages.isFetchingNextPage}
      />
    </div>
  )
}
