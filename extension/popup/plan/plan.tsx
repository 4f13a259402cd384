import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { ErrorNotice } from '../../error-notice.tsx'
import { openConsole } from '../../places.ts'
import { KindCounts, type KindFilter, untouchedText } from '../../plan/counts.tsx'
import { PlanAge, PlanTag, Standing } from '../../plan/standing.tsx'
import { isBusy, usePlan } from '../../plan/use-plan.ts'
import { usePsaName } from '../../psa-name.ts'
import { useRead, useWrite } from '../../query.ts'
import { placeOf } from '../../rule/use-rule.ts'
import { IconButton } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { LinkButton } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Bar, Body, Page } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Go } from '../route.ts'
import { Entry } from './entry.tsx'
import { PlanFooter } from './footer.tsx'

interface PlanProps {
  tenantId: string
  mappingId: string
  go: Go
  back: () => void
}
const pollMilliseconds = 1000

/** What would be written, each value with its reason; then, once approved, how far the writing is. */
export function PlanScreen({ tenantId, mappingId, go, back }: PlanProps) {
  const [kind, setKind] = useState<KindFilter>('all')
  const read = usePlan(mappingId, kind)
  const { plan } = read
  const tenant = useRead('tenants.get', { tenantId }, { poll: () => isBusy(plan) && pollMilliseconds })
  const mapping = tenant.data?.mappings.find(({ id }) => id === mappingId)
  const psaName = usePsaName(mapping?.connectionId)
  const anew = useWrite('plans.get', ['plans.get', 'tenants.get'])
  const place = mapping && placeOf(mapping)
  const openFully = () => openConsole({ screen: 'plan', tenantId, mappingId })
  return (
    <Page>
      <Bar
        title={
          mapping
            ? i18n.t('popup.plan.planFor', { name: mapping.organisationName })
            : i18n.t('popup.plan.planForOrganisation')
        }
        subtitle={tenant.data && i18n.t('popup.plan.persons', { name: tenant.data.name })}
        onBack={back}
      >
        {place && (
          <IconButton
            icon={icons.filter}
            label={i18n.t('popup.plan.changeRule')}
            onClick={() => go({ screen: 'rule', tenantId, place, draft: null })}
          />
        )}
        <IconButton
          icon={icons.refresh}
          label={i18n.t('popup.plan.computePlanAnew')}
          onClick={() => anew.mutate({ mappingId, refresh: true })}
        />
        <IconButton icon={icons.open} label={i18n.t('popup.plan.openFullPlan')} onClick={openFully} />
      </Bar>
      <Body>
        {read.error && (
          <ErrorNotice
            error={read.error}
            what={i18n.t('popup.plan.planCouldNotBeRead')}
            onRetry={read.reload}
          />
        )}
        {anew.error && <ErrorNotice error={anew.error} what={i18n.t('popup.plan.planNotComputedAnew')} />}
        {!plan && !read.error && <Skeleton rows={5} label={i18n.t('popup.plan.readingPlan')} />}
        {plan && (
          <>
            <p class="tags standing-tags">
              <PlanTag plan={plan} />
              <PlanAge plan={plan} />
            </p>
            <Standing plan={plan} mapping={mapping} psaName={psaName} />
          </>
        )}
        {plan && plan.state !== 'building' && <Entries read={read} kind={kind} onKind={setKind} />}
      </Body>
      {plan && <PlanFooter plan={plan} psaName={psaName} onOpen={openFully} back={back} />}
    </Page>
  )
}

interface EntriesProps {
  read: ReturnType<typeof usePlan>
  kind: KindFilter
  onKind: (kind: KindFilter) => void
}
function Entries({ read: { plan, entries, more, isStale }, kind, onKind }: EntriesProps) {
  if (!plan) return null
  return (
    <>
      <div>
        <KindCounts counts={plan.counts} kind={kind} onKind={onKind} />
        <p class="quiet">{untouchedText(plan.counts)}</p>
      </div>
      {entries.length === 0 && kind === 'all' && (
        <Notice kind="success" title={i18n.t('popup.plan.everythingAsItShouldBe')}>
          {i18n.t('popup.plan.noContactDiffersFromIts')}
        </Notice>
      )}
      <ul class="entries" aria-busy={isStale ? 'true' : undefined}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} isRunning={plan.state !== 'waiting'} />
        ))}
      </ul>
      {more && (
        <LinkButton onClick={() => more()}>
          {i18n.t('popup.plan.showMoreThanThese', { count: entries.length })}
        </LinkButton>
      )}
    </>
  )
}
