import { i18n } from '#i18n'
import { linePoints } from './sparkline.tsx'

interface AreaChartProps {
  /** Oldest first. */
  points: { label: string; value: number }[]
  unit: string
  /** What the chart shows, e.g. "Secure Score, 90 days". */
  title: string
}
const width = 280
const height = 64

/** One line over time; the same figures stand in a table below it. */
export function AreaChart({ points, unit, title }: AreaChartProps) {
  const values = points.map(({ value }) => value)
  const line = linePoints(values, { width, height, edge: 4, minimumRange: 20 })
  const [first, last] = [line[0], line.at(-1)]
  const drawn = line.map(([x, y]) => `${x},${y}`).join(' ')
  if (!first || !last) return null
  return (
    <figure class="chart">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary(points, unit, title)}
      >
        <polygon points={`${first[0]},${height} ${drawn} ${last[0]},${height}`} />
        <polyline points={drawn} vector-effect="non-scaling-stroke" />
      </svg>
      <figcaption>
        <span>{points[0]?.label}</span>
        <span>{points.at(-1)?.label}</span>
      </figcaption>
      <details>
        <summary>{i18n.t('ui.asTable')}</summary>
        <table>
          <caption class="only-spoken">{title}</caption>
          <tbody>
            {points.toReversed().map(({ label, value }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>
                  {value} {unit}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

function summary(points: AreaChartProps['points'], unit: string, title: string): string {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return title
  return i18n.t('ui.chartSummary', {
    title,
    value: first.value,
    unit,
    label: first.label,
    value2: last.value,
    label2: last.label,
  })
}
