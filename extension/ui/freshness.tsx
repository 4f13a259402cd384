import { i18n } from '#i18n'
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
      <span>{asOf ? words(asOf, now, kind, what) : notRead(what)}</span>
    </span>
  )
}

const notRead = (what?: string) => (what ? i18n.t('ui.notReadYet', { what }) : i18n.t('ui.thisNotReadYet'))

function words(asOf: string, now: number, kind: FreshnessProps['kind'], what?: string): string {
  if (kind === 'live')
    return what
      ? i18n.t('ui.whatLive', { what, ago: ago(asOf, now) })
      : i18n.t('ui.live', { ago: ago(asOf, now) })
  const at = i18n.t('ui.momentAndAgo', { moment: momentOf(asOf, now), ago: ago(asOf, now) })
  if (kind === 'lastKnown') return i18n.t('ui.lastKnownData', { at })
  return what ? i18n.t('ui.whatAsOf', { what, at }) : i18n.t('ui.asOf', { at })
}
