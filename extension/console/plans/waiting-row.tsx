import type { WaitingPlan } from '#shared/contract.ts'
import type { Tone } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { isolate } from '../../ui/isolate.ts'
import { Tag } from '../../ui/tag.tsx'
import { KindTally } from '../kind-tally.tsx'
import { MappingName } from '../mapping-name.tsx'
import { hashOf } from '../route.ts'
import { mayJoin } from './selection.ts'

const reasons: Record<WaitingPlan['waitsFor'], { tone: Tone; word: string; text: string }> = {
  first: { tone: 'brand', word: 'First plan', text: 'Nothing has been written for this organisation yet.' },
  each: { tone: 'warning', word: 'Approval wanted', text: 'Its settings ask for it, or a rule has changed.' },
  stopped: { tone: 'danger', word: 'Stopped', text: 'It would make many contacts inactive in one run.' },
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
              aria-label={`Choose ${isolate(organisationName)}`}
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
            Only by itself: <bdi>{alone}</bdi>
          </span>
        )}
      </span>
      <a class="button-link" href={href} aria-label={`Open the plan of ${isolate(organisationName)}`}>
        Open
      </a>
    </li>
  )
}
