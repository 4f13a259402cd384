import { Icon } from './icon.tsx'
import * as icons from './icons.ts'
import { ago, momentOf } from './time.ts'
import { useNow } from './use-now.ts'

interface FreshnessProps {
  /** When it was true, ISO 8601; null = never read. */
  asOf: string | null
  /** What is as old as that, e.g. "People and licences". */
  what?: string
  /** mirror: read at that time · live: read for this view · lastKnown: the server is away, it may be past */
  kind?: 'mirror' | 'live' | 'lastKnown'
}

/** Nothing without its age. */
export function Freshness({ asOf, what, kind = 'mirror' }: FreshnessProps) {
  const now = useNow()
  const icon = { mirror: icons.clock, live: icons.flash, lastKnown: icons.history }[kind]
  return (
    <span class="freshness">
      <Icon of={icon} size={16} />
      <span>{asOf ? words(asOf, now, kind, what) : `${what ?? 'This'} not read yet`}</span>
    </span>
  )
}

function words(asOf: string, now: number, kind: FreshnessProps['kind'], what?: string): string {
  if (kind === 'live') return `${what ? `${what} live` : 'Live'}, ${ago(asOf, now)}`
  const at = `${momentOf(asOf, now)}, ${ago(asOf, now)}`
  if (kind === 'lastKnown') return `Last known data of ${at}`
  return what ? `${what} as of ${at}` : `As of ${at}`
}
