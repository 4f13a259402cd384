import { i18n } from '#i18n'
import { type Counts, kinds, kindsIn } from '../plan/kinds.ts'
import { Icon } from '../ui/icon.tsx'

/** How many of each kind, in a line. */
export function KindTally({ counts }: { counts: Counts }) {
  const shown = kindsIn(counts)
  if (shown.length === 0) return <span class="quiet">{i18n.t('console.noChange')}</span>
  return (
    <ul class="tally" aria-label={i18n.t('console.changes')}>
      {shown.map((kind) => (
        <li key={kind} class="tally-count">
          <Icon of={kinds[kind].icon} size={16} tone={kinds[kind].tone} />
          <strong>{counts[kind]}</strong> {kinds[kind].counted}
        </li>
      ))}
    </ul>
  )
}
