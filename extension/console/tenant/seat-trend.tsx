import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Output } from '#shared/contract.ts'
import { dayText } from '../../tenant/score-lines.ts'
import type { LineData } from '../../ui/draw-lines.ts'
import { isolate } from '../../ui/isolate.ts'
import { LineChart } from '../../ui/line-chart.tsx'
import { countText } from '../../ui/number.ts'
import { useNow } from '../../ui/use-now.ts'

type SeatDays = Output<'tenants.trends'>['licences'][number]['days']

/** How many were assigned and bought, day by day; drawn when somebody asks. */
export function SeatTrend({ name, days }: { name: string; days: SeatDays }) {
  const [isOpen, setOpen] = useState(false)
  const now = useNow()
  const [first] = days
  return (
    <details class="licence-trend" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {i18n.t('console.tenant.overTime')}
        <span class="only-spoken">: {isolate(name)}</span>
      </summary>
      {isOpen && !first && <p class="quiet">{i18n.t('console.tenant.nothingKeptYetEachChange')}</p>}
      {isOpen && first && days.length === 1 && (
        <p class="quiet">
          {i18n.t('console.tenant.unchangedSinceAssignedEachChange', {
            day: dayText(first.day),
            assigned: countText(first.assigned),
            usable: countText(first.usable),
          })}
        </p>
      )}
      {isOpen && days.length > 1 && (
        <LineChart
          title={i18n.t('console.tenant.seats', { name: isolate(name) })}
          {...seatLines(days, now)}
        />
      )}
    </details>
  )
}

/** A value holds until the next one, and the last one holds today. */
function seatLines(days: SeatDays, now: number): LineData {
  const today = new Date(now).toISOString().slice(0, 10)
  const last = days.at(-1)
  const drawn = last && last.day < today ? [...days, { ...last, day: today }] : days
  return {
    days: drawn.map(({ day }) => day),
    lines: [
      {
        name: i18n.t('console.tenant.assigned'),
        values: drawn.map(({ assigned }) => assigned),
        dash: 'solid',
        isStepped: true,
      },
      {
        name: i18n.t('console.tenant.bought'),
        values: drawn.map(({ usable }) => usable),
        dash: 'dashed',
        isStepped: true,
      },
    ],
    minimumRange: 5,
    valueText: countText,
    dayText,
  }
}
