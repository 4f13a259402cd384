import { i18n } from '#i18n'
import type { Output } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import { changesIn } from '../../plan/kinds.ts'
import { useApproval } from '../../plan/use-approval.ts'
import { useOff } from '../../role.ts'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { countText } from '../../ui/number.ts'
import { Footer } from '../../ui/page.tsx'

interface PlanFooterProps {
  plan: Output<'plans.get'>
  psaName: string
  onOpen: () => void
  back: () => void
}

/** Approves here what only adds; what makes contacts inactive is looked at and approved on the full page. */
export function PlanFooter({ plan, psaName, onOpen, back }: PlanFooterProps) {
  const off = useOff('plans.approve')
  const approval = useApproval()
  const changes = changesIn(plan.counts)
  const { deactivate } = plan.counts
  const waits = plan.state === 'waiting' && changes > 0
  const words = () => {
    if (!waits) return ''
    if (off) return off
    if (deactivate > 0)
      return i18n.t('popup.plan.itMakesContactsInactiveLook', deactivate, { count: countText(deactivate) })
    return i18n.t('popup.plan.nothingReachesBeforeYouApprove', { psaName })
  }
  return (
    <>
      {waits && approval.error && (
        <div class="above-footer">
          <ErrorNotice error={approval.error} what={i18n.t('popup.plan.nothingApproved')} />
        </div>
      )}
      <Footer>
        <span class="quiet">{words()}</span>
        <span class="push" />
        <Button onClick={back}>{waits ? i18n.t('popup.plan.notNow') : i18n.t('popup.plan.close')}</Button>
        {waits && deactivate > 0 && (
          <Button kind="primary" icon={icons.open} onClick={onOpen}>
            {i18n.t('popup.plan.openFullPlan')}
          </Button>
        )}
        {waits && deactivate === 0 && (
          <Button
            kind="primary"
            icon={icons.check}
            off={off}
            busy={approval.isPending}
            onClick={() => approval.approve(plan.id)}
          >
            {i18n.t('popup.plan.approveChanges', changes, { count: countText(changes) })}
          </Button>
        )}
      </Footer>
    </>
  )
}
