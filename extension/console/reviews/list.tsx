import { useEffect, useRef } from 'preact/hooks'
import type { Review } from '#shared/contract.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { MoreButton } from '../more-button.tsx'

export const keyOf = ({ mappingId, personId }: Pick<Review, 'mappingId' | 'personId'>) =>
  `${mappingId} ${personId}`

interface ReviewListProps {
  open: Review[]
  /** The key of the one that is looked at. */
  shown: string
  onShow: (key: string) => void
  more: (() => unknown) | null
  isReadingMore: boolean
}

/** By organisation. Arrow keys go through it. */
export function ReviewList({ open, shown, onShow, more, isReadingMore }: ReviewListProps) {
  const list = useArrows()
  return (
    <div class="surface review-list" ref={list}>
      {byOrganisation(open).map(([mappingId, reviews]) => (
        <section key={mappingId}>
          <h2>
            <Foreign>{reviews[0]?.organisationName ?? ''}</Foreign>
            <span class="quiet">{reviews.length}</span>
          </h2>
          <ul class="lines">
            {reviews.map((review) => (
              <ReviewItem
                key={keyOf(review)}
                review={review}
                isShown={keyOf(review) === shown}
                onShow={() => onShow(keyOf(review))}
              />
            ))}
          </ul>
        </section>
      ))}
      <MoreButton shown={open.length} more={more} busy={isReadingMore} />
    </div>
  )
}

/** The one that gets the focus is shown. */
function useArrows() {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const host = list.current
    const move = (event: KeyboardEvent) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      const items = [...(host?.querySelectorAll<HTMLElement>('.review-item') ?? [])]
      const at = items.findIndex((item) => item.matches(':focus'))
      const next = step && at >= 0 ? items[at + step] : undefined
      if (!next) return
      event.preventDefault()
      next.focus()
      next.click()
    }
    host?.addEventListener('keydown', move)
    return () => host?.removeEventListener('keydown', move)
  }, [])
  return list
}

function byOrganisation(open: Review[]): [string, Review[]][] {
  return [...Map.groupBy(open, ({ mappingId }) => mappingId)]
}

function ReviewItem({ review, isShown, onShow }: { review: Review; isShown: boolean; onShow: () => void }) {
  return (
    <li>
      <button type="button" class="review-item" aria-current={isShown ? 'true' : undefined} onClick={onShow}>
        <Avatar name={review.displayName} size={32} />
        <span class="row-text">
          <Foreign class="entry-name">{review.displayName}</Foreign>
          <span class="quiet review-reason">{review.reason}</span>
        </span>
      </button>
    </li>
  )
}
