import { i18n } from '#i18n'
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
      <Section title={i18n.t('tenant.secureScore')}>
        <p class="quiet">{i18n.t('tenant.noScoreYetMicrosoftHas')}</p>
      </Section>
    )
  return (
    <Section title={i18n.t('tenant.secureScore')} aside={i18n.t('tenant.as', { day: dayText(last.day) })}>
      <div class="score">
        <div>
          <p class="score-now">{percentText(last.percent)}</p>
          <p class="quiet">
            {i18n.t('tenant.points', { current: pointsText(last.current), max: pointsText(last.max) })}
          </p>
          <ScoreChange score={score} />
        </div>
        <LineChart
          title={i18n.t('tenant.secureScore90Days')}
          {...scoreLines(score, i18n.t('tenant.tenant'))}
        />
      </div>
    </Section>
  )
}
