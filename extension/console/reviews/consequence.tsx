import { i18n } from '#i18n'
import type { Review } from '#shared/contract.ts'
import { isolate } from '../../ui/isolate.ts'
import { Notice } from '../../ui/notice.tsx'

interface ConsequenceProps {
  review: Review
  contactId: string | null
  psaName: string
}

/** What a decision does, before the button. */
export function Consequence({ review, contactId, psaName }: ConsequenceProps) {
  const others = review.candidates.filter(({ id }) => id !== contactId).map(({ id }) => isolate(id))
  if (contactId !== null)
    return (
      <Notice
        kind="info"
        title={i18n.t('console.reviews.contactLinkedWithNextPlan', { contactId: isolate(contactId) })}
      >
        {others.length > 0
          ? i18n.t('console.reviews.contactStaysUntouchedToMerge', { others: others.join(', '), psaName })
          : i18n.t('console.reviews.blankFieldsFilledWhatTyped')}
      </Notice>
    )
  return (
    <Notice kind="info" title={i18n.t('console.reviews.nothingWrittenAtOnce')}>
      {review.candidates.length > 0
        ? i18n.t('console.reviews.chooseContactPersonOrNone')
        : i18n.t('console.reviews.newContactComesWithNext')}
    </Notice>
  )
}
