interface IconProps {
  /** One of icons.ts. */
  of: string
  size?: 14 | 16 | 20 | 24 | 32
  tone?: Tone
  /** Only for an icon that stands alone; beside a word it says nothing of its own. */
  label?: string
}
export type Tone = 'neutral' | 'brand' | 'success' | 'warning' | 'danger'

/** The icon's paths are taken out of its text, so nothing is ever set as markup. */
export function Icon({ of, size = 20, tone, label }: IconProps) {
  const [, viewBox = '0 0 20 20'] = /viewBox="([^"]+)"/.exec(of) ?? []
  const paths = [...of.matchAll(/ d="([^"]+)"/g)].map(([, d = '']) => d)
  const naming = label
    ? ({ role: 'img', 'aria-label': label } as const)
    : ({ 'aria-hidden': 'true' } as const)
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by aria-label where it stands alone, hidden where a word stands beside it
    <svg
      class={`icon ${tone ? `tone-${tone}` : ''}`}
      width={size}
      height={size}
      viewBox={viewBox}
      {...naming}
    >
      {paths.map((d) => (
        <path key={d} d={d} fill="currentColor" />
      ))}
    </svg>
  )
}
