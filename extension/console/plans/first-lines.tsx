import { i18n } from '#i18n'
import type { PlanEntry, WaitingPlan } from '#shared/contract.ts'
import { KindWord } from '../../plan/entry-marks.tsx'
import { changesIn, changesWord } from '../../plan/kinds.ts'
import { useRead } from '../../query.ts'
import { Diff } from '../../ui/diff.tsx'
import { joinForeign } from '../../ui/join-foreign.ts'
import { Notice } from '../../ui/notice.tsx'
import { PersonName } from '../person-name.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf } from '../route.ts'

const shown = 5

/** The first persons of a plan, so that one need not leave the list for a look. */
export function FirstLines({ plan }: { plan: WaitingPlan }) {
  const { tenantId, mappingId, planId, counts } = plan
  const { data, error, refetch } = useRead('plans.get', { mappingId })
  return (
    <div class="first-lines">
      <ReadState
        error={error}
        hasData={data !== undefined}
        what={i18n.t('console.plans.planCouldNotBeRead')}
        reading={i18n.t('console.plans.readingFirstLines')}
        rows={2}
        onRetry={refetch}
      />
      {data && data.id !== planId && (
        <Notice kind="warning" title={i18n.t('console.plans.computedAnew')}>
          {i18n.t('console.plans.newOneComes')}
        </Notice>
      )}
      {data && data.entries.length === 0 && <p class="quiet">{i18n.t('console.plans.noLine')}</p>}
      {data && data.entries.length > 0 && (
        <ul class="plain-list" aria-label={i18n.t('console.plans.firstLines')}>
          {data.entries.slice(0, shown).map((entry) => (
            <FirstLine key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      <a class="link" href={hashOf({ screen: 'plan', tenantId, mappingId })}>
        {i18n.t('console.plans.seeWholePlan', { changes: changesWord(changesIn(counts)) })}
      </a>
    </div>
  )
}

function FirstLine({ entry }: { entry: PlanEntry }) {
  const { kind, fields, reason } = entry
  return (
    <li class="first-line">
      <PersonName person={entry} />
      <KindWord kind={kind} />
      <div class="first-line-values">
        {kind === 'create' ? (
          <p>{joinForeign(fields.slice(0, 4).map((field) => field.new))}</p>
        ) : (
          <Diff fields={fields} />
        )}
        <p class="quiet">{reason}</p>
      </div>
    </li>
  )
}
