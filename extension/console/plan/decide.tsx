import { useEffect, useRef, useState } from 'preact/hooks'
import type { Output } from '#shared/contract.ts'
import { changesIn, changesWord, contactsWord } from '../../plan/kinds.ts'
import { Button } from '../../ui/button.tsx'
import * as icons from '../../ui/icons.ts'
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
        Approve {changes}
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
    <section class="confirm" aria-label="Confirm">
      <h3 ref={heading} tabIndex={-1}>
        Make {contactsWord(deactivate)} inactive?
      </h3>
      <p class="quiet">
        They stay in {psaName} with their tickets, and become active again when their person belongs here
        again.
      </p>
      {asksNumber && (
        <TextInput label={`Type ${deactivate} to confirm`} value={typed} maxLength={9} onInput={setTyped} />
      )}
      <Button kind="danger" busy={busy} off={waits ? 'Type the number first.' : null} onClick={onConfirm}>
        Approve, {deactivate} become{deactivate === 1 ? 's' : ''} inactive
      </Button>
      <Button onClick={onLeave}>Not now</Button>
    </section>
  )
}
