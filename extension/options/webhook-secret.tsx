import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Notice } from '../ui/notice.tsx'

/** Shown once: it is kept sealed at the server and nowhere here. */
export function WebhookSecret({ secret, onSeen }: { secret: string; onSeen: () => void }) {
  return (
    <Notice
      kind="info"
      title="The signing secret, shown once"
      actions={
        <span class="buttons">
          <CopyButton value={secret} what="signing secret">
            Copy
          </CopyButton>
          <Button size="small" onClick={onSeen}>
            I have kept it
          </Button>
        </span>
      }
    >
      <p class="secret webhook-address">{secret}</p>
      <p>
        The receiver checks every message with it, as Standard Webhooks says. If it is lost, save the address
        again for another one.
      </p>
    </Notice>
  )
}
