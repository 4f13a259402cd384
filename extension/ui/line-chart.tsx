import { i18n } from '#i18n'
import './line-chart.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Line, LineData } from './draw-lines.ts'

interface LineChartProps extends LineData {
  /** What the chart shows, e.g. "Secure Score, 90 days". */
  title: string
}

/** Lines over days; the same figures stand in a table below it, which is all there is until the library has come. */
export function LineChart({ title, ...data }: LineChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const { days, lines } = data
  useEffect(() => {
    let end = () => {}
    let isGone = false
    // Fetched when it is drawn. What fails leaves the words and the table.
    import('./draw-lines.ts').then(
      ({ drawLines }) => {
        if (host.current && !isGone) end = drawLines(host.current, data)
      },
      () => {},
    )
    return () => {
      isGone = true
      end()
    }
  }, [JSON.stringify([days, lines])])
  return (
    <figure class="chart">
      <ul class="chart-legend">
        {lines.map((line) => (
          <li key={line.name}>
            <Swatch dash={line.dash} />
            <span>
              {line.name} <strong>{lastOf(line, data)}</strong>
            </span>
          </li>
        ))}
      </ul>
      <div class="chart-lines" role="img" aria-label={`${title}. ${spoken(data)}`}>
        <div ref={host} aria-hidden="true" />
      </div>
      <Table title={title} {...data} />
    </figure>
  )
}

function Swatch({ dash }: Pick<Line, 'dash'>) {
  return (
    <svg class={`chart-swatch lines-${dash}`} width="20" height="8" aria-hidden="true">
      <line class="ct-line" x1="0" y1="4" x2="20" y2="4" />
    </svg>
  )
}

function lastOf({ values }: Line, { valueText }: LineData): string {
  const last = values.findLast((value) => value !== null)
  return last === undefined || last === null ? i18n.t('ui.notKnown2') : valueText(last)
}

function spoken({ days, lines, valueText, dayText }: LineData): string {
  const [from, to] = [days[0], days.at(-1)]
  if (!from || !to) return ''
  return lines
    .map(({ name, values }) => {
      const known = values.filter((value) => value !== null)
      const [first, last] = [known[0], known.at(-1)]
      return first === undefined || last === undefined
        ? ''
        : i18n.t('ui.fromOnToOn', {
            name,
            first: valueText(first),
            from: dayText(from),
            last: valueText(last),
            to: dayText(to),
          })
    })
    .join(' ')
}

/** So many rows can be read; of more, every seventh day. */
const mostRows = 100

function Table({ title, days, lines, valueText, dayText }: LineChartProps) {
  const [isOpen, setOpen] = useState(false)
  const every = days.length > mostRows ? 7 : 1
  const rows = days.map((day, at) => ({ day, at })).filter(({ at }) => (days.length - 1 - at) % every === 0)
  return (
    <details class="chart-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{i18n.t('ui.asTable')}</summary>
      {isOpen && (
        <div class="chart-rows">
          <table>
            <caption class="only-spoken">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{i18n.t('ui.day')}</th>
                {lines.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.toReversed().map(({ day, at }) => (
                <tr key={day}>
                  <th scope="row">{dayText(day)}</th>
                  {lines.map(({ name, values }) => {
                    const value = values[at] ?? null
                    return <td key={name}>{value === null ? '–' : valueText(value)}</td>
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  )
}
