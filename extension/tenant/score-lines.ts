import { i18n } from '#i18n'
import type { Output, ScorePoint } from '#shared/contract.ts'
import type { LineData } from '../ui/draw-lines.ts'
import { finePercentText } from '../ui/number.ts'
import { shortDateOf } from '../ui/time.ts'

type ScoreDay = Output<'tenants.trends'>['score'][number]

/** Percent, because the maximum changes over time; averages where there are any. */
export function scoreLines(score: readonly (ScorePoint & Partial<ScoreDay>)[], name: string): LineData {
  const averages = [
    {
      name: i18n.t('tenant.similarSize'),
      values: score.map(({ similarSize = null }) => similarSize),
      dash: 'dashed',
    },
    {
      name: i18n.t('tenant.allTenants'),
      values: score.map(({ allTenants = null }) => allTenants),
      dash: 'dotted',
    },
  ] as const
  return {
    days: score.map(({ day }) => day),
    lines: [
      { name, values: score.map(({ percent }) => percent), dash: 'solid' },
      ...averages.filter(({ values }) => values.some((value) => value !== null)),
    ],
    minimumRange: 20,
    valueText: finePercentText,
    dayText,
  }
}

export const dayText = (day: string) => shortDateOf(`${day}T12:00:00Z`)
