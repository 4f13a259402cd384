import { i18n } from '#i18n'
import type { Mapping, Output } from '#shared/contract.ts'
import { errorSaid, nextSaid } from '../error-said.ts'
import * as icons from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { countText } from '../ui/number.ts'
import { Progress } from '../ui/progress.tsx'
import { Tag } from '../ui/tag.tsx'
import { ago, momentOf } from '../ui/time.ts'
import { useNow } from '../ui/use-now.ts'
import { changesIn } from './kinds.ts'
import { nextTry } from './next-try.ts'

type Plan = Output<'plans.get'>
interface StandingProps {
  plan: Plan
  mapping: Mapping | undefined
  psaName: string
}

/** How far the plan is, in words, spoken as it changes. */
export function Standing({ plan, mapping, psaName }: StandingProps) {
  const failed = mapping?.failed ?? 0
  return (
    <section class="standing" aria-label={i18n.t('plan.statePlan')}>
      {plan.state === 'building' && (
        <>
          <Progress label={i18n.t('plan.comparingPersonsWithContacts')} />
          <p role="status">{i18n.t('plan.comparingPersonsWithContacts2', { psaName })}</p>
        </>
      )}
      {plan.state === 'waiting' && plan.waitsFor === 'stopped' && (
        <Stopped plan={plan} mapping={mapping} psaName={psaName} />
      )}
      {plan.state === 'running' && <Running plan={plan} mapping={mapping} psaName={psaName} />}
      {plan.state === 'done' && failed === 0 && <p role="status">{doneText(mapping, psaName)}</p>}
      {failed > 0 && (
        <Notice
          kind="danger"
          title={i18n.t('plan.refusedChanges', failed, { count: countText(failed), psaName })}
        >
          {i18n.t('plan.eachOneSaysWhyBelow')}
        </Notice>
      )}
      <MappingState mapping={mapping} />
    </section>
  )
}

/** What holds for the organisation, whatever the plan is: at rest, a problem, when it is tried again. */
function MappingState({ mapping }: Pick<StandingProps, 'mapping'>) {
  const now = useNow()
  if (!mapping) return null
  const { sync, problem, retryAt } = mapping
  const again = retryAt ? i18n.t('plan.triedAgain', { retryAt: nextTry(retryAt, now) }) : ''
  return (
    <>
      {(sync === 'paused' || sync === 'off') && (
        <Notice
          kind="info"
          title={sync === 'paused' ? i18n.t('plan.syncPausedHere') : i18n.t('plan.syncOffHere')}
        >
          {i18n.t('plan.nothingPlannedOrWrittenAnd')}
        </Notice>
      )}
      {problem && problem.code !== 'plan.stopped' && (
        <Notice kind="warning" title={errorSaid(problem)}>
          {[nextSaid(problem) ?? '', again].join(' ')}
        </Notice>
      )}
      {!problem && retryAt && (
        <Notice kind="warning" title={i18n.t('plan.lastTryToWriteFailed')}>
          {again} {i18n.t('plan.nothingLostAndNothingWritten')}
        </Notice>
      )}
    </>
  )
}

/** How old it is. */
export function PlanAge({ plan: { createdAt } }: Pick<StandingProps, 'plan'>) {
  const now = useNow()
  return (
    <span class="quiet">
      {i18n.t('plan.computed', { time: momentOf(createdAt, now), ago: ago(createdAt, now) })}
    </span>
  )
}

function doneText(mapping: Mapping | undefined, psaName: string): string {
  return mapping?.approval === 'each'
    ? i18n.t('plan.everythingPlanStandsInNext', { psaName })
    : i18n.t('plan.everythingPlanStandsInLater', { psaName })
}

/** The breaker, explained: what it would have done, against which limit, and what to do. */
function Stopped({ plan, mapping, psaName }: StandingProps) {
  const share = mapping && countText(mapping.breakerShare)
  return (
    <Notice
      kind="danger"
      title={i18n.t('plan.stoppedItWouldMakeContacts', plan.counts.deactivate, {
        count: countText(plan.counts.deactivate),
      })}
    >
      <p>
        {share ? i18n.t('plan.moreThanOrganisationRunMay', { share }) : i18n.t('plan.moreThanRunMay')}{' '}
        {i18n.t('plan.nothingPlanHasReachedOften', { psaName })}
      </p>
      <p>{i18n.t('plan.lookAtThoseToDeactivate')}</p>
    </Notice>
  )
}

export function PlanTag({ plan: { state, waitsFor } }: { plan: Pick<Plan, 'state' | 'waitsFor'> }) {
  if (state === 'building') return <Tag icon={icons.clock}>{i18n.t('plan.beingComputed')}</Tag>
  if (state === 'waiting')
    return waitsFor === 'stopped' ? (
      <Tag tone="danger" icon={icons.hand}>
        {i18n.t('plan.stoppedWaitingForYou')}
      </Tag>
    ) : (
      <Tag tone="warning" icon={icons.hand}>
        {i18n.t('plan.waitingForApproval')}
      </Tag>
    )
  if (state === 'running')
    return (
      <Tag tone="brand" icon={icons.sync}>
        {i18n.t('plan.beingWritten')}
      </Tag>
    )
  return (
    <Tag tone="success" icon={icons.done}>
      {i18n.t('plan.done')}
    </Tag>
  )
}

function Running({ plan, mapping, psaName }: StandingProps) {
  const all = changesIn(plan.counts)
  const left = Math.min(all, mapping?.waiting ?? all)
  return (
    <>
      <Progress label={i18n.t('plan.writingTo', { psaName })} value={all - left} max={Math.max(1, all)} />
      <p role="status">
        {i18n.t('plan.writtenToYouCanClose', {
          written: countText(all - left),
          all: countText(all),
          psaName,
        })}
      </p>
    </>
  )
}
