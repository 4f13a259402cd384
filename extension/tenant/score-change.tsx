import { i18n } from '#i18n'
import type { ScorePoint } from '#shared/contract.ts'
import { changeOf30Days } from '../score-change.ts'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { finePercentText } from '../ui/number.ts'

/** Percentage points since 30 days ago; nothing while that is not known. */
export function ScoreChange({ score }: { score: readonly ScorePoint[] }) {
  const change = changeOf30Days(score)
  if (change === null) return null
  const rounded = Math.round(change * 10) / 10
  if (rounded === 0) return <p class="quiet">{i18n.t('tenant.unchangedIn30Days')}</p>
  const isUp = rounded > 0
  return (
    <p class={`score-change ${isUp ? 'tone-success' : 'tone-warning'}`}>
      <Icon of={isUp ? icons.arrowUp : icons.arrowDown} size={16} />
      {isUp
        ? i18n.t('tenant.upIn30Days', { change: finePercentText(rounded) })
        : i18n.t('tenant.downIn30Days', { change: finePercentText(-rounded) })}
    </p>
  )
}
