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
      <Notice kind="info" title={`Contact ${isolate(contactId)} is linked with the next plan.`}>
        {others.length > 0
          ? `Contact ${others.join(', ')} stays untouched. To merge them, use ${psaName} itself.`
          : 'Blank fields are filled; what was typed by hand is kept.'}
      </Notice>
    )
  return (
    <Notice kind="info" title="Nothing is written at once.">
      {review.candidates.length > 0
        ? 'Choose the contact that is this person, or none: a new contact, or leave the person out for good.'
        : 'A new contact comes with the next plan. Left out, the person gets none, until you say otherwise.'}
    </Notice>
  )
}
