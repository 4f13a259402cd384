import { useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Output } from '#shared/contract.ts'
import { changesIn, changesWord } from '../../plan/kinds.ts'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
import { countText } from '../../ui/number.ts'
import { TextInput } from '../../ui/text-input.tsx'
import { useEscape } from '../../ui/use-escape.ts'

interface DecideProps {
  plan: Output<'plans.get'>
  psaName: string
  /** Why it cannot be approved now, or null. */
  off: string | null
  busy: boolean
  onApprove: () => void
}

/** One button; where contacts become inactive, a second one that says how many. */
export function Decide({ plan, psaName, off, busy, onApprove }: DecideProps) {
  const [isAsked, setAsked] = useState(false)
  const button = useRef<HTMLDivElement>(null)
  const changes = changesWord(changesIn(plan.counts))
  const leave = () => {
    setAsked(false)
    setTimeout(() => button.current?.querySelector<HTMLElement>('[role=button]')?.focus())
  }
  useEscape(leave, isAsked)
  if (isAsked && !off)
    return <Confirm plan={plan} psaName={psaName} busy={busy} onConfirm={onApprove} onLeave={leave} />
  return (
    <div class="decide" ref={button}>
      <Button
        kind="primary"
        icon={icons.check}
        off={off}
        busy={busy}
        onClick={() => (plan.counts.deactivate > 0 ? setAsked(true) : onApprove())}
      >
        {i18n.t('console.plan.approve', { changes })}
      </Button>
    </div>
  )
}

interface ConfirmProps {
  plan: Output<'plans.get'>
  psaName: string
  busy: boolean
  onConfirm: () => void
  onLeave: () => void
}

/** A stopped run asks for the number itself: nobody types it without having read it. */
function Confirm({ plan, psaName, busy, onConfirm, onLeave }: ConfirmProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const [typed, setTyped] = useState('')
  useEffect(() => heading.current?.focus(), [])
  const { deactivate } = plan.counts
  const asksNumber = plan.waitsFor === 'stopped'
  const waits = asksNumber && typed.trim() !== String(deactivate)
  return (
    <section class="confirm" aria-label={i18n.t('console.plan.confirm')}>
      <h3 ref={heading} tabIndex={-1}>
        {i18n.t('console.plan.makeContactsInactive', deactivate, { count: countText(deactivate) })}
      </h3>
      <p class="quiet">{i18n.t('console.plan.theyStayInWithTheir', { psaName })}</p>
      {asksNumber && (
        <TextInput
          label={i18n.t('console.plan.typeToConfirm', { deactivate })}
          value={typed}
          maxLength={9}
          onInput={setTyped}
        />
      )}
      <Button
        kind="danger"
        busy={busy}
        off={waits ? i18n.t('console.plan.typeNumberFirst') : null}
        onClick={onConfirm}
      >
        {i18n.t('console.plan.approveBecomeInactive', deactivate, { count: countText(deactivate) })}
      </Button>
      <Button onClick={onLeave}>{i18n.t('console.plan.notNow')}</Button>
    </section>
  )
}
