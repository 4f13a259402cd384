import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { KindFilter } from '../../plan/counts.tsx'
import { PlanAge, PlanTag, Standing } from '../../plan/standing.tsx'
import { isBusy, usePlan } from '../../plan/use-plan.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { countText } from '../../ui/number.ts'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf } from '../route.ts'
import { useMapping } from '../use-mapping.ts'
import { Approval } from './approval.tsx'
import { Changes } from './changes.tsx'
import { PlanTools } from './tools.tsx'
import { Untouched } from './untouched.tsx'

interface PlanPageProps {
  tenantId: string
  mappingId: string
  tab: 'plan' | 'untouched'
}
const pollMilliseconds = 2000

/** Everything that would be written for an organisation, and the decision beside it. */
export function PlanPage({ tenantId, mappingId, tab }: PlanPageProps) {
  const [kind, setKind] = useState<KindFilter>('all')
  const read = usePlan(mappingId, kind)
  const { plan } = read
  const place = useMapping({ tenantId, mappingId, poll: () => isBusy(plan) && pollMilliseconds })
  const { tenant, mapping, psaName } = place
  return (
    <>
      <PageHead
        title={mapping ? i18n.t('console.plan.planFor') : i18n.t('console.plan.plan')}
        name={mapping?.organisationName}
        crumbs={[{ text: i18n.t('console.plan.plans'), href: hashOf({ screen: 'plans' }) }]}
        state={plan && <PlanTag plan={plan} />}
        text={
          <span class="page-head-facts">
            {tenant && <bdi>{i18n.t('console.plan.persons', { name: tenant.name })}</bdi>}
            {plan && <PlanAge plan={plan} />}
          </span>
        }
        tools={mapping && <PlanTools tenantId={tenantId} mapping={mapping} tab={tab} plan={plan} />}
      />
      <ReadState
        error={read.error ?? place.error}
        hasData={plan !== undefined}
        what={i18n.t('console.plan.planCouldNotBeRead')}
        reading={i18n.t('console.plan.readingPlan')}
        onRetry={() => {
          read.reload()
          place.reload()
        }}
      />
      {place.isGone && <Gone />}
      {plan && (
        <>
          <Standing plan={plan} mapping={mapping} psaName={psaName} />
          <div class="plan-columns">
            <Approval read={read} plan={plan} place={place} />
            <div class="plan-main">
              <Tabs tenantId={tenantId} mappingId={mappingId} tab={tab} untouched={plan.counts.unchanged} />
              {tab === 'plan' ? (
                <Changes tenantId={tenantId} read={read} plan={plan} kind={kind} onKind={setKind} />
              ) : (
                <Untouched tenantId={tenantId} mappingId={mappingId} />
              )}
            </div>
          </div>
        </>
      )}
    </>
  )
}

interface TabsProps extends PlanPageProps {
  untouched: number
}
function Tabs({ tenantId, mappingId, tab, untouched }: TabsProps) {
  const link = (screen: PlanPageProps['tab'], words: ComponentChildren) => (
    <a href={hashOf({ screen, tenantId, mappingId })} aria-current={screen === tab ? 'page' : undefined}>
      {words}
    </a>
  )
  return (
    <nav class="tabs" aria-label={i18n.t('console.plan.partsPlan')}>
      {link('plan', i18n.t('console.plan.changes'))}
      {link('untouched', i18n.t('console.plan.staysUntouched', { untouched: countText(untouched) }))}
    </nav>
  )
}

function Gone() {
  return (
    <div class="surface">
      <EmptyState
        picture={<Icon of={icons.organisation} size={32} />}
        title={i18n.t('console.plan.organisationNotMappedAnyMore')}
        action={
          <a href={hashOf({ screen: 'organisations' })}>{i18n.t('console.plan.seeAllOrganisations')}</a>
        }
      >
        {i18n.t('console.plan.itsContactsStayAsThey')}
      </EmptyState>
    </div>
  )
}
