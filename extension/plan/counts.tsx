import { i18n } from '#i18n'
import { Icon, type Tone } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { countText } from '../ui/number.ts'
import { type Counts, changesIn, type Kind, kinds, kindsIn } from './kinds.ts'

export type KindFilter = 'all' | Kind
interface KindCountsProps {
  counts: Counts
  kind: KindFilter
  onKind: (kind: KindFilter) => void
}

/** Counts that filter the list below. */
export function KindCounts({ counts, kind, onKind }: KindCountsProps) {
  const shown = kindsIn(counts)
  if (shown.length === 0) return null
  const all = changesIn(counts)
  return (
    <fieldset class="counts" aria-label={i18n.t('plan.filterByKind')}>
      <Count
        icon={icons.allActions}
        tone="brand"
        counted={i18n.t('plan.inAll')}
        count={all}
        isPressed={kind === 'all'}
        onPress={() => onKind('all')}
      />
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
  )
}

export const untouchedText = ({ unchanged }: Counts) =>
  i18n.t('plan.contactsStayUntouched', unchanged, { count: countText(unchanged) })

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
        <Icon of={icon} tone={tone} /> {countText(count)}
      </span>
      <span class="quiet">{counted}</span>
    </button>
  )
}
