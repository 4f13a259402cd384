import { i18n } from '#i18n'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Notice } from '../ui/notice.tsx'

/** Shown once: it is kept sealed at the server and nowhere here. */
export function WebhookSecret({ secret, onSeen }: { secret: string; onSeen: () => void }) {
  return (
    <Notice
      kind="info"
      title={i18n.t('options.signingSecretShownOnce')}
      actions={
        <span class="buttons">
          <CopyButton value={secret} what={i18n.t('options.signingSecret')}>
            {i18n.t('options.copy')}
          </CopyButton>
          <Button size="small" onClick={onSeen}>
            {i18n.t('options.iHaveKeptIt')}
          </Button>
        </span>
      }
    >
      <p class="secret webhook-address">{secret}</p>
      <p>{i18n.t('options.receiverChecksEveryMessageWith')}</p>
    </Notice>
  )
}
