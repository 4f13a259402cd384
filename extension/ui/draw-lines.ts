import { AutoScaleAxis, FixedScaleAxis, Interpolation, LineChart } from 'chartist'

export interface Line {
  name: string
  /** One value a day of `days`; null = not known that day. */
  values: readonly (number | null)[]
  /** Lines differ by dash, never by colour alone. */
  dash: 'solid' | 'dashed' | 'dotted'
  /** A value holds until the next one (seats), instead of moving towards it. */
  isStepped?: boolean
}
export interface LineData {
  /** ISO dates, oldest first. */
  days: readonly string[]
  lines: readonly Line[]
  /** Least span of the upright axis, so that a flat line is flat. */
  minimumRange: number
  /** Words of an upright label. */
  valueText: (value: number) => string
  dayText: (day: string) => string
}

const noon = (day: string) => Date.parse(`${day}T12:00:00Z`)

/** Draws into the host with Chartist; all colours and dashes are CSS (line-chart.css). Returns how to end it. */
export function drawLines(host: HTMLElement, data: LineData): () => void {
  const { days, lines, valueText, dayText } = data
  const series = lines.map(({ name, values, dash, isStepped }) => ({
    name,
    className: `lines-${dash} ${isStepped ? 'lines-stepped' : ''}`,
    data: values.map((value, at) => ({ x: noon(days[at] ?? ''), y: value })),
  }))
  const stepped = lines.filter(({ isStepped }) => isStepped)
  const chart = new LineChart(
    host,
    { series },
    {
      ...bounds(data),
      showPoint: false,
      fullWidth: true,
      lineSmooth: Interpolation.none({ fillHoles: true }),
      series: Object.fromEntries(
        stepped.map(({ name }) => [name, { lineSmooth: Interpolation.step({ fillHoles: true }) }]),
      ),
      chartPadding: { top: 8, right: 16, bottom: 0, left: 0 },
      axisX: {
        type: FixedScaleAxis,
        ticks: ticksOf(days, host.clientWidth),
        showGrid: false,
        labelInterpolationFnc: (value) => dayText(new Date(Number(value)).toISOString().slice(0, 10)),
      },
      axisY: {
        type: AutoScaleAxis,
        offset: 44,
        scaleMinSpace: 32,
        onlyInteger: true,
        labelInterpolationFnc: (value) => valueText(Number(value)),
      },
    },
  )
  return () => chart.detach()
}

/** Where the upright axis begins and ends. */
function bounds({ lines, minimumRange }: LineData): { low: number; high: number } {
  const values = lines.flatMap((line) => line.values.filter((value) => value !== null))
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const room = Math.max(minimumRange - (most - least), 0) / 2
  const low = Math.max(0, Math.floor(least - room))
  return { low, high: Math.ceil(Math.max(most + room, low + minimumRange)) }
}

const widthOfLabel = 72
/** Days with a label: evenly spread, as many as have room. */
function ticksOf(days: readonly string[], width: number): number[] {
  const most = Math.max(2, Math.min(7, Math.floor((width || 320) / widthOfLabel)))
  const [first, last] = [noon(days[0] ?? ''), noon(days.at(-1) ?? '')]
  const step = (last - first) / most
  return Array.from({ length: most }, (_, at) => first + at * step)
}
