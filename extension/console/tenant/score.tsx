import { useState } from 'preact/hooks'
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
const periods = { '30': '30 days', '90': '90 days', all: 'All' } as const
type Period = keyof typeof periods
const isPeriod = (value: string): value is Period => Object.hasOwn(periods, value)

/** Secure Score beside Microsoft's averages. What the tenant itself tells stands there until the longer history is read. */
export function Score({ tenant, trends }: ScoreProps) {
  const [period, setPeriod] = useState<Period>('90')
  const whole = trends.data?.score ?? tenant.score
  const score = period === 'all' ? whole : whole.slice(-Number(period))
  const last = score.at(-1)
  return (
    <section class="surface surface-padded part" aria-label="Secure Score">
      <div class="part-head">
        <h2>Secure Score</h2>
        {last && (
          <Select
            label="Period"
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
          what="The averages and the longer history could not be read."
          onRetry={trends.refetch}
        />
      )}
      {last ? (
        <>
          <LineChart title={`Secure Score, ${periods[period]}`} {...scoreLines(score, 'This tenant')} />
          <p class="quiet">
            {pointsText(last.current)} of {pointsText(last.max)} points on {dayText(last.day)}.{' '}
            {maximumMoved(score)}
          </p>
        </>
      ) : (
        <EmptyState picture={<Icon of={icons.score} size={32} />} title="No score yet">
          Microsoft has not given one for this tenant. It is asked once a day.
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
    ? `Microsoft has made ${pointsText(moved)} more points possible in this time.`
    : `Microsoft has made ${pointsText(-moved)} points fewer possible in this time.`
}
