import type { ScorePoint } from '#shared/contract.ts'
import { changeOf30Days } from '../../score-change.ts'
import { AreaChart } from '../../ui/area-chart.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { Section } from '../../ui/page.tsx'
import { shortDateOf } from '../../ui/time.ts'

/** Percent, because the maximum changes over time; 90 days as a line and as a table. */
export function SecureScore({ score }: { score: ScorePoint[] }) {
  const last = score.at(-1)
  if (!last)
    return (
      <Section title="Secure Score">
        <p class="quiet">No score yet. Microsoft has not given one for this tenant.</p>
      </Section>
    )
  const points = score.map(({ day, percent }) => ({
    label: shortDateOf(`${day}T12:00:00Z`),
    value: Math.round(percent * 10) / 10,
  }))
  return (
    <Section title="Secure Score" aside={`As of ${shortDateOf(`${last.day}T12:00:00Z`)}`}>
      <div class="score">
        <div>
          <p class="score-now">{Math.round(last.percent)} %</p>
          <p class="quiet">
            {Math.round(last.current)} of {Math.round(last.max)} points
          </p>
          <Change score={score} />
        </div>
        <AreaChart points={points} unit="%" title="Secure Score, 90 days" />
      </div>
    </Section>
  )
}

function Change({ score }: { score: ScorePoint[] }) {
  const change = changeOf30Days(score)
  if (change === null) return null
  const rounded = Math.round(change * 10) / 10
  if (rounded === 0) return <p class="quiet">Unchanged in 30 days</p>
  const isUp = rounded > 0
  return (
    <p class={`score-change ${isUp ? 'tone-success' : 'tone-warning'}`}>
      <Icon of={isUp ? icons.arrowUp : icons.arrowDown} size={16} />
      {Math.abs(rounded)} % {isUp ? 'up' : 'down'} in 30 days
    </p>
  )
}
