import { i18n } from '#i18n'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { spoken } from './spoken.ts'

/** Shown once, to read out or copy; it is in no title, no attribute and no store. */
export function Secret({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <div class="secret-box">
        <p class="quiet">{i18n.t('panel.act.shownOnce', { label })}</p>
        <p class="secret">{value}</p>
        <p class="quiet">{i18n.t('panel.act.spoken', { value: spoken(value) })}</p>
        <div class="secret-ways">
          <CopyButton value={value} what={label.toLowerCase()}>
            {i18n.t('panel.act.copy')}
          </CopyButton>
        </div>
      </div>
      <p class="gone">
        <Icon of={icons.eyeOff} size={16} />
        {i18n.t('panel.act.goneWhenYouLeaveView')}
      </p>
    </div>
  )
}
