import { i18n } from '#i18n'
import type { Output, PlanEntry } from '#shared/contract.ts'
import { KindCounts, type KindFilter } from '../../plan/counts.tsx'
import { EntryProblem, EntryState, KindWord } from '../../plan/entry-marks.tsx'
import type { usePlan } from '../../plan/use-plan.ts'
import { Diff } from '../../ui/diff.tsx'
import { Notice } from '../../ui/notice.tsx'
import { countText } from '../../ui/number.ts'
import { MoreButton } from '../more-button.tsx'
import { PersonName } from '../person-name.tsx'
import { hashOf, historyOf } from '../route.ts'

type Plan = Output<'plans.get'>
interface ChangesProps {
  tenantId: string
  read: ReturnType<typeof usePlan>
  plan: Plan
  kind: KindFilter
  onKind: (kind: KindFilter) => void
}

/** Each person whose contact would change: old and new values, and why. */
export function Changes({ tenantId, read, plan, kind, onKind }: ChangesProps) {
  const { entries, more, isStale, isReadingMore } = read
  if (plan.state === 'building') return null
  return (
    <>
      <KindCounts counts={plan.counts} kind={kind} onKind={onKind} />
      {entries.length === 0 && !isStale && <NoEntry isFiltered={kind !== 'all'} />}
      {entries.length > 0 && (
        <div class="surface" aria-busy={isStale ? 'true' : undefined}>
          <div class="entry-columns" aria-hidden="true">
            <span>{i18n.t('console.plan.person')}</span>
            <span>{i18n.t('console.plan.change')}</span>
            <span>{i18n.t('console.plan.contact')}</span>
            <span>{i18n.t('console.plan.why')}</span>
          </div>
          <ul class="lines" aria-label={i18n.t('console.plan.changes')}>
            {entries.map((entry) => (
              <ChangeLine key={entry.id} entry={entry} plan={plan} tenantId={tenantId} />
            ))}
          </ul>
          <MoreButton shown={entries.length} more={more} busy={isReadingMore} />
        </div>
      )}
    </>
  )
}

function NoEntry({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <Notice kind="info" title={i18n.t('console.plan.nothingKindAnyMore')}>
        {i18n.t('console.plan.planHasChangedSinceFilter')}
      </Notice>
    )
  return (
    <Notice kind="success" title={i18n.t('console.plan.everythingAsItShouldBe')}>
      {i18n.t('console.plan.noContactDiffersFromIts')}
    </Notice>
  )
}

interface ChangeLineProps {
  entry: PlanEntry
  plan: Plan
  tenantId: string
}
function ChangeLine({ entry, plan, tenantId }: ChangeLineProps) {
  const { kind, fields, reason, problem, contactId } = entry
  const isMoving = plan.state !== 'waiting' && kind !== 'review'
  return (
    <li class="entry-line">
      <PersonName person={entry} href={historyOf(tenantId, entry.personId)} />
      <span class="entry-what">
        <KindWord kind={kind} />
        {isMoving && <EntryState state={entry.state} />}
        {contactId && (
          <span class="quiet entry-contact">{i18n.t('console.plan.contact2', { contactId })}</span>
        )}
      </span>
      <div class="entry-values">
        <Diff fields={fields} />
        {fields.length === 0 && <span class="quiet">{withoutFields(entry)}</span>}
      </div>
      <div class="entry-why">
        <p>{reason}</p>
        <EntryProblem problem={problem} />
        {kind === 'review' && (
          <a class="link" href={hashOf({ screen: 'reviews', mappingId: plan.mappingId })}>
            {i18n.t('console.plan.decideInReviews')}
          </a>
        )}
      </div>
    </li>
  )
}

function withoutFields({ kind, candidates }: PlanEntry): string {
  if (kind !== 'review') return i18n.t('console.plan.noValueChanges')
  if (candidates.length === 0) return i18n.t('console.plan.untouchedUntilDecided')
  return i18n.t('console.plan.contactsMayBeItUntouched', candidates.length, {
    count: countText(candidates.length),
  })
}
