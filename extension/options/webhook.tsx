import { useState } from 'preact/hooks'
import type { Webhook } from '#shared/contract.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { useRead, useWrite } from '../query.ts'
import { useOff } from '../role.ts'
import { Button } from '../ui/button.tsx'
import { Freshness } from '../ui/freshness.tsx'
import { Notice } from '../ui/notice.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { StepCard } from './step-card.tsx'
import { TestWebhook } from './test-webhook.tsx'
import { WebhookForm } from './webhook-form.tsx'
import { WebhookSecret } from './webhook-secret.tsx'

/** Not needed to begin with: where the server posts its alerts. Administrators alone. */
export function WebhookCard({ number, isReady }: { number: number | null; isReady: boolean }) {
  const off = useOff('alerts.webhook')
  const [secret, setSecret] = useState<string | null>(null)
  const { data, error, refetch } = useRead('alerts.webhook', {}, { enabled: isReady && !off })
  if (!isReady || off) return null
  const webhook = data?.webhook ?? null
  return (
    <StepCard
      id="alerts"
      number={number}
      title="Alerts by webhook"
      isDone={webhook !== null && webhook.problem === null}
      summary="If you like: what keeps failing, a stopped run, persons to decide about and a lost consent are posted to an address of yours."
    >
      {error && <ErrorNotice error={error} what="The webhook could not be read." onRetry={refetch} />}
      {!data && !error && <Skeleton rows={1} />}
      {secret !== null && <WebhookSecret secret={secret} onSeen={() => setSecret(null)} />}
      {data && webhook && (
        <Standing
          key={webhook.setAt}
          webhook={webhook}
          onSecret={setSecret}
          onRemoved={() => setSecret(null)}
        />
      )}
      {data && !webhook && <WebhookForm address="" onSecret={setSecret} onCancel={null} />}
    </StepCard>
  )
}

interface StandingProps {
  webhook: Webhook
  onSecret: (secret: string) => void
  onRemoved: () => void
}

function Standing({ webhook, onSecret, onRemoved }: StandingProps) {
  const [doing, setDoing] = useState<'change' | 'remove' | null>(null)
  const { url, problem, waiting, lastDeliveredAt } = webhook
  if (doing === 'change')
    return <WebhookForm address={url} onSecret={onSecret} onCancel={() => setDoing(null)} />
  return (
    <>
      <p class="webhook-address">{url}</p>
      <p class="quiet">
        <Freshness asOf={lastDeliveredAt} what="Last message taken" />
        {waiting > 0 && ` · ${waiting === 1 ? '1 message waits' : `${waiting} messages wait`}`}
      </p>
      {problem && (
        <Notice kind="warning" title={problem.text}>
          {problem.next}
        </Notice>
      )}
      {doing === 'remove' ? (
        <Remove onRemoved={onRemoved} onCancel={() => setDoing(null)} />
      ) : (
        <TestWebhook>
          <Button onClick={() => setDoing('change')}>Change the address or the secret</Button>
          <Button onClick={() => setDoing('remove')}>Stop sending</Button>
        </TestWebhook>
      )}
    </>
  )
}

function Remove({ onRemoved, onCancel }: { onRemoved: () => void; onCancel: () => void }) {
  const remove = useWrite('alerts.setWebhook', ['alerts.webhook'])
  const confirm = () => remove.mutate({ url: null }, { onSuccess: onRemoved })
  return (
    <>
      <Notice kind="warning" title="Stop sending alerts?">
        Messages that still wait are dropped. The alerts themselves stay in Sidelight.
      </Notice>
      {remove.error && <ErrorNotice error={remove.error} what="The webhook was not removed." />}
      <div class="buttons">
        <Button kind="danger" busy={remove.isPending} onClick={confirm}>
          Stop
        </Button>
        <Button onClick={onCancel}>Leave it</Button>
      </div>
    </>
  )
}
