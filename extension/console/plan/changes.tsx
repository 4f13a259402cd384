import type { Output, PlanEntry } from '#shared/contract.ts'
import { KindCounts, type KindFilter } from '../../plan/counts.tsx'
import { EntryProblem, EntryState, KindWord } from '../../plan/entry-marks.tsx'
import type { usePlan } from '../../plan/use-plan.ts'
import { Diff } from '../../ui/diff.tsx'
import { Notice } from '../../ui/notice.tsx'
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
            <span>Person</span>
            <span>Change</span>
            <span>Contact</span>
            <span>Why</span>
          </div>
          <ul class="lines" aria-label="Changes">
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
      <Notice kind="info" title="Nothing of this kind any more">
        The plan has changed since the filter was chosen.
      </Notice>
    )
  return (
    <Notice kind="success" title="Everything is as it should be">
      No contact differs from its person.
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
        {contactId && <span class="quiet entry-contact">Contact {contactId}</span>}
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
            Decide in the reviews
          </a>
        )}
      </div>
    </li>
  )
}

function withoutFields({ kind, candidates }: PlanEntry): string {
  if (kind !== 'review') return 'No value changes.'
  if (candidates.length === 0) return 'Untouched until decided.'
  return candidates.length === 1
    ? 'One contact may be it. Untouched until decided.'
    : `${candidates.length} contacts may be it. Untouched until decided.`
}
