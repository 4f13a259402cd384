import { i18n } from '#i18n'
import { isolate } from '../../ui/isolate.ts'
import { Footer } from '../../ui/page.tsx'
import { woven } from '../../ui/woven.tsx'

interface KeysProps {
  purpose: 'search' | 'choose'
  /** Whom Enter takes. */
  chosen: string | null
  isBusy: boolean
}

/** What the keys do now; and for a choice, how far it reaches. */
export function Keys({ purpose, chosen, isBusy }: KeysProps) {
  return (
    <Footer>
      {purpose === 'choose' && (
        <span class="quiet" role="status">
          {isBusy ? i18n.t('panel.find.keepingChoice') : i18n.t('panel.find.yourChoiceHoldsForTicket')}
        </span>
      )}
      <span class="keys quiet">
        {chosen && (
          <span class="key-use">
            <kbd>{i18n.t('panel.find.enter')}</kbd>
            <span class="one-line">
              {purpose === 'choose'
                ? i18n.t('panel.find.choose', { name: isolate(chosen) })
                : i18n.t('panel.find.open', { name: isolate(chosen) })}
            </span>
          </span>
        )}
        <span class="key-use">
          {woven(i18n.t('panel.find.back', { key: '{key}' }), { key: <kbd>{i18n.t('panel.find.esc')}</kbd> })}
        </span>
      </span>
    </Footer>
  )
}
