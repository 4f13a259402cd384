import { i18n } from '#i18n'
import type { WaitingPlan } from '#shared/contract.ts'
import { useRead } from '../../query.ts'
import { useOff } from '../../role.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { countText } from '../../ui/number.ts'
import { NewCustomers } from '../new-customers.tsx'
import { PageHead } from '../page-head.tsx'
import { ReadState } from '../read-state.tsx'
import { hashOf } from '../route.ts'
import { useFirstPlans } from '../use-first-plans.ts'
import { outliersOf, usualOf } from './outliers.ts'
import { useSelection } from './selection.ts'
import { Together } from './together.tsx'
import { WaitingRow } from './waiting-row.tsx'

const pollMilliseconds = 15_000
/** Those that were stopped need a look first. */
const urgency: WaitingPlan['waitsFor'][] = ['stopped', 'each', 'first']

/** Every plan that waits for somebody. */
export function Plans() {
  const { data, error, refetch } = useRead('plans.waiting', {}, { poll: () => pollMilliseconds })
  const plans = (data?.plans ?? []).toSorted(
    (a, b) => urgency.indexOf(a.waitsFor) - urgency.indexOf(b.waitsFor),
  )
  const computing = useFirstPlans()?.computing ?? 0
  return (
    <>
      <NewCustomers here="plans" />
      <PageHead
        title={i18n.t('console.plans.plans')}
        text={data ? summary(plans.length, computing) : i18n.t('console.plans.whatWaitsForApproval')}
      />
      <ReadState
        error={error}
        hasData={data !== undefined}
        what={i18n.t('console.plans.plansCouldNotBeRead')}
        reading={i18n.t('console.plans.readingPlans')}
        onRetry={refetch}
      />
      {data && <Waiting plans={plans} />}
    </>
  )
}

function summary(count: number, computing: number): string {
  const waiting = i18n.t('console.plans.plansWait', count, { count: countText(count) })
  const said =
    count === 0
      ? i18n.t('console.plans.noPlanWaitsForApproval')
      : i18n.t('console.plans.forApprovalUntilThenNothing', { waiting })
  if (computing === 0) return said
  return `${said} ${i18n.t('console.plans.moreComputed', computing, { count: countText(computing) })}`
}

function Waiting({ plans }: { plans: WaitingPlan[] }) {
  const off = useOff('plans.approveTogether')
  const selection = useSelection(plans)
  const usual = usualOf(plans)
  const outliers = new Map(plans.map((plan) => [plan.planId, outliersOf(plan, usual)]))
  const unusual = selection.chosen.filter(({ planId }) => (outliers.get(planId)?.length ?? 0) > 0)
  // Kept while the list empties: it says what was approved.
  return (
    <>
      {plans.length === 0 ? (
        <NothingWaits />
      ) : (
        <div class="surface">
          <div class="plans-head">
            {!off && selection.eligible.length > 0 && (
              <input
                type="checkbox"
                aria-label={i18n.t('console.plans.chooseAllMayBeApproved')}
                checked={selection.areAll}
                onChange={selection.toggleAll}
              />
            )}
            <span class="quiet">{off ?? i18n.t('console.plans.firstPlansOnlyCreateOr')}</span>
          </div>
          <ul class="lines" aria-label={i18n.t('console.plans.waitingPlans')}>
            {plans.map((plan) => (
              <WaitingRow
                key={plan.planId}
                plan={plan}
                outliers={outliers.get(plan.planId) ?? []}
                isChosen={selection.has(plan.planId)}
                onChoose={off ? null : () => selection.toggle(plan.planId)}
              />
            ))}
          </ul>
        </div>
      )}
      <Together
        chosen={selection.chosen}
        unusual={unusual.length}
        plans={plans}
        off={off}
        onLeaveOut={() => selection.leaveOut(unusual.map(({ planId }) => planId))}
        onDone={selection.clear}
      />
    </>
  )
}

function NothingWaits() {
  return (
    <div class="surface">
      <EmptyState
        picture={<Icon of={icons.clipboardCheck} size={32} tone="success" />}
        title={i18n.t('console.plans.nothingWaitsForYou')}
        action={
          <a href={hashOf({ screen: 'organisations' })}>{i18n.t('console.plans.seeAllOrganisations')}</a>
        }
      >
        {i18n.t('console.plans.planAppearsHereWhenOrganisation')}
      </EmptyState>
    </div>
  )
}
