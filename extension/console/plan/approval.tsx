import { i18n } from '#i18n'
import type { Output } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { changesIn } from '../../plan/kinds.ts'
import { useApproval } from '../../plan/use-approval.ts'
import type { usePlan } from '../../plan/use-plan.ts'
import { useOff } from '../../role.ts'
import { Icon, type Tone } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { LinkButton } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { hashOf } from '../route.ts'
import type { useMapping } from '../use-mapping.ts'
import { type Check, checksOf } from './checks.ts'
import { Decide } from './decide.tsx'

interface ApprovalProps {
  read: ReturnType<typeof usePlan>
  plan: Output<'plans.get'>
  place: ReturnType<typeof useMapping>
}

/** What to know, then the button. Only what is on the screen is approved: this very plan. */
export function Approval({ read, plan, place }: ApprovalProps) {
  const { mapping, connection, psaName } = place
  const off = useOff('plans.approve')
  const approval = useApproval()
  const waits = plan.state === 'waiting' && changesIn(plan.counts) > 0
  if (!mapping || !waits) return null
  return (
    <aside class="surface surface-padded approval" aria-label={i18n.t('console.plan.approval')}>
      <h2>{i18n.t('console.plan.beforeYouApprove')}</h2>
      <ul class="checks">
        {checksOf({ plan, mapping, connection, psaName }).map((check) => (
          <CheckLine key={check.id} check={check} tenantId={mapping.tenantId} mappingId={mapping.id} />
        ))}
      </ul>
      {approval.error && <ErrorNotice error={approval.error} what={i18n.t('console.plan.nothingApproved')} />}
      {read.isNewer && (
        <Notice
          kind="warning"
          title={i18n.t('console.plan.newerPlanThanOneYou')}
          actions={<LinkButton onClick={read.look}>{i18n.t('console.plan.iHaveLookedAtIt')}</LinkButton>}
        >
          {i18n.t('console.plan.itComputedAnewMeanwhileLook')}
        </Notice>
      )}
      <Decide
        // Another plan is another decision: nothing confirmed is carried over.
        key={plan.id}
        plan={plan}
        psaName={psaName}
        off={off ?? (read.isNewer ? i18n.t('console.plan.lookAtNewerPlanFirst') : null)}
        busy={approval.isPending || read.isStale}
        onApprove={() => approval.approve(plan.id)}
      />
      <p class="quiet">{off ?? i18n.t('console.plan.runCanBeUndoneAfterwards')}</p>
    </aside>
  )
}

const looks: Record<Check['state'], { icon: string; tone: Tone; word: string }> = {
  good: { icon: icons.done, tone: 'success', word: i18n.t('console.plan.good') },
  note: { icon: icons.info, tone: 'neutral', word: i18n.t('console.plan.note') },
  warning: { icon: icons.warning, tone: 'warning', word: i18n.t('console.plan.lookAt') },
  bad: { icon: icons.danger, tone: 'danger', word: i18n.t('console.plan.problem') },
}

function CheckLine({ check, tenantId, mappingId }: { check: Check; tenantId: string; mappingId: string }) {
  const { icon, tone, word } = looks[check.state]
  return (
    <li>
      <Icon of={icon} tone={tone} label={word} />
      <span>
        <span class="check-title">{check.title}</span>
        <span class="quiet">{check.text}</span>
        {check.id === 'review' && (
          <a class="link" href={hashOf({ screen: 'reviews', mappingId })}>
            {i18n.t('console.plan.decideNow')}
          </a>
        )}
        {check.id === 'untouched' && (
          <a class="link" href={hashOf({ screen: 'untouched', tenantId, mappingId })}>
            {i18n.t('console.plan.seeWhoAndWhy')}
          </a>
        )}
      </span>
    </li>
  )
}
