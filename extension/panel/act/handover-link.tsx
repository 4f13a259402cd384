import { i18n } from '#i18n'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { momentInFull } from '../../ui/time.ts'

/** The one-time link, shown in this answer alone; it is no link here, because opening it burns it. */
export function HandoverLink({ url, expiresAt }: { url: string; expiresAt: string }) {
  return (
    <div>
      <div class="secret-box">
        <p class="quiet">{i18n.t('panel.act.oneTimeLink')}</p>
        <p class="secret secret-link">{url}</p>
        <p class="quiet">{i18n.t('panel.act.linkUntil', { moment: momentInFull(expiresAt) })}</p>
        <div class="secret-ways">
          <CopyButton value={url} what={i18n.t('panel.act.theLink')}>
            {i18n.t('panel.act.copyLink')}
          </CopyButton>
        </div>
      </div>
      <p class="gone">
        <Icon of={icons.eyeOff} size={16} />
        {i18n.t('panel.act.linkGone')}
      </p>
    </div>
  )
}
