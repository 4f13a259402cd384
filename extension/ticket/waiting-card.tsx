import { i18n } from '#i18n'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import type { Fold } from './overlay.tsx'

/** The size of what follows, so that nothing jumps. */
export function Waiting({ fold }: { fold: Fold }) {
  if (fold.isFolded) {
    return (
      <div class="pill pill-waiting" role="status" aria-label={i18n.t('ticket.askingWhoAbout')}>
        <span class="bone bone-round bone-28" />
        <span class="bone bone-line" />
      </div>
    )
  }
  return (
    <section class="card" aria-label={i18n.t('ticket.sidelight')} aria-busy="true">
      <div class="card-head">
        <span class="bone bone-round" />
        <div class="card-who">
          <span class="bone bone-name" />
          <span class="bone bone-line" />
        </div>
      </div>
      <span class="bone bone-tags" />
      <div class="bones">
        <span class="bone bone-line" />
        <span class="bone bone-line" />
        <span class="bone bone-tiles" />
      </div>
      <footer class="card-foot">
        <span class="freshness" role="status">
          <Icon of={icons.sync} size={16} />
          {i18n.t('ticket.askingWhoAbout2')}
        </span>
      </footer>
    </section>
  )
}
