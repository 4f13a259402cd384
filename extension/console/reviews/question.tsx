import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Review } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import * as icons from '../../ui/icons.ts'
import { woven } from '../../ui/woven.tsx'
import { MovedContext } from '../page-head.tsx'
import { hashOf } from '../route.ts'
import { useMapping } from '../use-mapping.ts'
import { Candidates } from './candidates.tsx'
import { Consequence } from './consequence.tsx'
import type { useDecisions } from './use-decisions.ts'

interface QuestionProps {
  review: Review
  decisions: ReturnType<typeof useDecisions>
  /** Nothing was decided yet on this page: the heading leaves the focus where it is. */
  isFirst: boolean
}

/** One person, what is known of them, the contacts that may be theirs, and what to do. */
export function Question({ review, decisions, isFirst }: QuestionProps) {
  const { tenantId, mappingId, personId, candidates } = review
  const [contactId, setContactId] = useState<string | null>(null)
  const person = useRead('persons.get', { tenantId, personId })
  const place = useMapping({ tenantId, mappingId })
  const heading = useHeadingFocus(!isFirst)
  const hasContacts = candidates.length > 0
  return (
    <section class="surface question" aria-label={i18n.t('console.reviews.decision')}>
      <header class="question-head">
        <Avatar name={review.displayName} size={48} />
        <div class="row-text">
          <h2 class="question-title" ref={heading} tabIndex={-1}>
            {woven(
              hasContacts
                ? i18n.t('console.reviews.whichContact', { name: '{name}' })
                : i18n.t('console.reviews.doesContactBelongTo', { name: '{name}' }),
              { name: <Foreign>{review.displayName}</Foreign> },
            )}
          </h2>
          <p class="question-why">{review.reason}</p>
        </div>
        <a class="button-link" href={hashOf({ screen: 'plan', tenantId, mappingId })}>
          {i18n.t('console.reviews.plan')}
        </a>
      </header>
      <Candidates
        review={review}
        person={person.data?.person ?? null}
        psaName={place.psaName}
        chosen={contactId}
        onChoose={setContactId}
      />
      <Consequence review={review} contactId={contactId} psaName={place.psaName} />
      {decisions.error && (
        <ErrorNotice error={decisions.error} what={i18n.t('console.reviews.itNotDecided')} />
      )}
      <Choices
        review={review}
        contactId={contactId}
        canCreate={place.connection?.can?.create ?? true}
        psaName={place.psaName}
        decisions={decisions}
      />
    </section>
  )
}

function useHeadingFocus(isWanted: boolean) {
  const heading = useRef<HTMLHeadingElement>(null)
  const hasMoved = useContext(MovedContext)
  useEffect(() => {
    if (isWanted && !document.activeElement?.closest('.review-list')) heading.current?.focus()
  }, [hasMoved])
  return heading
}

interface ChoicesProps {
  review: Review
  contactId: string | null
  canCreate: boolean
  psaName: string
  decisions: QuestionProps['decisions']
}
function Choices({ review, contactId, canCreate, psaName, decisions }: ChoicesProps) {
  const off = useOff('reviews.decide')
  const { isPending, decide } = decisions
  const wait = isPending ? i18n.t('console.reviews.decisionBeingKept') : null
  const noCreate = canCreate ? null : i18n.t('console.reviews.cannotCreateContactsOrNot', { psaName })
  const hasContacts = review.candidates.length > 0
  return (
    <footer class="question-foot">
      <div class="buttons">
        {hasContacts && (
          <Button
            kind="primary"
            icon={icons.link}
            off={off ?? wait ?? (contactId === null ? i18n.t('console.reviews.chooseContactFirst') : null)}
            onClick={() => decide(review, 'link', contactId)}
          >
            {i18n.t('console.reviews.linkContact')}
          </Button>
        )}
        <Button
          kind={hasContacts ? 'secondary' : 'primary'}
          icon={icons.personAdd}
          off={off ?? wait ?? noCreate}
          onClick={() => decide(review, 'create', null)}
        >
          {i18n.t('console.reviews.createNewContact')}
        </Button>
        <Button icon={icons.subtract} off={off ?? wait} onClick={() => decide(review, 'leaveOut', null)}>
          {i18n.t('console.reviews.leaveOut')}
        </Button>
      </div>
      {off && <span class="quiet">{off}</span>}
    </footer>
  )
}
