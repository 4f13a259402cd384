import { i18n } from '#i18n'
import type { WaitingPlan } from '#shared/contract.ts'
import type { Tone } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { isolate } from '../../ui/isolate.ts'
import { Tag } from '../../ui/tag.tsx'
import { woven } from '../../ui/woven.tsx'
import { KindTally } from '../kind-tally.tsx'
import { MappingName } from '../mapping-name.tsx'
import { hashOf } from '../route.ts'
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
  isChosen: boolean
  /** Null = this person may not approve. */
  onChoose: (() => void) | null
}
export function WaitingRow({ plan, isChosen, onChoose }: WaitingRowProps) {
  const { tenantId, mappingId, tenantName, organisationName, waitsFor, counts, alone } = plan
  const { tone, word, text } = reasons[waitsFor]
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
      <span class="plans-why">
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
      </span>
      <a
        class="button-link"
        href={href}
        aria-label={i18n.t('console.plans.openPlan', { organisationName: isolate(organisationName) })}
      >
        {i18n.t('console.plans.open')}
      </a>
    </li>
  )
}
