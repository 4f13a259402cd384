import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { WaitingPlan } from '#shared/contract.ts'
import { Icon, type Tone } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { isolate } from '../../ui/isolate.ts'
import { Tag } from '../../ui/tag.tsx'
import { woven } from '../../ui/woven.tsx'
import { KindTally } from '../kind-tally.tsx'
import { MappingName } from '../mapping-name.tsx'
import { hashOf } from '../route.ts'
import { FirstLines } from './first-lines.tsx'
import { mayJoin } from './selection.ts'

const reasons: Record<WaitingPlan['waitsFor'], { tone: Tone; word: string; text: string }> = {
  first: {
    tone: 'brand',
    word: i18n.t('console.plans.firstPlan'),
    text: i18n.t('console.plans.nothingHasBeenWrittenFor'),
  },
  each: {
    tone: 'warning',
    word: i18n.t('console.plans.approvalWanted'),
    text: i18n.t('console.plans.itsSettingsAskForIt'),
  },
  stopped: {
    tone: 'danger',
    word: i18n.t('console.plans.stopped'),
    text: i18n.t('console.plans.itWouldMakeManyContacts'),
  },
}

interface WaitingRowProps {
  plan: WaitingPlan
  /** What to look at before, in words. */
  outliers: readonly string[]
  isChosen: boolean
  /** Null = this person may not approve. */
  onChoose: (() => void) | null
}
export function WaitingRow({ plan, outliers, isChosen, onChoose }: WaitingRowProps) {
  const [isOpen, setOpen] = useState(false)
  const { tenantId, mappingId, tenantName, organisationName, counts } = plan
  const href = hashOf({ screen: 'plan', tenantId, mappingId })
  return (
    <li class="plans-row">
      {onChoose && (
        <span class="plans-choice">
          {mayJoin(plan) && (
            <input
              type="checkbox"
              aria-label={i18n.t('console.plans.choose', { organisationName: isolate(organisationName) })}
              checked={isChosen}
              onChange={onChoose}
            />
          )}
        </span>
      )}
      <a class="plans-name" href={href}>
        <MappingName organisation={organisationName} tenant={tenantName} />
      </a>
      <KindTally counts={counts} />
      <Why plan={plan} outliers={outliers} />
      <span class="buttons plans-ways">
        <LookButton plan={plan} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
        <a
          class="button-link"
          href={href}
          aria-label={i18n.t('console.plans.openPlan', { organisationName: isolate(organisationName) })}
        >
          {i18n.t('console.plans.open')}
        </a>
      </span>
      {isOpen && <FirstLines plan={plan} />}
    </li>
  )
}

function Why({ plan: { waitsFor, alone }, outliers }: Pick<WaitingRowProps, 'plan' | 'outliers'>) {
  const { tone, word, text } = reasons[waitsFor]
  return (
    <div class="plans-why">
      <Tag tone={tone} icon={icons.hand}>
        {word}
      </Tag>
      <span class="quiet">{text}</span>
      {alone !== null && (
        <span class="quiet clamped" title={alone}>
          {woven(i18n.t('console.plans.onlyByItself', { why: '{why}' }), {
            why: <bdi>{alone}</bdi>,
          })}
        </span>
      )}
      <Outliers outliers={outliers} />
    </div>
  )
}

function Outliers({ outliers }: { outliers: readonly string[] }) {
  if (outliers.length === 0) return null
  return (
    <ul class="plain-list plans-outliers">
      {outliers.map((text) => (
        <li key={text}>
          <Icon of={icons.warning} size={16} tone="warning" label={i18n.t('console.plans.lookAt')} /> {text}
        </li>
      ))}
    </ul>
  )
}

interface LookButtonProps {
  plan: WaitingPlan
  isOpen: boolean
  onToggle: () => void
}
function LookButton({ plan: { organisationName }, isOpen, onToggle }: LookButtonProps) {
  return (
    <button
      type="button"
      class="link"
      aria-expanded={isOpen ? 'true' : 'false'}
      aria-label={i18n.t('console.plans.firstLinesOf', { organisationName: isolate(organisationName) })}
      onClick={onToggle}
    >
      {i18n.t('console.plans.firstLines')}
    </button>
  )
}
