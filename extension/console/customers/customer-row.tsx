import { useId, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { ErrorNotice } from '../../error-notice.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon, type Tone } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { isolate } from '../../ui/isolate.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { Details } from './details.tsx'
import { whyNotChosen } from './may-choose.ts'
import { Relationship } from './relationship.tsx'
import { RowTools } from './row-tools.tsx'
import { isFirstRead, type Kind, type Known, type Standing } from './standing.ts'
import { StepsBar } from './steps-bar.tsx'
import type { Choice } from './use-choice.ts'
import type { Work } from './use-work.ts'

interface CustomerRowProps {
  known: Known
  standing: Standing
  choice: Choice
  work: Work
  /** Milliseconds since 1970. */
  now: number
}

/** A customer in short; its details open below. */
export function CustomerRow({ known, standing, choice, work, now }: CustomerRowProps) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const row = useRef<HTMLLIElement>(null)
  /** What was pressed goes once it begins: the focus stays with the customer. */
  const holdFocus = () => row.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus()
  const { customer } = known
  const goError = work.goError(customer.tenantId)
  return (
    <li ref={row} class="customer">
      <ChoiceBox known={known} choice={choice} />
      <span class="named">
        <Avatar name={customer.name} shape="organisation" />
        <span class="row-text">
          <Foreign class="entry-name">{customer.name}</Foreign>
          {customer.domain && <Foreign class="quiet">{customer.domain}</Foreign>}
        </span>
      </span>
      <Relationship customer={customer} now={now} />
      <Status known={known} standing={standing} />
      <StepsBar known={known} kind={standing.kind} />
      <RowTools
        known={known}
        standing={standing}
        work={work}
        holdFocus={holdFocus}
        details={{ id, isOpen, onToggle: () => setOpen(!isOpen) }}
      />
      {isOpen && (
        <div class="customer-below" id={id}>
          <Details known={known} work={work} holdFocus={holdFocus} />
        </div>
      )}
      {goError && (
        <div class="customer-below">
          <ErrorNotice error={goError} what={i18n.t('console.customers.goNotBegun')} />
        </div>
      )}
    </li>
  )
}

/** Off with its reason where there is nothing to take in. */
function ChoiceBox({ known, choice }: Pick<CustomerRowProps, 'known' | 'choice'>) {
  const { tenantId, name } = known.customer
  const off = whyNotChosen(known)
  const isChosen = choice.has(tenantId)
  return (
    <span class="customer-choice">
      <input
        type="checkbox"
        class={off ? 'is-off' : undefined}
        aria-label={i18n.t('console.customers.choose', { name: isolate(name) })}
        aria-disabled={off ? 'true' : undefined}
        aria-description={off ?? undefined}
        title={off ?? undefined}
        checked={isChosen}
        onClick={off ? (event) => event.preventDefault() : undefined}
        onChange={off ? undefined : () => (isChosen ? choice.drop([tenantId]) : choice.add([tenantId]))}
      />
    </span>
  )
}

const looks: Record<Exclude<Kind, 'running'>, { icon: string; tone: Tone }> = {
  needs: { icon: icons.danger, tone: 'danger' },
  ready: { icon: icons.circle, tone: 'neutral' },
  done: { icon: icons.done, tone: 'success' },
  already: { icon: icons.done, tone: 'neutral' },
}

function Status({ known, standing }: Pick<CustomerRowProps, 'known' | 'standing'>) {
  const { kind, title, text } = standing
  const isRunning = kind === 'running' || (kind === 'done' && isFirstRead(known.tenant))
  return (
    <span class={`customer-status is-${isRunning ? 'running' : kind}`}>
      <span class="customer-state">
        {isRunning ? <Spinner /> : <Icon of={looks[kind].icon} tone={looks[kind].tone} />}
        <strong>{title}</strong>
      </span>
      <bdi class="quiet clamped" title={text}>
        {text}
      </bdi>
    </span>
  )
}
