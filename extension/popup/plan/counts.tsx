import type { Output } from '#shared/contract.ts'
import { Icon, type Tone } from '../../ui/icon.tsx'
import { type Kind, kinds } from './kinds.ts'

export type KindFilter = 'all' | Kind
interface CountsProps {
  counts: Output<'plans.get'>['counts']
  kind: KindFilter
  onKind: (kind: KindFilter) => void
}

/** Counts that filter the list below. */
export function Counts({ counts, kind, onKind }: CountsProps) {
  const shown = (Object.keys(kinds) as Kind[]).filter((name) => counts[name] > 0)
  if (shown.length === 0) return null
  return (
    <div>
      <fieldset class="counts" aria-label="Filter by kind">
        {shown.map((name) => (
          <Count
            key={name}
            {...kinds[name]}
            count={counts[name]}
            isPressed={kind === name}
            onPress={() => onKind(kind === name ? 'all' : name)}
          />
        ))}
      </fieldset>
      <p class="quiet">
        {counts.unchanged === 1
          ? '1 contact stays untouched.'
          : `${counts.unchanged} contacts stay untouched.`}
      </p>
    </div>
  )
}

interface CountProps {
  icon: string
  tone: Tone
  counted: string
  count: number
  isPressed: boolean
  onPress: () => void
}
function Count({ icon, tone, counted, count, isPressed, onPress }: CountProps) {
  return (
    <button type="button" class="count" aria-pressed={isPressed} onClick={onPress}>
      <span class="count-number">
        <Icon of={icon} tone={tone} /> {count}
      </span>
      <span class="quiet">{counted}</span>
    </button>
  )
}
