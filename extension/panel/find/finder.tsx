import { i18n } from '#i18n'
import type { Candidate } from '#shared/contract.ts'
import type { ApiError } from '../../api-error.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { Bar, Body, Page } from '../../ui/page.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useEscape } from '../escape.ts'
import type { PersonRef } from '../place.ts'
import { useRecents } from '../recents.ts'
import type { TicketInfo } from '../ticket-bar.tsx'
import { Ground } from './ground.tsx'
import { Keys } from './keys.tsx'
import { optionId, Results } from './results.tsx'
import { isSame, sectionsOf } from './sections.ts'
import { useOptions } from './use-options.ts'
import { type First, useSearch } from './use-search.ts'

interface FinderProps {
  /** search: to look at somebody · choose: to say whom the ticket is about */
  purpose: 'search' | 'choose'
  ticket: TicketInfo | null
  organisation: string | null
  first: First
  candidates: Candidate[]
  /** Whom the ticket is about now. */
  current: PersonRef | null
  text: string
  isBusy: boolean
  /** Why the last choice does not hold. */
  refusal: ApiError | null
  onText: (text: string) => void
  onPick: (person: PersonRef) => void
  onBack: () => void
}
const listId = 'found-persons'

/** Search over all tenants that one may see; for a ticket, its organisation comes first. */
export function Finder(props: FinderProps) {
  const { purpose, ticket, first, candidates, current, text, isBusy, refusal, onText, onPick, onBack } = props
  const isChoosing = purpose === 'choose'
  const search = useSearch(text, first)
  const recents = useRecents()
  const found = search.answer?.persons ?? null
  const isLooking = search.isBehind && !found
  const sections = isLooking
    ? []
    : sectionsOf({
        found: search.text.length < 2 ? null : found,
        candidates: isChoosing ? candidates : [],
        recents: recents.filter((recent) => !isSame(recent, current)),
        firstTenantId: first.tenantId ?? null,
      })
  const hits = sections.flatMap((section) => section.hits)
  const pick = (hit: PersonRef) => {
    // What answers a former question is not taken for an answer to this one.
    if (!isBusy && !search.isBehind) onPick({ tenantId: hit.tenantId, personId: hit.personId })
  }
  const { active, onKey } = useOptions(hits, `${search.text}/${hits.length}`, pick)
  useEscape(isBusy ? null : onBack)
  return (
    <Page>
      <Bar
        title={
          isChoosing && ticket
            ? i18n.t('panel.find.whoTicketAbout', { number: ticket.number })
            : i18n.t('panel.find.allTenants')
        }
        subtitle={
          isChoosing ? (props.organisation ?? ticket?.subject) : i18n.t('panel.find.everybodyYouMaySee')
        }
        onBack={isBusy ? undefined : onBack}
      />
      <Body>
        <SearchBox
          label={i18n.t('panel.find.nameEMailSignIn')}
          placeholder={i18n.t('panel.find.nameEMailOrPhone')}
          value={text}
          onInput={onText}
          listId={listId}
          activeId={hits.length > 0 ? optionId(listId, active) : null}
          onKey={onKey}
        />
        {refusal && <ErrorNotice error={refusal} what={i18n.t('panel.find.choiceDoesNotHold')} />}
        {search.error ? (
          <ErrorNotice
            error={search.error}
            what={i18n.t('panel.find.nobodyCouldBeSearched')}
            onRetry={search.retry}
          />
        ) : (
          <>
            <Ground
              text={search.text}
              found={search.isBehind ? null : found}
              more={search.answer?.more ?? false}
            />
            {isLooking && <Skeleton rows={4} height={64} label={i18n.t('panel.find.searching')} />}
            {hits.length > 0 && (
              <Results
                id={listId}
                sections={sections}
                text={search.text}
                active={active}
                current={current}
                isBehind={search.isBehind}
                onPick={pick}
              />
            )}
          </>
        )}
      </Body>
      <Keys purpose={purpose} chosen={hits[active]?.displayName ?? null} isBusy={isBusy} />
    </Page>
  )
}
