import { i18n } from '#i18n'
import type { Connection, Mapping, Output } from '#shared/contract.ts'
import { errorSaid, nextSaid } from '../../error-said.ts'
import { countText } from '../../ui/number.ts'

/** Something to know before approving. */
export interface Check {
  id: 'why' | 'deactivate' | 'connection' | 'review' | 'untouched'
  state: 'good' | 'note' | 'warning' | 'bad'
  title: string
  text: string
}
interface CheckInput {
  plan: Output<'plans.get'>
  mapping: Mapping
  connection: Connection | undefined
  psaName: string
}

export function checksOf(input: CheckInput): Check[] {
  const { counts } = input.plan
  return [
    why(input),
    deactivations(input),
    connectionCheck(input),
    ...(counts.review > 0
      ? [
          {
            id: 'review' as const,
            state: 'warning' as const,
            title: i18n.t('console.plan.personsNeedDecision', counts.review, {
              count: countText(counts.review),
            }),
            text: i18n.t('console.plan.notPartApprovalTheyStay'),
          },
        ]
      : []),
    {
      id: 'untouched',
      state: 'note',
      title: i18n.t('console.plan.personsStayUntouched', counts.unchanged, {
        count: countText(counts.unchanged),
      }),
      text: i18n.t('console.plan.whatTypedByHandKept'),
    },
  ]
}

function why({ plan, mapping }: CheckInput): Check {
  if (plan.waitsFor === 'stopped')
    return {
      id: 'why',
      state: 'bad',
      title: i18n.t('console.plan.runStopped'),
      text: i18n.t('console.plan.itWouldMakeMoreThan', { breakerShare: mapping.breakerShare }),
    }
  if (plan.waitsFor === 'first' || !mapping.approved)
    return {
      id: 'why',
      state: 'note',
      title: i18n.t('console.plan.firstPlan'),
      text: i18n.t('console.plan.itWaitsForYouWhatever'),
    }
  if (mapping.approval === 'each')
    return {
      id: 'why',
      state: 'note',
      title: i18n.t('console.plan.everyPlanWaitsHere'),
      text: i18n.t('console.plan.settingsSaySo'),
    }
  return {
    id: 'why',
    state: 'note',
    title: i18n.t('console.plan.ruleOrSettingHasChanged'),
    text: i18n.t('console.plan.planWaitsLaterOnesGo'),
  }
}

function deactivations({ plan, mapping }: CheckInput): Check {
  const { deactivate } = plan.counts
  if (deactivate === 0)
    return {
      id: 'deactivate',
      state: 'good',
      title: i18n.t('console.plan.nobodyBecomesInactive'),
      text: i18n.t('console.plan.nothingEverDeleted'),
    }
  return {
    id: 'deactivate',
    state: plan.waitsFor === 'stopped' ? 'bad' : 'warning',
    title: i18n.t('console.plan.contactsBecomeInactive', deactivate, { count: countText(deactivate) }),
    text: i18n.t('console.plan.linkedRunAboveStopsBy', {
      linked: countText(mapping.linked),
      breakerShare: mapping.breakerShare,
    }),
  }
}

function connectionCheck({ connection, psaName }: CheckInput): Check {
  if (!connection || connection.disconnected)
    return {
      id: 'connection',
      state: 'warning',
      title: i18n.t('console.plan.notConnected', { psaName }),
      text: i18n.t('console.plan.whatApprovedWaitsUntilIt'),
    }
  if (connection.problem)
    return {
      id: 'connection',
      state: 'bad',
      title: errorSaid(connection.problem),
      text: nextSaid(connection.problem) ?? '',
    }
  return {
    id: 'connection',
    state: 'good',
    title: i18n.t('console.plan.connected', { psaName }),
    text: connection.connectedAs
      ? i18n.t('console.plan.connectedAs', {
          connectedAs: connection.connectedAs,
          account: connection.account,
        })
      : connection.account,
  }
}
