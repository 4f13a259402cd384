import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Output, WaitingPlan } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { changesIn, changesWord } from '../../plan/kinds.ts'
import { useWrite } from '../../query.ts'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { LinkButton } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { countText } from '../../ui/number.ts'

type Answer = Output<'plans.approveTogether'>
interface TogetherProps {
  chosen: readonly WaitingPlan[]
  /** All that wait, for their names. */
  plans: readonly WaitingPlan[]
  off: string | null
  onDone: () => void
}

/** Approves exactly the chosen plans; what was refused is said with its reason. */
export function Together({ chosen, plans, off, onDone }: TogetherProps) {
  const write = useWrite('plans.approveTogether', [
    'plans.waiting',
    'tenants.list',
    'tenants.get',
    'plans.get',
  ])
  const [done, setDone] = useState<{ answer: Answer; names: Map<string, string> } | null>(null)
  const approve = () => {
    const names = new Map(plans.map(({ planId, organisationName }) => [planId, organisationName]))
    write.mutate(
      { planIds: chosen.map(({ planId }) => planId) },
      {
        onSuccess: (answer) => {
          setDone({ answer, names })
          onDone()
        },
      },
    )
  }
  return (
    <>
      {write.error && <ErrorNotice error={write.error} what={i18n.t('console.plans.nothingApproved')} />}
      {done && <Outcome {...done} onClose={() => setDone(null)} />}
      {!off && chosen.length > 0 && (
        <div class="decision-bar">
          <p role="status">{consequence(chosen)}</p>
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
  names: ReadonlyMap<string, string>
  onClose: () => void
}
function Outcome({ answer: { approved, refused }, names, onClose }: OutcomeProps) {
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
              <bdi>{names.get(planId) ?? i18n.t('console.plans.plan')}</bdi>: {why}
            </li>
          ))}
        </ul>
      )}
      {approved.length > 0 && i18n.t('console.plans.whatWrittenStandsInHistory')}
    </Notice>
  )
}
