interface SparklineProps {
  values: number[]
  /** Sparklines of a list share a minimum range, so a flat line is flat. */
  minimumRange?: number
  /** What the line says, in words. */
  label: string
}
const width = 58
const height = 20
const edge = 3

export function Sparkline({ values, minimumRange = 20, label }: SparklineProps) {
  const points = linePoints(values, { width, height, edge, minimumRange })
  const end = points.at(-1)
  return (
    <svg
      class="sparkline"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      {points.length > 1 && <polyline points={points.map(([x, y]) => `${x},${y}`).join(' ')} />}
      {end && <circle cx={end[0]} cy={end[1]} r="2.5" />}
    </svg>
  )
}

interface LineBox {
  width: number
  height: number
  edge: number
  minimumRange: number
}
/** Values spread evenly over the box, highest on top. */
export function linePoints(
  values: number[],
  { width, height, edge, minimumRange }: LineBox,
): [number, number][] {
  const low = Math.min(...values)
  const high = Math.max(...values)
  const range = Math.max(high - low, minimumRange)
  const floor = low - (range - (high - low)) / 2
  const step = (width - 2 * edge) / Math.max(1, values.length - 1)
  return values.map((value, index) => {
    const x = values.length === 1 ? width - edge : edge + index * step
    const y = height - edge - ((value - floor) / range) * (height - 2 * edge)
    return [round(x), round(y)]
  })
}
const round = (value: number) => Math.round(value * 10) / 10
