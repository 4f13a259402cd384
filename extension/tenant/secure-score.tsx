import type { ScorePoint } from '#shared/contract.ts'
import { LineChart } from '../ui/line-chart.tsx'
import { percentText, pointsText } from '../ui/number.ts'
import { Section } from '../ui/page.tsx'
import { ScoreChange } from './score-change.tsx'
import { dayText, scoreLines } from './score-lines.ts'

/** Secure Score now and over 90 days. */
export function SecureScore({ score }: { score: ScorePoint[] }) {
  const last = score.at(-1)
  if (!last)
    return (
      <Section title="Secure Score">
        <p class="quiet">No score yet. Microsoft has not given one for this tenant.</p>
      </Section>
    )
  return (
    <Section title="Secure Score" aside={`As of ${dayText(last.day)}`}>
      <div class="score">
        <div>
          <p class="score-now">{percentText(last.percent)}</p>
          <p class="quiet">
            {pointsText(last.current)} of {pointsText(last.max)} points
          </p>
          <ScoreChange score={score} />
        </div>
        <LineChart title="Secure Score, 90 days" {...scoreLines(score, 'This tenant')} />
      </div>
    </Section>
  )
}
