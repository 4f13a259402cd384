import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Output, WaitingPlan } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { changesIn, changesWord } from '../../plan/kinds.ts'
import { useWrite } from '../../query.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { LinkButton } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { countText } from '../../ui/number.ts'
import { Written } from './written.tsx'

type Answer = Output<'plans.approveTogether'>
const atOnce = 100

interface TogetherProps {
  chosen: readonly WaitingPlan[]
  /** How many of them need a look first. */
  unusual: number
  /** All that wait, for their names. */
  plans: readonly WaitingPlan[]
  off: string | null
  onLeaveOut: () => void
  onDone: () => void
}

/** Approves exactly the chosen plans; what was refused is said with its reason. */
export function Together({ chosen, unusual, plans, off, onLeaveOut, onDone }: TogetherProps) {
  const write = useWrite('plans.approveTogether', [
    'plans.waiting',
    'tenants.list',
    'tenants.get',
    'plans.get',
  ])
  const [done, setDone] = useState<{ answer: Answer; asked: Map<string, WaitingPlan> } | null>(null)
  /** Some at a time: approving is several statements a plan. The first request that fails ends it. */
  const approve = async () => {
    const asked = new Map(plans.map((plan) => [plan.planId, plan]))
    const planIds = chosen.map(({ planId }) => planId)
    let answer: Answer = { approved: [], refused: [] }
    setDone(null)
    for (let at = 0; at < planIds.length; at += atOnce) {
      const more = await write.mutateAsync({ planIds: planIds.slice(at, at + atOnce) }).catch(() => null)
      if (!more) return
      answer = {
        approved: [...answer.approved, ...more.approved],
        refused: [...answer.refused, ...more.refused],
      }
      setDone({ answer, asked })
    }
    onDone()
  }
  const failed = done ? i18n.t('console.plans.notAllApproved') : i18n.t('console.plans.nothingApproved')
  return (
    <>
      {write.error && <ErrorNotice error={write.error} what={failed} />}
      {done && <Outcome {...done} onClose={() => setDone(null)} />}
      {!off && chosen.length > 0 && (
        <div class="decision-bar">
          <p role="status">
            {consequence(chosen)}{' '}
            {unusual > 0 && (
              <span class="plans-unusual">
                <Icon of={icons.warning} size={16} tone="warning" />{' '}
                {i18n.t('console.plans.needLook', unusual, { count: countText(unusual) })}{' '}
              </span>
            )}
          </p>
          {unusual > 0 && (
            <Button onClick={onLeaveOut}>
              {i18n.t('console.plans.withoutThose', { count: countText(unusual) })}
            </Button>
          )}
          <Button onClick={onDone}>{i18n.t('console.plans.chooseNone')}</Button>
          <Button kind="primary" icon={icons.check} busy={write.isPending} onClick={approve}>
            {i18n.t('console.plans.approveTogether')}
          </Button>
        </div>
      )}
    </>
  )
}

function consequence(chosen: readonly WaitingPlan[]): string {
  const sum = (kind: 'create' | 'link') => chosen.reduce((total, { counts }) => total + counts[kind], 0)
  const all = chosen.reduce((total, { counts }) => total + changesIn(counts), 0)
  const where = i18n.t('console.plans.organisations', chosen.length, { count: countText(chosen.length) })
  return i18n.t('console.plans.toCreateToLinkNobody', {
    where,
    changes: changesWord(all),
    create: countText(sum('create')),
    link: countText(sum('link')),
  })
}

interface OutcomeProps {
  answer: Answer
  /** The plans as they were when they were approved. */
  asked: ReadonlyMap<string, WaitingPlan>
  onClose: () => void
}
function Outcome({ answer: { approved, refused }, asked, onClose }: OutcomeProps) {
  const changes = approved.reduce((sum, plan) => sum + plan.changes, 0)
  const plans = i18n.t('console.plans.plans2', approved.length, { count: countText(approved.length) })
  return (
    <Notice
      kind={refused.length > 0 ? 'warning' : 'success'}
      title={
        refused.length > 0
          ? i18n.t('console.plans.approvedNot', { plans, refused: countText(refused.length) })
          : i18n.t('console.plans.approvedOnWay', { plans, changes: changesWord(changes) })
      }
      actions={<LinkButton onClick={onClose}>{i18n.t('console.plans.close')}</LinkButton>}
    >
      {refused.length > 0 && (
        <ul class="plain-list">
          {refused.map(({ planId, why }) => (
            <li key={planId}>
              <bdi>{asked.get(planId)?.organisationName ?? i18n.t('console.plans.plan')}</bdi>: {why}
            </li>
          ))}
        </ul>
      )}
      {changes > 0 && (
        <Written
          mappingIds={new Set(approved.map(({ planId }) => asked.get(planId)?.mappingId ?? ''))}
          changes={changes}
        />
      )}
    </Notice>
  )
}
