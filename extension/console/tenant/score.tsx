import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { TenantDetail } from '#shared/contract.ts'
import { ErrorNotice } from '../../error-notice.tsx'
import type { useRead } from '../../query.ts'
import { dayText, scoreLines } from '../../tenant/score-lines.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { LineChart } from '../../ui/line-chart.tsx'
import { pointsText } from '../../ui/number.ts'
import { Select } from '../../ui/select.tsx'

interface ScoreProps {
  tenant: TenantDetail
  trends: ReturnType<typeof useRead<'tenants.trends'>>
}
const periods = {
  '30': i18n.t('console.tenant.n30Days'),
  '90': i18n.t('console.tenant.n90Days'),
  all: i18n.t('console.tenant.all'),
} as const
type Period = keyof typeof periods
const isPeriod = (value: string): value is Period => Object.hasOwn(periods, value)

/** Secure Score beside Microsoft's averages. What the tenant itself tells stands there until the longer history is read. */
export function Score({ tenant, trends }: ScoreProps) {
  const [period, setPeriod] = useState<Period>('90')
  const whole = trends.data?.score ?? tenant.score
  const score = period === 'all' ? whole : whole.slice(-Number(period))
  const last = score.at(-1)
  return (
    <section class="surface surface-padded part" aria-label={i18n.t('console.tenant.secureScore')}>
      <div class="part-head">
        <h2>{i18n.t('console.tenant.secureScore')}</h2>
        {last && (
          <Select
            label={i18n.t('console.tenant.period')}
            labelHidden
            value={period}
            options={Object.entries(periods).map(([value, text]) => ({ value, text }))}
            onChange={(value) => isPeriod(value) && setPeriod(value)}
          />
        )}
      </div>
      {trends.error && (
        <ErrorNotice
          error={trends.error}
          what={i18n.t('console.tenant.averagesAndLongerHistoryCould')}
          onRetry={trends.refetch}
        />
      )}
      {last ? (
        <>
          <LineChart
            title={i18n.t('console.tenant.secureScore2', { period: periods[period] })}
            {...scoreLines(score, i18n.t('console.tenant.tenant'))}
          />
          <p class="quiet">
            {i18n.t('console.tenant.pointsOn', {
              current: pointsText(last.current),
              max: pointsText(last.max),
              day: dayText(last.day),
              score: maximumMoved(score),
            })}
          </p>
        </>
      ) : (
        <EmptyState picture={<Icon of={icons.score} size={32} />} title={i18n.t('console.tenant.noScoreYet')}>
          {i18n.t('console.tenant.microsoftHasNotGivenOne')}
        </EmptyState>
      )}
    </section>
  )
}

/** Microsoft adds controls: then the percentage falls though nothing got worse. */
function maximumMoved(score: TenantDetail['score']): string {
  const [first, last] = [score[0], score.at(-1)]
  const moved = first && last ? Math.round((last.max - first.max) * 10) / 10 : 0
  if (moved === 0) return ''
  return moved > 0
    ? i18n.t('console.tenant.microsoftHasMadeMorePoints', { moved: pointsText(moved) })
    : i18n.t('console.tenant.microsoftHasMadePointsFewer', { moved: pointsText(-moved) })
}
