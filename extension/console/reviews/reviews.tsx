import { useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Review } from '#shared/contract.ts'
import { usePages } from '../../query.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { countText } from '../../ui/number.ts'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf } from '../route.ts'
import { keyOf, ReviewList } from './list.tsx'
import { Question } from './question.tsx'
import { UndoBar } from './undo-bar.tsx'
import { useDecisions } from './use-decisions.ts'

/** Persons whom nobody but a person can place: one question at a time. */
export function Reviews({ mappingId }: { mappingId: string | null }) {
  const pages = usePages('reviews.list', mappingId ? { mappingId } : {}, { keep: true })
  const decisions = useDecisions()
  const first = pages.data?.pages[0]
  const open = (pages.data?.pages.flatMap((page) => page.reviews) ?? []).filter(
    (review) => !decisions.isDecided(review),
  )
  return (
    <>
      <PageHead
        title={i18n.t('console.reviews.reviews')}
        text={
          first
            ? summary(open.length, pages.hasNextPage ? first.total : open.length)
            : i18n.t('console.reviews.whoNeedsDecision')
        }
        tools={
          mappingId && (
            <a class="button-link" href={hashOf({ screen: 'reviews' })}>
              {i18n.t('console.reviews.allOrganisations')}
            </a>
          )
        }
      />
      <ReadState
        error={pages.error}
        hasData={first !== undefined}
        what={i18n.t('console.reviews.reviewsCouldNotBeRead')}
        reading={i18n.t('console.reviews.readingReviews')}
        onRetry={pages.refetch}
      />
      {first && open.length === 0 && !pages.hasNextPage && (
        <NothingOpen hasDecided={decisions.last !== null} />
      )}
      {open.length > 0 && (
        <Open
          open={open}
          decisions={decisions}
          more={pages.hasNextPage ? pages.fetchNextPage : null}
          isReadingMore={pages.isFetchingNextPage}
        />
      )}
      <UndoBar decisions={decisions} />
    </>
  )
}

function summary(shown: number, total: number): string {
  const count = Math.max(shown, total)
  if (count === 0) return i18n.t('console.reviews.nobodyNeedsDecision')
  return i18n.t('console.reviews.personsNeedDecisionEachStays', count, { count: countText(count) })
}

interface OpenProps {
  open: Review[]
  decisions: ReturnType<typeof useDecisions>
  more: (() => unknown) | null
  isReadingMore: boolean
}
/** The list and the one that is looked at. After a decision the next one takes its place. */
function Open({ open, decisions, more, isReadingMore }: OpenProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  const place = useRef(0)
  const found = open.findIndex((review) => keyOf(review) === chosen)
  const at = found >= 0 ? found : Math.min(place.current, open.length - 1)
  useEffect(() => {
    place.current = at
  }, [at])
  const review = open[at]
  if (!review) return null
  return (
    <div class="reviews">
      <ReviewList
        open={open}
        shown={keyOf(review)}
        onShow={setChosen}
        more={more}
        isReadingMore={isReadingMore}
      />
      <Question key={keyOf(review)} review={review} decisions={decisions} isFirst={decisions.last === null} />
    </div>
  )
}

function NothingOpen({ hasDecided }: { hasDecided: boolean }) {
  return (
    <div class="surface">
      <EmptyState
        picture={<Icon of={icons.done} size={32} tone="success" />}
        title={
          hasDecided ? i18n.t('console.reviews.everybody') : i18n.t('console.reviews.nobodyNeedsDecision2')
        }
        action={<a href={hashOf({ screen: 'plans' })}>{i18n.t('console.reviews.seeWhatWaitsForApproval')}</a>}
      >
        {hasDecided
          ? i18n.t('console.reviews.whatYouDecidedStandsIn')
          : i18n.t('console.reviews.personAppearsHereWhenSeveral')}
      </EmptyState>
    </div>
  )
}
